import type { Sequelize, Transaction } from 'sequelize';
import { setNextTell } from './alerts.sql.ts';
import { nextTellAt } from './due.ts';
import { lockPeople, nothingWaits, type Person, selectIn, waitingOf } from './people.ts';

/**
 * Works out anew when what waits for a person falls due. Call it in the transaction that changed
 * their settings, their zone or the cadence of a search. Null: there is no such person.
 */
export const replan = async (
  sequelize: Sequelize,
  userId: number,
  now: Date,
  transaction: Transaction,
): Promise<Person | null> => {
  const select = selectIn(sequelize, transaction);
  const [person] = await lockPeople(select, [userId]);
  if (person === undefined) return null;
  const waiting = (await waitingOf(select, [userId])).get(userId) ?? nothingWaits;
  const at = nextTellAt(person, waiting, now);
  await sequelize.query(setNextTell, { bind: { userIds: [userId], at: [at], now }, transaction });
  return { ...person, nextTellAt: at };
};
