import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import type { DueNotification } from './notification.ts';
import { keepChat, keepParts, settleDelivered, settleEnded, settlePending } from './outbox.sql.ts';
import type { Settlement } from './policy.ts';
import { closeRecipient, countFailure, followChat } from './reachable.ts';

/**
 * Ends the lease of a claimed row as decided. False, and nothing changed, where the lease was lost:
 * another process has claimed the row since, or it was deleted.
 */
export const settle = (
  sequelize: Sequelize,
  row: Pick<DueNotification, 'id' | 'leaseToken' | 'to'>,
  settlement: Settlement,
): Promise<boolean> => {
  switch (settlement.kind) {
    case 'unreachable':
      return settleWith(sequelize, row, putAside(settlement.reason), (transaction) =>
        closeRecipient(sequelize, row.to, occasionOf(row, settlement.reason), transaction),
      );
    case 'refused':
      return settleWith(sequelize, row, afterRefusal(settlement), async (transaction) => {
        if (!(await countFailure(sequelize, row.to, transaction))) return;
        await closeRecipient(sequelize, row.to, occasionOf(row, settlement.reason), transaction);
      });
    case 'moved':
      return settleWith(sequelize, row, [settlePending, [0, 0, 0, cut(settlement.reason)]], async (transaction) => {
        if (row.to.kind === 'channel') await followChat(sequelize, row.to.channelId, settlement.chatId, transaction);
      });
    default: {
      const [sql, values] = statement(settlement);
      return whileHeld(sequelize, sql, row, values);
    }
  }
};

type Statement = readonly [sql: string, values: unknown[]];

/** Waits again at first: it belongs to what is moved, or put aside, with its recipient. */
const putAside = (reason: string): Statement => [settlePending, [0, 0, 0, cut(reason)]];

const afterRefusal = ({ delayMs, reason }: Extract<Settlement, { kind: 'refused' }>): Statement =>
  delayMs === null ? [settleEnded, ['dead', 0, cut(reason)]] : [settlePending, [delayMs, 0, 0, cut(reason)]];

const occasionOf = ({ id }: { readonly id: number }, reason: string) => ({
  reason: cut(reason) ?? '',
  notificationId: id,
});

/** The row and what follows from it, together or not at all. */
const settleWith = (
  sequelize: Sequelize,
  row: Held,
  [sql, values]: Statement,
  consequence: (transaction: Transaction) => Promise<void>,
): Promise<boolean> =>
  sequelize.transaction(async (transaction) => {
    const isMine = await whileHeld(sequelize, sql, row, values, transaction);
    if (isMine) await consequence(transaction);
    return isMine;
  });

/** Remembers how many parts of a claimed message have arrived. False where the lease was lost. */
export const rememberParts = (sequelize: Sequelize, row: Held, parts: number): Promise<boolean> =>
  whileHeld(sequelize, keepParts, row, [parts]);

/** Remembers the chat that was opened for a claimed message. False where the lease was lost. */
export const rememberChat = (sequelize: Sequelize, row: Held, chatId: string): Promise<boolean> =>
  whileHeld(sequelize, keepChat, row, [chatId]);

type Held = Pick<DueNotification, 'id' | 'leaseToken'>;

const whileHeld = async (
  sequelize: Sequelize,
  sql: string,
  row: Held,
  values: unknown[],
  transaction?: Transaction,
): Promise<boolean> => {
  const bind = [row.id, row.leaseToken, ...values];
  const options = { bind, type: QueryTypes.SELECT as const, ...(transaction && { transaction }) };
  const [result] = await sequelize.query<{ settled: number }>(sql, options);
  return result?.settled === 1;
};

/** Enough for an operator to see the cause; a platform's answer may be a whole web page. */
const maxReasonLength = 500;

const statement = (settlement: Exclude<Settlement, { kind: 'unreachable' | 'refused' | 'moved' }>): Statement => {
  switch (settlement.kind) {
    case 'delivered':
      return [settleDelivered, [settlement.messageId, settlement.chatId]];
    case 'pending':
      return [
        settlePending,
        [settlement.delayMs, settlement.counts ? 0 : 1, settlement.unclear ? 1 : 0, cut(settlement.reason)],
      ];
    case 'expired':
    case 'dead':
    case 'unknown':
      return [settleEnded, [settlement.kind, settlement.unclear ? 1 : 0, cut(settlement.reason)]];
  }
};

const cut = (reason: string | null): string | null => reason?.replaceAll('\0', '').slice(0, maxReasonLength) ?? null;
