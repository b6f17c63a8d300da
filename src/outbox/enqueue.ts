import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { enqueueRows } from './enqueue.sql.ts';
import type { NotificationKind } from './notification.ts';

export interface NewNotification {
  readonly userId: number;
  readonly kind: NotificationKind;
  /** Names the occasion for this person and kind, for ever: the same one is never told twice. */
  readonly dedupeKey: string;
  readonly jobId?: number;
  readonly savedSearchId?: number;
  readonly coverLetterId?: number;
  readonly sourceId?: number;
  /** Not sent before this time; absent: at once. */
  readonly dueAt?: Date;
}

/**
 * Puts direct messages into the outbox in the caller's transaction: they exist exactly if what
 * caused them does. Each goes to the person's reachable chat account that was active last; a
 * person without one gets none. Returns how many were new: a repeated dedupe key inserts nothing.
 * Messages to one person are delivered in the order given here.
 */
export const enqueue = async (rows: readonly NewNotification[], transaction: Transaction): Promise<number> => {
  if (rows.length === 0) return 0;
  const [result] = await sequelizeOf(transaction).query<{ inserted: number }>(enqueueRows, {
    bind: [JSON.stringify(rows)],
    transaction,
    type: QueryTypes.SELECT,
  });
  return result?.inserted ?? 0;
};

/** Sequelize 6 sets it in the constructor and leaves it out of its types. */
const sequelizeOf = (transaction: Transaction): Sequelize =>
  (transaction as Transaction & { readonly sequelize: Sequelize }).sequelize;
