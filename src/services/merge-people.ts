import type { Sequelize, Transaction } from 'sequelize';
import { User } from '../../models/index.ts';
import { personalTables } from './account-data.sql.ts';

/** By how much the numbers of the person who went have moved. */
export interface Renumbered {
  readonly searches: number;
  readonly jobs: number;
  readonly applications: number;
}

/**
 * Makes one person of two, in the caller's transaction: everything of `goes` belongs to `stays`
 * afterwards, told once, and `goes` is no more. Both rows are locked first, in the order of their ids,
 * so that nothing new is written for a person who is about to go.
 */
export const mergePeople = async (
  sequelize: Sequelize,
  { stays, goes }: { readonly stays: number; readonly goes: number },
  transaction: Transaction,
): Promise<Renumbered> => {
  const users = await User.findAll({
    where: { id: [stays, goes] },
    order: [['id', 'ASC']],
    lock: transaction.LOCK.UPDATE,
    transaction,
  });
  const kept = users.find(({ id }) => id === stays);
  if (kept === undefined || users.length !== 2) throw new Error('only two people can become one');
  const renumbered = {
    searches: kept.lastSearchNumber,
    jobs: kept.lastJobNumber,
    applications: kept.lastApplicationNumber,
  };
  // Children first: the counters of `users` are read by all of them.
  for (const { merge } of Object.values(personalTables).reverse()) {
    for (const statement of merge) await sequelize.query(statement, { bind: { stays, goes }, transaction });
  }
  return renumbered;
};
