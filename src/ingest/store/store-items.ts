import type { Sequelize, Transaction } from 'sequelize';
import { holdLease, type Lease } from '../crawl/lease.sql.ts';
import { turnTaker } from '../crawl/unhurried.ts';
import type { Publisher } from '../dedupe/evidence.ts';
import type { Item, Rejection } from '../source.ts';
import { createBatches } from './batches.ts';
import { selectKind, selectKnownPostings } from './known-postings.sql.ts';
import { settlePresence } from './presence.ts';
import { createSorting, type Incomplete } from './sorting.ts';
import type { Writing } from './write.sql.ts';
import { createWriter } from './writer.ts';

export interface Stored {
  /** Items of the reading, those refused included. */
  readonly found: number;
  /** Postings that are new here. */
  readonly added: number;
  /** Of those, the ones of a job that was stored already. */
  readonly merged: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Postings that the last reading had and this one has not. */
  readonly gone: number;
  /** The first 20. */
  readonly rejections: readonly Rejection[];
  readonly rejected: number;
}

export interface StoreOptions {
  readonly sequelize: Sequelize;
  readonly source: {
    readonly id: number;
    readonly isSample: boolean;
    readonly lastRunAt: Date | null;
    readonly coverage: 'whole' | 'newest';
    readonly publisher: Publisher;
  };
  readonly lease: Lease;
  readonly items: AsyncIterable<Item>;
  /** Reads the detail page of an item that is new or changed; null: there is no budget for it now. */
  readonly readDetail: (item: Incomplete['item']) => Promise<Item | null>;
  /** Asked after the last item: false where the reading was cut off, and so says nothing of what it lacks. */
  readonly isComplete: () => boolean;
  readonly now: Date;
}

/** How many refused items are kept with their reasons. */
const keptRejections = 20;

/**
 * Brings what is stored of a source to what a reading of it lists, item by item as they come: held
 * are a few batches and the ids of what is stored. Each batch is a transaction of its own that holds
 * the lease; a reading that fails leaves whole batches behind, and the next one goes on from there,
 * because what is stored then counts as unchanged.
 *
 * A posting that did not change is not written at all, so its `last_seen_at` stays where it is: a
 * posting with status `seen` was last seen at its source's `last_run_at`. The column is brought up
 * to that when the posting goes missing. Where a source shows only its newest, nothing goes missing,
 * and the column is brought up once a day.
 *
 * Throws LeaseLost where another process has taken the source over, and whatever `items` throws.
 */
export const storeItems = async (options: StoreOptions): Promise<Stored> => {
  const { sequelize, source, lease, now } = options;
  const known = await selectKnownPostings(sequelize, source.id);
  const kind = await selectKind(sequelize, source.id);
  const sorting = createSorting(known);
  const inTransaction = <T>(work: (writing: Writing) => Promise<T>): Promise<T> =>
    sequelize.transaction(async (transaction: Transaction) => {
      await holdLease(sequelize, lease, transaction);
      return await work({ sequelize, transaction, now });
    });
  const writer = createWriter({ sequelize, source: { ...source, kind }, inTransaction, now });
  const batches = createBatches(writer);
  const presence: number[] = [];
  const rejections: Rejection[] = [];
  let [found, unchanged, rejected] = [0, 0, 0];
  const refuse = (refused: readonly Rejection[]): void => {
    rejected += refused.length;
    rejections.push(...refused.slice(0, keptRejections - rejections.length));
  };

  const turn = turnTaker();
  const takeAll = async (): Promise<void> => {
    for await (const item of options.items) {
      found += 1;
      await turn();
      const sorted = sorting.sort(item);
      const complete =
        sorted.kind === 'incomplete' ? sorting.complete(sorted, await options.readDetail(sorted.item)) : sorted;
      if (complete.kind === 'refused') refuse([complete.rejection]);
      else if (complete.kind === 'unchanged') {
        unchanged += 1;
        const { id, status, lastSeenAt } = complete.known;
        const isStale = source.coverage === 'newest' && now.getTime() - lastSeenAt.getTime() > dayMs;
        if (status !== 'seen' || isStale) presence.push(id);
      } else await batches.take(complete);
    }
  };
  await takeAll().catch(async (error) => {
    await batches.abandon();
    throw error;
  });
  const written = await batches.end();
  refuse(written.rejections);
  const missing = source.coverage === 'whole' && options.isComplete() ? sorting.missing() : [];
  await settlePresence({ sequelize, inTransaction, seen: presence, missing, lastRunAt: source.lastRunAt });
  return {
    found,
    ...{ added: written.added, merged: written.merged, changed: written.changed },
    unchanged,
    gone: missing.filter(({ status }) => status === 'seen').length,
    rejections,
    rejected,
  };
};

const dayMs = 86_400_000;
