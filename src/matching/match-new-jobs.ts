import { setImmediate } from 'node:timers/promises';
import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { isConflict } from '../database-conflict.ts';
import type { Logger } from '../logger.ts';
import { analyseJob } from './analyse.ts';
import { lockCursor, moveCursor, removeBatches, writeBatches } from './match.sql.ts';
import { type Batch, type ChangedJob, readBatch } from './match-batch.ts';
import { encodeSearchIds } from './search-ids.ts';
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
  /** Pairs of a job and a search that fit. */
  readonly matches: number;
  /** True: more jobs are probably waiting; call again. */
  readonly more: boolean;
}

const nothing: Matched = { jobs: 0, matches: 0, more: false };

/** A job with the ids of the searches that it fits, ascending. */
interface Fitting {
  readonly job: ChangedJob;
  readonly searchIds: readonly number[];
}

/**
 * Matches the next batch of new and changed jobs to every active saved search: one row of
 * `match_batches` a job, which `alerts/fan-out` turns into messages. The rows and the cursor's advance
 * are committed together, so that a crash at any point repeats the batch or finds it done. Jobs and
 * searches come from one snapshot that is taken without locks; the writing transaction then takes
 * the cursor and stops if another matcher has moved it meanwhile. Returns zeros where another
 * matcher is at work. Throws database errors.
 */
export const matchNewJobs = async ({ sequelize, logger, limit = 500 }: Matching): Promise<Matched> => {
  const batch = await readBatch(sequelize, limit, logger);
  if (batch.jobs.length === 0) return nothing;
  const fitting = await findFitting(batch);
  try {
    const isWritten = await sequelize.transaction((transaction) => write(sequelize, batch, fitting, transaction));
    if (!isWritten) return nothing;
  } catch (error) {
    // The other side wins; the cursor has not moved, so the next run does it again.
    if (!isConflict(error)) throw error;
    logger.warn('match.conflict', {});
    return nothing;
  }
  const matches = fitting.reduce((sum, { searchIds }) => sum + searchIds.length, 0);
  return { jobs: batch.jobs.length, matches, more: batch.jobs.length === limit };
};

/** Gives way to other work between two jobs. */
const findFitting = async ({ jobs, searches }: Batch): Promise<Fitting[]> => {
  const fitting = indexSearches(searches, await wordFrequency(jobs));
  const found: Fitting[] = [];
  for (const job of jobs) {
    const searchIds = job.status === 'active' ? fitting(analyseJob(job), new Date()).map(({ id }) => id) : [];
    found.push({ job, searchIds });
    await setImmediate();
  }
  return found;
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

/** False where another matcher has taken the batch. */
const write = async (
  sequelize: Sequelize,
  { cursor, snapshot, jobs }: Batch,
  fitting: readonly Fitting[],
  transaction: Transaction,
): Promise<boolean> => {
  const run = async (sql: string, bind: Record<string, unknown>): Promise<void> => {
    await sequelize.query(sql, { bind, transaction });
  };
  const held = await sequelize.query<object>(lockCursor, {
    bind: { ...cursor },
    transaction,
    type: QueryTypes.SELECT,
  });
  if (held.length === 0) return false;

  const fits = fitting.filter(({ searchIds }) => searchIds.length > 0);
  const fitsNone = fitting.filter(({ searchIds }) => searchIds.length === 0);
  if (fitsNone.length > 0) await run(removeBatches, { jobIds: fitsNone.map(({ job }) => job.id) });
  if (fits.length > 0) {
    await run(writeBatches, {
      snapshot,
      jobIds: fits.map(({ job }) => job.id),
      changedXids: fits.map(({ job }) => job.changedXid),
      searchIds: fits.map(({ searchIds }) => encodeSearchIds(searchIds).toString('base64')),
      searchCounts: fits.map(({ searchIds }) => searchIds.length),
    });
  }
  const last = jobs.at(-1);
  if (last !== undefined) await run(moveCursor, { changedXid: last.changedXid, jobId: last.id });
  return true;
};
