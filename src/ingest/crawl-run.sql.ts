import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { type ClaimedSource, holdLease } from './lease.sql.ts';
import type { Rejection } from './source.ts';

/** How many refused items a run keeps with their reasons. */
const keptRejections = 20;

export interface RunCounts {
  readonly found: number;
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
  readonly rejections: readonly Rejection[];
}

/** Writes that a reading begins; one of this source that never ended was cut off by a crash. */
export const beginRun = async (sequelize: Sequelize, sourceId: number, now: Date): Promise<number> => {
  await sequelize.query(
    `update crawl_runs set status = 'failed', error = 'interrupted', completed_at = $2
     where source_id = $1 and status = 'running'`,
    { bind: [sourceId, now] },
  );
  const [run] = await sequelize.query<{ id: number }>(
    `insert into crawl_runs (source_id, status, started_at) values ($1, 'running', $2) returning id`,
    { bind: [sourceId, now], type: QueryTypes.SELECT },
  );
  if (run === undefined) throw new Error('insert into crawl_runs returned nothing');
  return run.id;
};

export interface RunSucceeded {
  readonly status: 'done' | 'unchanged';
  readonly counts: RunCounts;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface RunFailed {
  readonly status: 'failed';
  readonly error: string;
  readonly waitMs: number;
}

/** Settles run and source together and gives the lease back. Throws LeaseLost. */
export const finishRun = async (
  sequelize: Sequelize,
  source: ClaimedSource,
  runId: number,
  result: RunSucceeded | RunFailed,
  now: Date,
): Promise<void> => {
  await sequelize.transaction(async (transaction) => {
    await holdLease(sequelize, { sourceId: source.id, token: source.token }, transaction);
    if (result.status === 'failed') await fail(sequelize, source, result, now, transaction);
    else await succeed(sequelize, source, result, now, transaction);
    const counts = result.status === 'failed' ? noCounts : result.counts;
    await sequelize.query(
      `update crawl_runs set status = $2, found = $3, new = $4, changed = $5, gone = $6, rejected = $7,
         rejections = $8, error = $9, completed_at = $10 where id = $1`,
      {
        bind: [
          ...[runId, result.status, counts.found, counts.added, counts.changed, counts.gone, counts.rejections.length],
          ...[
            JSON.stringify(counts.rejections.slice(0, keptRejections)),
            result.status === 'failed' ? result.error : null,
          ],
          now,
        ],
        transaction,
      },
    );
  });
};

/** The run alone: its source belongs to somebody else by now. */
export const abandonRun = async (sequelize: Sequelize, runId: number, error: string, now: Date): Promise<void> => {
  await sequelize.query(`update crawl_runs set status = 'failed', error = $2, completed_at = $3 where id = $1`, {
    bind: [runId, error, now],
  });
};

const noCounts: RunCounts = { found: 0, added: 0, changed: 0, gone: 0, rejections: [] };

const succeed = async (
  sequelize: Sequelize,
  source: ClaimedSource,
  { etag, lastModified }: RunSucceeded,
  now: Date,
  transaction: Transaction,
): Promise<void> => {
  await sequelize.query(
    `update sources set runs = runs + 1, failures = 0, last_error = null, last_run_at = $2, next_run_at = $3,
       etag = $4, last_modified = $5, lease_until = null, updated_at = $2 where id = $1`,
    { bind: [source.id, now, new Date(now.getTime() + source.everyMs), etag, lastModified], transaction },
  );
};

const fail = async (
  sequelize: Sequelize,
  source: ClaimedSource,
  { error, waitMs }: RunFailed,
  now: Date,
  transaction: Transaction,
): Promise<void> => {
  await sequelize.query(
    `update sources set failures = failures + 1, last_error = $2, next_run_at = $3, lease_until = null,
       updated_at = $4 where id = $1`,
    { bind: [source.id, error, new Date(now.getTime() + waitMs), now], transaction },
  );
};
