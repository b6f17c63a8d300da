import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { enqueue } from './enqueue.ts';
import type { Addressee } from './notification.ts';
import { lifetimeMs } from './policy.ts';
import {
  closeAccount,
  closeChannel,
  countAccountFailure,
  countChannelFailure,
  moveChat,
  moveWaiting,
  reopenAccount,
  silenceAccount,
} from './reachable.sql.ts';

/** A recipient that did not take so many messages in a row takes no more. */
const mostFailures = 3;

const select = <T extends object>(
  sequelize: Sequelize,
  sql: string,
  bind: unknown[],
  transaction: Transaction | undefined,
): Promise<T[]> => sequelize.query<T>(sql, { bind, type: QueryTypes.SELECT, ...(transaction && { transaction }) });

/**
 * The person wrote again, or unblocked the bot: their chat account gets messages again, and what
 * was put aside for them meanwhile is sent there after all, unless it is too old by now. Returns how
 * many messages that are. Cheap where the account was reachable.
 */
export const markReachable = async (
  sequelize: Sequelize,
  chatAccountId: number,
  transaction?: Transaction,
): Promise<number> => {
  const bind = [chatAccountId, JSON.stringify(lifetimeMs)];
  const [result] = await select<{ resumed: number }>(sequelize, reopenAccount, bind, transaction);
  return result?.resumed ?? 0;
};

/**
 * The platform says that the person cannot be reached there, because they blocked the bot: what waits
 * for them goes to another chat of theirs that can be reached, or is put aside.
 */
export const markUnreachable = (sequelize: Sequelize, chatAccountId: number, reason: string): Promise<void> =>
  sequelize.transaction((transaction) => leaveAccount(sequelize, chatAccountId, reason, transaction));

/** The same of any recipient, in the transaction that settles the message that showed it; whoever follows a channel is told. */
export const closeRecipient = async (
  sequelize: Sequelize,
  to: Addressee,
  occasion: { readonly reason: string; readonly notificationId: number },
  transaction: Transaction,
): Promise<void> => {
  if (to.kind === 'person') return leaveAccount(sequelize, to.chatAccountId, occasion.reason, transaction);
  const bind = [to.channelId, occasion.reason];
  const [paused] = await select<{ followedBy: number | null }>(sequelize, closeChannel, bind, transaction);
  if (paused === undefined || paused.followedBy === null) return;
  const dedupeKey = `channel:${to.channelId}:${occasion.notificationId}`;
  await enqueue([{ userId: paused.followedBy, kind: 'channel-off', dedupeKey }], transaction);
};

/** Counts a message that a recipient did not take. True: it was the third in a row. */
export const countFailure = async (sequelize: Sequelize, to: Addressee, transaction: Transaction): Promise<boolean> => {
  const [sql, id] =
    to.kind === 'person' ? [countAccountFailure, to.chatAccountId] : [countChannelFailure, to.channelId];
  const [counted] = await select<{ failures: number }>(sequelize, sql, [id], transaction);
  return (counted?.failures ?? 0) >= mostFailures;
};

/** A group has another id from now on: its community and all its channels are there. */
export const followChat = async (
  sequelize: Sequelize,
  channelId: number,
  chatId: string,
  transaction: Transaction,
): Promise<void> => {
  await sequelize.query(moveChat, { bind: [channelId, chatId], transaction });
};

const leaveAccount = async (
  sequelize: Sequelize,
  chatAccountId: number,
  reason: string,
  transaction: Transaction,
): Promise<void> => {
  await sequelize.query(closeAccount, { bind: [chatAccountId, reason], transaction });
  const [result] = await select<{ moved: number }>(sequelize, moveWaiting, [chatAccountId], transaction);
  if ((result?.moved ?? 0) === 0) await sequelize.query(silenceAccount, { bind: [chatAccountId], transaction });
};
