import { QueryTypes, type Sequelize } from 'sequelize';
import type { DueNotification } from './notification.ts';
import { keepChat, keepParts, settleDelivered, settleEnded, settlePending, settleUnreachable } from './outbox.sql.ts';
import type { Settlement } from './policy.ts';

/**
 * Ends the lease of a claimed row as decided. False, and nothing changed, where the lease was lost:
 * another process has claimed the row since, or it was deleted.
 */
export const settle = (sequelize: Sequelize, row: Held, settlement: Settlement): Promise<boolean> => {
  const [sql, values] = statement(settlement);
  return whileHeld(sequelize, sql, row, values);
};

/** Remembers how many parts of a claimed message have arrived. False where the lease was lost. */
export const rememberParts = (sequelize: Sequelize, row: Held, parts: number): Promise<boolean> =>
  whileHeld(sequelize, keepParts, row, [parts]);

/** Remembers the chat that was opened for a claimed message. False where the lease was lost. */
export const rememberChat = (sequelize: Sequelize, row: Held, chatId: string): Promise<boolean> =>
  whileHeld(sequelize, keepChat, row, [chatId]);

type Held = Pick<DueNotification, 'id' | 'leaseToken'>;

const whileHeld = async (sequelize: Sequelize, sql: string, row: Held, values: unknown[]): Promise<boolean> => {
  const bind = [row.id, row.leaseToken, ...values];
  const [result] = await sequelize.query<{ settled: number }>(sql, { bind, type: QueryTypes.SELECT });
  return result?.settled === 1;
};

/** Enough for an operator to see the cause; a platform's answer may be a whole web page. */
const maxReasonLength = 500;

const statement = (settlement: Settlement): [string, unknown[]] => {
  switch (settlement.kind) {
    case 'delivered':
      return [settleDelivered, [settlement.messageId, settlement.chatId]];
    case 'pending':
      return [
        settlePending,
        [settlement.delayMs, settlement.counts ? 0 : 1, settlement.unclear ? 1 : 0, cut(settlement.reason)],
      ];
    case 'unreachable':
      return [settleUnreachable, [cut(settlement.reason)]];
    case 'expired':
    case 'dead':
    case 'unknown':
      return [settleEnded, [settlement.kind, settlement.unclear ? 1 : 0, cut(settlement.reason)]];
  }
};

const cut = (reason: string | null): string | null => reason?.replaceAll('\0', '').slice(0, maxReasonLength) ?? null;
