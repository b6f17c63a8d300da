import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { counter, id, reference } from './column.ts';
import type { Community } from './community.ts';

/** A channel of a Discord server, or a Telegram group or a topic of it, that jobs are sent to. */
export class CommunityChannel extends Model<
  InferAttributes<CommunityChannel>,
  InferCreationAttributes<CommunityChannel>
> {
  declare id: CreationOptional<number>;
  declare communityId: number;
  /** Discord: the channel's id; Telegram: the group's, the same as the community's. */
  declare chatId: string;
  /** Telegram: the topic's id (`message_thread_id`). */
  declare topicId: string | null;
  declare title: string;
  /** Who is told when it is paused. Null once that person is forgotten. */
  declare followedBy: number | null;
  /** The last short number given to a search; the next one is given by an UPDATE ... RETURNING. */
  declare lastSearchNumber: CreationOptional<number>;
  /** Messages in a row that it did not take. */
  declare failures: CreationOptional<number>;
  /** Why the outbox paused it. */
  declare pausedReason: string | null;
  /** False while paused. */
  declare isActive: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare community?: NonAttribute<Community>;
}

export const initCommunityChannel = (sequelize: Sequelize): void => {
  CommunityChannel.init(
    {
      id: id(),
      communityId: { ...reference('communities'), allowNull: false },
      chatId: { type: DataTypes.TEXT, allowNull: false },
      topicId: DataTypes.TEXT,
      title: { type: DataTypes.TEXT, allowNull: false },
      followedBy: reference('users'),
      lastSearchNumber: counter(),
      failures: counter(),
      pausedReason: DataTypes.TEXT,
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'community_channels', underscored: true },
  );
};
