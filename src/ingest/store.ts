import { DatabaseError, type Sequelize, type Transaction } from 'sequelize';
import { batches } from './batches.ts';
import { type Changed, changesOf, type Fresh } from './changes.ts';
import { holdLease, type Lease } from './lease.sql.ts';
import { type PostingRow, postingRow } from './rows.ts';
import type { Item, Rejection } from './source.ts';
import {
  insertCompanies,
  insertPostings,
  markMissing,
  markReturned,
  selectPostings,
  updatePostings,
} from './store.sql.ts';
import { unhurried } from './unhurried.ts';

export interface Stored {
  /** Postings that are new here. */
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Postings that the last reading had and this one has not. */
  readonly gone: number;
  readonly rejections: readonly Rejection[];
}

export interface StoreOptions {
  readonly sequelize: Sequelize;
  readonly source: { readonly id: number; readonly isSample: boolean; readonly lastRunAt: Date | null };
  readonly lease: Lease;
  readonly items: readonly Item[];
  readonly now: Date;
}

/** Short transactions: a long one holds up the cursor that matches new jobs. */
const batchLimits = { rows: 200, bytes: 2_000_000 };

/**
 * Brings what is stored of a source to what a complete reading of it lists. Each batch is a
 * transaction of its own that holds the lease; one that fails leaves whole batches behind, and the
 * next reading goes on from there, because what is stored then counts as unchanged.
 *
 * A posting that did not change is not written at all, so its `last_seen_at` stays where it is: a
 * posting with status `seen` was last seen at its source's `last_run_at`. The column is brought up
 * to that when the posting goes missing.
 *
 * Throws LeaseLost where another process has taken the source over.
 */
export const storeItems = async ({ sequelize, source, lease, items, now }: StoreOptions): Promise<Stored> => {
  const changes = changesOf(items, await selectPostings(sequelize, source.id));
  const rejections = [...changes.rejections];
  const inTransaction = (work: (transaction: Transaction) => Promise<void>): Promise<void> =>
    sequelize.transaction(async (transaction) => {
      await holdLease(sequelize, lease, transaction);
      await work(transaction);
    });

  // The rows are made before the transaction begins: the pauses would lengthen it.
  const insert = async (added: readonly Fresh[]): Promise<void> => {
    const rows = await unhurried(added, postingRow);
    await inTransaction(async (transaction) => {
      await insertCompanies(sequelize, companiesOf(rows), transaction);
      await insertPostings(sequelize, { sourceId: source.id, isSample: source.isSample, now }, rows, transaction);
    });
  };
  const update = async (changed: readonly Changed[]): Promise<void> => {
    const rows = await unhurried(changed, (item) => ({
      ...postingRow(item),
      job_id: item.known.jobId,
      posting_id: item.known.id,
    }));
    await inTransaction(async (transaction) => {
      await insertCompanies(sequelize, companiesOf(rows), transaction);
      await updatePostings(sequelize, now, rows, transaction);
    });
  };

  const refusedNew = await inBatches(changes.added, insert);
  const refusedChanged = await inBatches(changes.changed, update);
  rejections.push(...refusedNew, ...refusedChanged);
  if (changes.returned.length > 0) {
    const ids = changes.returned.map(({ id }) => id);
    await inTransaction((transaction) => markReturned(sequelize, now, ids, transaction));
  }
  if (changes.missing.length > 0) {
    const ids = changes.missing.map(({ id }) => id);
    await inTransaction((transaction) =>
      markMissing(sequelize, { now, lastRunAt: source.lastRunAt }, ids, transaction),
    );
  }
  return {
    added: changes.added.length - refusedNew.length,
    changed: changes.changed.length - refusedChanged.length,
    unchanged: changes.unchanged,
    gone: changes.missing.filter(({ status }) => status === 'seen').length,
    rejections,
  };
};

const companiesOf = (rows: readonly PostingRow[]): ReadonlyMap<string, string> =>
  new Map(rows.map((row) => [row.company_key, row.company_name]));

const inBatches = async <T extends Fresh>(
  items: readonly T[],
  write: (batch: readonly T[]) => Promise<void>,
): Promise<readonly Rejection[]> => {
  const rejections: Rejection[] = [];
  const sizeOf = ({ posting }: T): number => posting.description.length * 3;
  for (const batch of batches(items, sizeOf, batchLimits)) rejections.push(...(await isolating(batch, write)));
  return rejections;
};

/** Halves a batch that the database refuses until the item that it refuses stands alone. */
const isolating = async <T extends Fresh>(
  batch: readonly T[],
  write: (batch: readonly T[]) => Promise<void>,
): Promise<readonly Rejection[]> => {
  try {
    await write(batch);
    return [];
  } catch (error) {
    const code = refusedValue(error);
    if (code === null) throw error;
    const [only] = batch;
    if (batch.length <= 1 || only === undefined) {
      return only === undefined ? [] : [{ item: only.posting.externalId, reason: `the database refuses it (${code})` }];
    }
    const middle = Math.ceil(batch.length / 2);
    return [...(await isolating(batch.slice(0, middle), write)), ...(await isolating(batch.slice(middle), write))];
  }
};

/** The SQLSTATE where the values are at fault (22 data, 23 constraint, 54 limit), not the server or the connection. */
const refusedValue = (error: unknown): string | null => {
  if (!(error instanceof DatabaseError) || !('code' in error.parent)) return null;
  const code = String(error.parent.code);
  return /^(?:22|23|54)/.test(code) ? code : null;
};
