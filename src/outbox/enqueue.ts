import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { enqueueRows } from './enqueue.sql.ts';
import type { NotificationKind } from './notification.ts';

/** A message to a person or to a community's channel. */
export type NewNotification = PersonNotification | ChannelNotification;

export interface PersonNotification extends Told {
  readonly userId: number;
  /** To this account of theirs alone; absent: to the one that they chose, or that was active last. */
  readonly chatAccountId?: number;
}

export interface ChannelNotification extends Told {
  readonly channelId: number;
}

interface Told {
  readonly kind: NotificationKind;
  /** Names the occasion for this recipient and kind, for ever: the same one is never told twice. */
  readonly dedupeKey: string;
  readonly jobId?: number;
  readonly savedSearchId?: number;
  readonly coverLetterId?: number;
  readonly sourceId?: number;
  /** Not sent before this time; absent: at once. */
  readonly dueAt?: Date;
}

/**
 * Puts messages into the outbox in the caller's transaction: they exist exactly if what caused them
 * does. A person's goes to their reachable chat account that they chose for it, or else the one that
 * was active last; a person without one gets none, nor does a channel that is paused. Returns how
 * many were new: a repeated dedupe key inserts nothing. Messages to one recipient are delivered in
 * the order given here.
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
