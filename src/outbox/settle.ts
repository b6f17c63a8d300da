import { QueryTypes, type Sequelize } from 'sequelize';
import type { DueNotification } from './notification.ts';
import { settleDelivered, settleEnded, settlePending, settleUnreachable } from './outbox.sql.ts';
import type { Settlement } from './policy.ts';

/**
 * Ends the lease of a claimed row as decided. False, and nothing changed, where the lease was lost:
 * another process has claimed the row since, or it was deleted.
 */
export const settle = async (
  sequelize: Sequelize,
  row: Pick<DueNotification, 'id' | 'leaseToken'>,
  settlement: Settlement,
): Promise<boolean> => {
  const [sql, values] = statement(settlement);
  const [result] = await sequelize.query<{ settled: number }>(sql, {
    bind: [row.id, row.leaseToken, ...values],
    type: QueryTypes.SELECT,
  });
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
