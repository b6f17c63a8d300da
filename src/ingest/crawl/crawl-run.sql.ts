import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import type { Rejection } from '../source.ts';
import { type ClaimedSource, holdLease } from './lease.sql.ts';
import type { Validators } from './reading.ts';

/** How many refused items a run keeps with their reasons. */
const keptRejections = 20;

export interface RunCounts {
  readonly pages: number;
  readonly found: number;
  readonly added: number;
  readonly merged: number;
  readonly changed: number;
  readonly gone: number;
  readonly rejected: number;
  readonly rejections: readonly Rejection[];
}

/**
 * Writes that a reading begins; one of this source that never ended was cut off by a crash. With
 * `asksHost` also that its host is asked now, so that a crash does not have it asked again too soon.
 */
export const beginRun = async (
  sequelize: Sequelize,
  sourceId: number,
  { now, asksHost }: { readonly now: Date; readonly asksHost: boolean },
): Promise<number> => {
  await sequelize.query(
    `update crawl_runs set status = 'failed', error = 'interrupted', completed_at = $2
     where source_id = $1 and status = 'running'`,
    { bind: [sourceId, now] },
  );
  const [run] = await sequelize.query<{ id: number }>(
    `with asked as (update sources set asked_at = $2 where id = $1 and $3)
     insert into crawl_runs (source_id, status, started_at) values ($1, 'running', $2) returning id`,
    { bind: [sourceId, now, asksHost], type: QueryTypes.SELECT },
  );
  if (run === undefined) throw new Error('insert into crawl_runs returned nothing');
  return run.id;
};

/** How a run ended and when its source is read next. */
export type Outcome = { readonly counts: RunCounts; readonly nextRunAt: Date } & (
  | { readonly status: 'done' | 'unchanged'; readonly validators: Validators }
  | {
      readonly status: 'failed';
      readonly error: string;
      /** Why the source is switched off by this; null: it stays as it is. */
      readonly disabledReason: string | null;
      /** What was known is outdated: some of what was read may have been stored. */
      readonly forgetsValidators: boolean;
      /** False: its host was not reached, so that it need not be left alone. */
      readonly askedHost: boolean;
    }
  | { readonly status: 'stopped'; readonly error: string }
);

/** Settles run and source together and gives the lease back. Throws LeaseLost. */
export const finishRun = async (
  sequelize: Sequelize,
  source: ClaimedSource,
  runId: number,
  outcome: Outcome,
  now: Date,
): Promise<void> => {
  await sequelize.transaction(async (transaction) => {
    await holdLease(sequelize, { sourceId: source.id, token: source.token }, transaction);
    await settleSource(sequelize, source, outcome, now, transaction);
    const { counts } = outcome;
    await sequelize.query(
      `update crawl_runs set status = $2, pages = $3, found = $4, new = $5, merged = $6, changed = $7, gone = $8,
         rejected = $9, rejections = $10, error = $11, completed_at = $12 where id = $1`,
      {
        bind: [
          ...[runId, outcome.status === 'stopped' ? 'failed' : outcome.status, counts.pages, counts.found],
          ...[counts.added, counts.merged, counts.changed, counts.gone, counts.rejected],
          JSON.stringify(counts.rejections.slice(0, keptRejections)),
          ...['error' in outcome ? outcome.error : null, now],
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

const settleSource = async (
  sequelize: Sequelize,
  source: ClaimedSource,
  outcome: Outcome,
  now: Date,
  transaction: Transaction,
): Promise<void> => {
  const settle = (columns: string, more: readonly unknown[] = []) =>
    sequelize.query(
      `update sources set lease_until = null, lease_token = null, updated_at = $2, next_run_at = $3${columns}
       where id = $1`,
      { bind: [source.id, now, outcome.nextRunAt, ...more], transaction },
    );
  if (outcome.status === 'stopped') {
    await settle('');
  } else if (outcome.status === 'failed') {
    await settle(
      `, failures = failures + 1, last_error = $4, asked_at = case when $5 then asked_at else $6 end,
       etag = case when $7 then null else etag end, last_modified = case when $7 then null else last_modified end,
       is_active = is_active and $8::text is null, disabled_reason = coalesce($8, disabled_reason)`,
      [outcome.error, outcome.askedHost, source.askedAt, outcome.forgetsValidators, outcome.disabledReason],
    );
  } else {
    const { etag, lastModified } = outcome.validators;
    await settle(
      `, runs = runs + 1, failures = 0, last_error = null, last_run_at = $2, etag = $4, last_modified = $5`,
      [etag, lastModified],
    );
  }
};
