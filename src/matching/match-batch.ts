import { QueryTypes, type Sequelize, Transaction } from 'sequelize';
import type { Logger } from '../logger.ts';
import type { Change } from './engine/engine.ts';
import { readChanges } from './engine/load.ts';
import type { MatchableJob } from './filter.ts';
import { selectChangedJobs, selectCursor } from './match.sql.ts';

/** How far jobs have been matched: the transaction that changed the last one, and its id. */
export interface Cursor {
  /** 64 bits, so text. */
  readonly changedXid: string;
  readonly jobId: number;
}

export interface ChangedJob extends MatchableJob {
  readonly id: number;
  readonly changedXid: string;
  readonly status: string;
}

/** Jobs to match, and what changed of the searches until then, from one snapshot of the database. */
export interface Batch {
  readonly cursor: Cursor;
  /** As PostgreSQL writes it. */
  readonly snapshot: string;
  readonly jobs: readonly ChangedJob[];
  /** Null: too many to take over one by one, or no searches were loaded yet. Empty where there is no job. */
  readonly changes: readonly Change[] | null;
}

/**
 * Reads the next jobs behind the cursor, at most `limit`, whose transactions are below the horizon, and
 * the searches that changed since the snapshot `loaded`, in the same snapshot.
 */
export const readBatch = (
  sequelize: Sequelize,
  { limit, loaded, mostChanges }: { limit: number; loaded: string | null; mostChanges: number },
  logger: Logger,
): Promise<Batch> =>
  sequelize.transaction({ isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ }, async (transaction) => {
    const select = <Row extends object>(sql: string, bind: Record<string, unknown> = {}): Promise<Row[]> =>
      sequelize.query<Row>(sql, { bind, transaction, type: QueryTypes.SELECT });
    const [at] = await select<Cursor & { horizon: string; snapshot: string }>(selectCursor);
    if (at === undefined) throw new Error('match_cursors has no row "jobs"');
    const { horizon, snapshot, ...cursor } = at;
    const jobs = await select<ChangedJob>(selectChangedJobs, { ...cursor, horizon, limit });
    if (jobs.length === 0) return { cursor, snapshot, jobs, changes: [] };
    const changes = loaded === null ? null : await readChanges(select, loaded, mostChanges, logger);
    return { cursor, snapshot, jobs, changes };
  });
