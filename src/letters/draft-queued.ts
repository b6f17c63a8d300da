import { randomUUID } from 'node:crypto';
import { QueryTypes, type Sequelize } from 'sequelize';
import type { Logger } from '../logger.ts';
import { enqueue } from '../outbox/enqueue.ts';
import type { Letter, LetterRequest, LetterWriter } from './contract.ts';
import { claimLetter, dropLetter, releaseLetter, storeLetter } from './draft-queued.sql.ts';
import { templateLetter } from './template.ts';

/** A letter that waits to be drafted. */
export interface QueuedLetter {
  readonly id: number;
  readonly userId: number;
  /** Null where the job is gone; title and company were copied. */
  readonly jobId: number | null;
  readonly applicationId: number | null;
  readonly version: number;
  readonly askedBy: 'person' | 'loop';
  readonly title: string;
  readonly companyName: string;
  /** Drafts begun, this one included. */
  readonly attempts: number;
}

export interface DraftQueuedDeps {
  readonly sequelize: Sequelize;
  readonly writer: LetterWriter;
  /** Profile and posting of a letter; null where there is nothing left to write about, and the letter goes. */
  readonly loadRequest: (letter: QueuedLetter) => Promise<LetterRequest | null>;
  readonly logger: Logger;
  /** Letters at most in one call; 20 unless told. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

// Three drafters died over it: a fourth call of the model is not worth what it may be about.
const maxModelAttempts = 3;

/**
 * Drafts the letters that wait, one at a time, each under a lease of 90 s by the database's clock; no
 * transaction is open while the model writes. A letter and the message that announces it (where the
 * loop asked for it) are stored together, and only by the holder of the lease. A crash before that
 * leaves the letter to the next call. Returns how many were stored. Throws what the database throws.
 */
export const draftQueued = async (deps: DraftQueuedDeps): Promise<number> => {
  let stored = 0;
  for (let taken = 0; taken < (deps.limit ?? 20) && !deps.signal?.aborted; taken += 1) {
    const token = randomUUID();
    const letter = await claim(deps.sequelize, token);
    if (letter === null) break;
    if (await draftOne(deps, letter, token)) stored += 1;
  }
  return stored;
};

const claim = async (sequelize: Sequelize, token: string): Promise<QueuedLetter | null> => {
  const rows = await sequelize.query<QueuedLetter>(claimLetter, { bind: [token], type: QueryTypes.SELECT });
  return rows[0] ?? null;
};

const draftOne = async (deps: DraftQueuedDeps, letter: QueuedLetter, token: string): Promise<boolean> => {
  const { sequelize, logger } = deps;
  const request = await load(deps, letter);
  if (request === 'failed') return false;
  if (request === null) {
    await sequelize.query(dropLetter, { bind: [letter.id, token] });
    logger.info('letters.dropped', { letterId: letter.id });
    return false;
  }
  const draft =
    letter.attempts > maxModelAttempts
      ? templateLetter(request, 'model_away')
      : await deps.writer.draft(request, deps.signal);
  if (deps.signal?.aborted && draft.fallbackReason === 'model_away') {
    await sequelize.query(releaseLetter, { bind: [letter.id, token] });
    return false;
  }
  const isStored = await store(sequelize, letter, token, draft);
  if (!isStored) logger.warn('letters.lease_lost', { letterId: letter.id });
  return isStored;
};

/** One letter whose data cannot be read must not hold up the others; its lease brings it back. */
const load = async (deps: DraftQueuedDeps, letter: QueuedLetter): Promise<LetterRequest | null | 'failed'> => {
  try {
    return await deps.loadRequest(letter);
  } catch (error) {
    deps.logger.error('letters.load_failed', { letterId: letter.id, attempts: letter.attempts }, error);
    return 'failed';
  }
};

const store = (sequelize: Sequelize, letter: QueuedLetter, token: string, draft: Letter): Promise<boolean> =>
  sequelize.transaction(async (transaction) => {
    const { body, writtenBy, model, fallbackReason, facts } = draft;
    const rows = await sequelize.query<{ id: number }>(storeLetter, {
      bind: [letter.id, token, body, writtenBy, model, fallbackReason, JSON.stringify(facts)],
      type: QueryTypes.SELECT,
      transaction,
    });
    if (rows.length === 0) return false;
    if (letter.askedBy === 'loop') {
      const job = letter.jobId === null ? {} : { jobId: letter.jobId };
      const dedupeKey = `letter:${letter.id}`;
      await enqueue(
        [{ userId: letter.userId, kind: 'letter', dedupeKey, coverLetterId: letter.id, ...job }],
        transaction,
      );
    }
    return true;
  });
