import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { PLATFORMS, type PlatformName } from './chat-account.ts';
import { id, oneOf, reference } from './column.ts';
import type { CommunityChannel } from './community-channel.ts';

/** A Discord server or a Telegram group whose channels follow searches. */
export class Community extends Model<InferAttributes<Community>, InferCreationAttributes<Community>> {
  declare id: CreationOptional<number>;
  declare platform: PlatformName;
  /** Discord: the server's id; Telegram: the group's. */
  declare platformId: string;
  declare title: string;
  /** Null once that person is forgotten. */
  declare setUpBy: number | null;
  /** False where the bot is no longer in it. */
  declare isActive: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare channels?: NonAttribute<CommunityChannel[]>;
}

export const initCommunity = (sequelize: Sequelize): void => {
  Community.init(
    {
      id: id(),
      platform: { ...oneOf(PLATFORMS), allowNull: false },
      platformId: { type: DataTypes.TEXT, allowNull: false },
      title: { type: DataTypes.TEXT, allowNull: false },
      setUpBy: reference('users'),
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'communities', underscored: true },
  );
};
