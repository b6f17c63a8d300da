import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { type ChatAccount, PLATFORMS, type PlatformName } from './chat-account.ts';
import { atInsert, counter, id, oneOf, reference } from './column.ts';
import type { CommunityChannel } from './community-channel.ts';
import type { CoverLetter } from './cover-letter.ts';
import type { Job } from './job.ts';
import type { SavedSearch } from './saved-search.ts';
import type { User } from './user.ts';

export const NOTIFICATION_KINDS = [
  'match',
  'overflow',
  'letter',
  'source-off',
  'digest',
  'still-looking',
  'channel',
  'channel-off',
  'platform-off',
  'link-question',
  'linked',
  'link-guessing',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];
export const NOTIFICATION_STATUSES = ['pending', 'sending', 'delivered', 'expired', 'unknown', 'dead'] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

/** A line of the outbox. It holds ids, not text: what is sent is rendered when it is sent. */
export class Notification extends Model<InferAttributes<Notification>, InferCreationAttributes<Notification>> {
  declare id: CreationOptional<number>;
  /** Null where it goes to a channel. */
  declare userId: number | null;
  /** Null where it goes to a channel. */
  declare chatAccountId: number | null;
  /** Null where it goes to a person. */
  declare channelId: number | null;
  /** The database's own: the chat account, or minus the channel. One is sent one message after the other. */
  declare readonly recipient: CreationOptional<number | null>;
  declare kind: NotificationKind;
  /** Unique per person or channel, and kind: the same news is queued once. */
  declare dedupeKey: string;
  declare jobId: number | null;
  declare savedSearchId: number | null;
  declare coverLetterId: number | null;
  declare sourceId: number | null;
  declare status: CreationOptional<NotificationStatus>;
  declare attempts: CreationOptional<number>;
  /** Sends of which nobody knows whether they arrived. */
  declare unclearAttempts: CreationOptional<number>;
  /** Of a message in several parts: how many have arrived. */
  declare partsSent: CreationOptional<number>;
  /** Where its person could not be reached, on the first message that moved to another chat. */
  declare movedFrom: PlatformName | null;
  declare dueAt: CreationOptional<Date>;
  declare leaseUntil: Date | null;
  declare leaseToken: string | null;
  declare error: string | null;
  declare platformMessageId: string | null;
  declare deliveredAt: Date | null;
  declare readAt: Date | null;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare user?: NonAttribute<User | null>;
  declare chatAccount?: NonAttribute<ChatAccount | null>;
  declare channel?: NonAttribute<CommunityChannel | null>;
  declare job?: NonAttribute<Job | null>;
  declare savedSearch?: NonAttribute<SavedSearch | null>;
  declare coverLetter?: NonAttribute<CoverLetter | null>;
}

export const initNotification = (sequelize: Sequelize): void => {
  Notification.init(
    {
      id: id(),
      userId: reference('users'),
      chatAccountId: reference('chat_accounts'),
      channelId: reference('community_channels'),
      recipient: DataTypes.INTEGER,
      kind: { ...oneOf(NOTIFICATION_KINDS), allowNull: false },
      dedupeKey: { type: DataTypes.TEXT, allowNull: false },
      jobId: reference('jobs'),
      savedSearchId: reference('saved_searches'),
      coverLetterId: reference('cover_letters'),
      sourceId: reference('sources'),
      status: { ...oneOf(NOTIFICATION_STATUSES), allowNull: false, defaultValue: 'pending' },
      attempts: counter(),
      unclearAttempts: counter(),
      partsSent: counter(),
      movedFrom: oneOf(PLATFORMS),
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
