import { QueryTypes, type Sequelize } from 'sequelize';
import { sourceKinds } from '../sources/index.ts';
import { expireAbandoned } from '../store/presence.sql.ts';
import { holdJobs } from '../store/write.sql.ts';
import { expireDue, giveUpUnseen, most } from './expire.sql.ts';

export interface Expiry {
  readonly sequelize: Sequelize;
  readonly now: Date;
  /** How long a posting counts as open that its source, which shows only its newest, shows no more. */
  readonly unseenDays?: number;
}

/** Boards that list for a fixed time take 30 days, or 30 renewed by half. */
const defaultUnseenDays = 45;

/**
 * Ends the jobs whose deadline is over, and those that no source has shown for long where sources
 * show only their newest. They leave the search in the transaction that ends them. Gives how many.
 */
export const expireJobs = async ({ sequelize, now, unseenDays = defaultUnseenDays }: Expiry): Promise<number> => {
  const limit = new Date(now.getTime() - unseenDays * 86_400_000);
  let [expired, batch] = [0, 0];
  do {
    batch = await expirePastDeadline(sequelize, now);
    expired += batch;
  } while (batch === most);
  let unseen: number;
  do {
    [unseen, batch] = await expireUnseen(sequelize, now, limit);
    expired += batch;
  } while (unseen === most);
  return expired;
};

const expirePastDeadline = async (sequelize: Sequelize, now: Date): Promise<number> => {
  const ended = await sequelize.query(expireDue, { bind: [now], type: QueryTypes.SELECT });
  return ended.length;
};

/** How many postings are given up, and how many jobs end by it. */
const expireUnseen = (sequelize: Sequelize, now: Date, limit: Date): Promise<[number, number]> =>
  sequelize.transaction(async (transaction) => {
    await holdJobs(sequelize, transaction);
    const kinds = sourceKinds.filter(({ coverage }) => coverage === 'newest').map(({ kind }) => kind);
    const unseen = await sequelize.query<{ id: number }>(giveUpUnseen, {
      bind: [now, kinds, limit],
      type: QueryTypes.SELECT,
      transaction,
    });
    const ids = unseen.map(({ id }) => id);
    const ended = ids.length === 0 ? [] : await expireAbandoned({ sequelize, transaction, now }, ids);
    return [ids.length, ended.length];
  });
