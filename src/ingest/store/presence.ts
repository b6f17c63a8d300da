import type { Sequelize } from 'sequelize';
import { reactivateJobs } from '../lifecycle/reactivate.sql.ts';
import { sourceKinds } from '../sources/index.ts';
import type { KnownPosting } from './known-postings.sql.ts';
import { expireAbandoned, handOver, markMissing, markSeen, promote } from './presence.sql.ts';
import { holdJobs, type Writing } from './write.sql.ts';

interface Presence {
  readonly sequelize: Sequelize;
  readonly inTransaction: <T>(work: (writing: Writing) => Promise<T>) => Promise<T>;
  /** Postings that are listed and that nothing was written of. */
  readonly seen: readonly number[];
  /** Postings that are not listed. */
  readonly missing: readonly KnownPosting[];
  readonly lastRunAt: Date | null;
}

/** Postings a transaction. */
const most = 2000;

/** Writes down what a reading showed again and what it lacked, and what follows for the jobs. */
export const settlePresence = async (presence: Presence): Promise<void> => {
  const { sequelize, inTransaction, lastRunAt } = presence;
  for (const ids of inGroups(presence.seen)) {
    await inTransaction(async (writing) => {
      await holdJobs(sequelize, writing.transaction);
      await markSeen(writing, ids);
      await promote(sequelize, ids, writing.transaction);
      await reactivateJobs({ ...writing, postingIds: ids });
    });
  }
  for (const ids of inGroups(presence.missing.filter(({ status }) => status !== 'gone').map(({ id }) => id))) {
    const gone = await inTransaction(async (writing) => {
      await holdJobs(sequelize, writing.transaction);
      const nowGone = await markMissing(writing, lastRunAt, ids);
      if (nowGone.length > 0) await expireAbandoned(writing, nowGone);
      return nowGone;
    });
    // Outside: it writes to other sources, which their own readings hold. Lost by a crash, the old words stay.
    if (gone.length > 0) await handOver(sequelize, gone, publishers());
  }
};

const publishers = (): ReadonlyMap<string, string> =>
  new Map(sourceKinds.map(({ kind, publisher }) => [kind, publisher]));

function* inGroups(ids: readonly number[]): Generator<readonly number[]> {
  for (let at = 0; at < ids.length; at += most) yield ids.slice(at, at + most);
}
