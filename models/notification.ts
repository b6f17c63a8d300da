import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import type { ChatAccount } from './chat-account.ts';
import { atInsert, counter, id, oneOf, reference } from './column.ts';
import type { CoverLetter } from './cover-letter.ts';
import type { Job } from './job.ts';
import type { SavedSearch } from './saved-search.ts';
import type { User } from './user.ts';

export const NOTIFICATION_KINDS = ['match', 'overflow', 'letter', 'source-off'] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];
export const NOTIFICATION_STATUSES = ['pending', 'sending', 'delivered', 'expired', 'unknown', 'dead'] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

/** A line of the outbox. It holds ids, not text: what is sent is rendered when it is sent. */
export class Notification extends Model<InferAttributes<Notification>, InferCreationAttributes<Notification>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare chatAccountId: number;
  declare kind: NotificationKind;
  /** Unique per person and kind: the same news is queued once. */
  declare dedupeKey: string;
  declare jobId: number | null;
  declare savedSearchId: number | null;
  declare coverLetterId: number | null;
  declare sourceId: number | null;
  declare status: CreationOptional<NotificationStatus>;
  declare attempts: CreationOptional<number>;
  /** Sends of which nobody knows whether they arrived. */
  declare unclearAttempts: CreationOptional<number>;
  declare dueAt: CreationOptional<Date>;
  declare leaseUntil: Date | null;
  declare leaseToken: string | null;
  declare error: string | null;
  declare platformMessageId: string | null;
  declare deliveredAt: Date | null;
  declare readAt: Date | null;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare user?: NonAttribute<User>;
  declare chatAccount?: NonAttribute<ChatAccount>;
  declare job?: NonAttribute<Job | null>;
  declare savedSearch?: NonAttribute<SavedSearch | null>;
  declare coverLetter?: NonAttribute<CoverLetter | null>;
}

export const initNotification = (sequelize: Sequelize): void => {
  Notification.init(
    {
      id: id(),
      userId: { ...reference('users'), allowNull: false },
      chatAccountId: { ...reference('chat_accounts'), allowNull: false },
      kind: { ...oneOf(NOTIFICATION_KINDS), allowNull: false },
      dedupeKey: { type: DataTypes.TEXT, allowNull: false },
      jobId: reference('jobs'),
      savedSearchId: reference('saved_searches'),
      coverLetterId: reference('cover_letters'),
      sourceId: reference('sources'),
      status: { ...oneOf(NOTIFICATION_STATUSES), allowNull: false, defaultValue: 'pending' },
      attempts: counter(),
      unclearAttempts: counter(),
      dueAt: atInsert(),
      leaseUntil: DataTypes.DATE,
      leaseToken: DataTypes.UUID,
      error: DataTypes.TEXT,
      platformMessageId: DataTypes.TEXT,
      deliveredAt: DataTypes.DATE,
      readAt: DataTypes.DATE,
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'notifications', underscored: true },
  );
};
