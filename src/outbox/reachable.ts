import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { markAccountReachable, markAccountUnreachable } from './outbox.sql.ts';
import { lifetimeMs } from './policy.ts';

/**
 * The person wrote again, or unblocked the bot: their chat account gets messages again, and what
 * was put aside for it meanwhile is sent after all, unless it is too old by now. Returns how many
 * messages that are. Cheap where the account was reachable.
 */
export const markReachable = async (
  sequelize: Sequelize,
  chatAccountId: number,
  transaction?: Transaction,
): Promise<number> => {
  const [result] = await sequelize.query<{ resumed: number }>(markAccountReachable, {
    bind: [chatAccountId, JSON.stringify(lifetimeMs)],
    type: QueryTypes.SELECT,
    ...(transaction && { transaction }),
  });
  return result?.resumed ?? 0;
};

/** The platform says that the person blocked the bot: what waits for them is put aside. */
export const markUnreachable = async (
  sequelize: Sequelize,
  chatAccountId: number,
  reason: string,
  transaction?: Transaction,
): Promise<void> => {
  await sequelize.query(markAccountUnreachable, {
    bind: [chatAccountId, reason],
    type: QueryTypes.SELECT,
    ...(transaction && { transaction }),
  });
};
