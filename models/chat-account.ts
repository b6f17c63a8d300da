import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { atInsert, counter, id, oneOf, reference } from './column.ts';
import type { User } from './user.ts';

export const PLATFORMS = ['discord', 'telegram', 'console'] as const;
export type PlatformName = (typeof PLATFORMS)[number];

/** A person's account on one platform: unique by platform and the platform's own id. */
export class ChatAccount extends Model<InferAttributes<ChatAccount>, InferCreationAttributes<ChatAccount>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare platform: PlatformName;
  declare platformId: string;
  /** Where direct messages go, once that is known. */
  declare chatId: string | null;
  declare displayName: string | null;
  declare language: string | null;
  declare isReachable: CreationOptional<boolean>;
  declare unreachableReason: string | null;
  declare unreachableAt: Date | null;
  /** Messages in a row that the platform did not let through. */
  declare failures: CreationOptional<number>;
  /** Part of what signs a button, 0 to 15: a new one when the account changes its person. */
  declare buttonEpoch: CreationOptional<number>;
  declare isActive: CreationOptional<boolean>;
  declare lastActiveAt: CreationOptional<Date>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare user?: NonAttribute<User>;
}

export const initChatAccount = (sequelize: Sequelize): void => {
  ChatAccount.init(
    {
      id: id(),
      userId: { ...reference('users'), allowNull: false },
      platform: { ...oneOf(PLATFORMS), allowNull: false },
      platformId: { type: DataTypes.TEXT, allowNull: false },
      chatId: DataTypes.TEXT,
      displayName: DataTypes.TEXT,
      language: DataTypes.TEXT,
      isReachable: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      unreachableReason: DataTypes.TEXT,
      unreachableAt: DataTypes.DATE,
      failures: counter(),
      buttonEpoch: counter(),
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      lastActiveAt: atInsert(),
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'chat_accounts', underscored: true },
  );
};
