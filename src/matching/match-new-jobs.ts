import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import type { Logger } from '../logger.ts';
import { alertMatches } from './alert-matches.ts';
import { analyseJob } from './analyse.ts';
import type { NewMatch } from './decide-alerts.ts';
import { countTriggers, insertMatches, lockCursor, lockSearches, moveCursor } from './match.sql.ts';
import { type ActiveSearch, type Batch, type ChangedJob, readBatch } from './match-batch.ts';
import { scorePairs } from './score-pairs.ts';
import { indexSearches } from './search-index.ts';

export interface Matching {
  readonly sequelize: Sequelize;
  readonly logger: Logger;
  /** Jobs in one batch. A batch is read into memory and written in one transaction. */
  readonly limit?: number;
}

export interface Matched {
  /** Jobs looked at. */
  readonly jobs: number;
  /** Rows of `matches` that are new. */
  readonly matches: number;
  /** True: more jobs are probably waiting; call again. */
  readonly more: boolean;
}

const nothing: Matched = { jobs: 0, matches: 0, more: false };

/** PostgreSQL takes any number of rows; this many keep one statement short. */
const rowsPerInsert = 5000;

/** The other side of a conflict wins; the cursor has not moved, so the next run does it again. */
const conflicts = new Set(['40001', '40P01', '23503']);

/**
 * Matches the next batch of new and changed jobs to every active saved search. The matches, their
 * messages and letters, and the cursor's advance are committed together, so that a crash at any
 * point repeats the batch or finds it done. Jobs and searches come from one snapshot that is taken
 * without locks; the writing transaction then takes the cursor and stops if another matcher has
 * moved it meanwhile, and leaves out searches that changed meanwhile: their backfill covers them.
 * Returns zeros where another matcher is at work. Throws database errors.
 */
export const matchNewJobs = async ({ sequelize, logger, limit = 500 }: Matching): Promise<Matched> => {
  const batch = await readBatch(sequelize, limit, logger);
  const last = batch.jobs.at(-1);
  if (last === undefined) return nothing;
  const pairs = await findPairs(batch);
  try {
    const written = await sequelize.transaction((transaction) => write(sequelize, batch, pairs, last, transaction));
    return written === null
      ? nothing
      : { jobs: batch.jobs.length, matches: written, more: batch.jobs.length === limit };
  } catch (error) {
    const code = sqlState(error);
    if (code === null || !conflicts.has(code)) throw error;
    logger.warn('match.conflict', { code });
    return nothing;
  }
};

/** Every job and search that fit, in the order of the jobs. Gives way to other work between two jobs. */
const findPairs = async ({ jobs, searches }: Batch): Promise<NewMatch[]> => {
  const open = jobs.filter(({ status }) => status === 'active');
  const fitting = indexSearches(searches, await wordFrequency(open));
  const pairs: NewMatch[] = [];
  for (const job of open) {
    for (const search of fitting(analyseJob(job))) {
      if (isFor(search, job)) pairs.push({ searchId: search.id, userId: search.userId, jobId: job.id });
    }
    await setImmediate();
  }
  return pairs;
};

/** In how many of some jobs of the batch a word stands: enough to tell common words from rare ones. */
const wordFrequency = async (jobs: readonly ChangedJob[]): Promise<(word: string) => number> => {
  const counts = new Map<string, number>();
  for (const job of jobs.slice(0, 30)) {
    for (const word of analyseJob(job).places.keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
    await setImmediate();
  }
  return (word) => counts.get(word) ?? 0;
};

const isFor = (search: ActiveSearch, job: ChangedJob): boolean =>
  (job.visibleTo === null || job.visibleTo === search.userId) && (!job.isSample || search.seesSamples);

/** How many matches are new; null where another matcher has taken the batch. */
const write = async (
  sequelize: Sequelize,
  batch: Batch,
  pairs: readonly NewMatch[],
  last: ChangedJob,
  transaction: Transaction,
): Promise<number | null> => {
  const select = <Row extends object>(sql: string, bind: Record<string, unknown>): Promise<Row[]> =>
    sequelize.query<Row>(sql, { bind, transaction, type: QueryTypes.SELECT });
  const isMine = (await select(lockCursor, { ...batch.cursor })).length > 0;
  if (!isMine) return null;

  const searches = new Map(batch.searches.map((search) => [search.id, search]));
  const ids = [...new Set(pairs.map(({ searchId }) => searchId))];
  const locked = ids.length === 0 ? [] : await select<{ id: number; filter: unknown }>(lockSearches, { ids });
  const unchanged = new Set(
    locked.filter(({ id, filter }) => isDeepStrictEqual(filter, searches.get(id)?.stored)).map(({ id }) => id),
  );
  const current = pairs.filter(({ searchId }) => unchanged.has(searchId));
  const scores = await scorePairs({ sequelize, transaction }, current);

  const inserted: NewMatch[] = [];
  for (let start = 0; start < current.length; start += rowsPerInsert) {
    const rows = current.slice(start, start + rowsPerInsert);
    inserted.push(
      ...(await select<NewMatch>(insertMatches, {
        searchIds: rows.map(({ searchId }) => searchId),
        userIds: rows.map(({ userId }) => userId),
        jobIds: rows.map(({ jobId }) => jobId),
        scores: rows.map(scores.of),
      })),
    );
  }
  await alertMatches(sequelize, inserted, searches, transaction);
  if (inserted.length > 0) {
    await sequelize.query(countTriggers, { bind: { ids: inserted.map(({ searchId }) => searchId) }, transaction });
  }
  await sequelize.query(moveCursor, { bind: { changedXid: last.changedXid, jobId: last.id }, transaction });
  return inserted.length;
};

/** PostgreSQL's code of an error, which Sequelize keeps in the error it wraps. */
const sqlState = (error: unknown): string | null => {
  if (!(error instanceof Error) || !('original' in error)) return null;
  const { original } = error;
  return original instanceof Error && 'code' in original && typeof original.code === 'string' ? original.code : null;
};
