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
import type { Profile } from './profile.ts';
import type { SavedSearch } from './saved-search.ts';

export const USER_ROLES = ['seeker', 'hiring', 'both'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** A person, whichever chats they use. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  declare role: CreationOptional<UserRole>;
  declare displayName: string | null;
  /** BCP 47 tag. */
  declare language: string | null;
  /** The last short number given to a search; the next one is given by an UPDATE ... RETURNING. */
  declare lastSearchNumber: CreationOptional<number>;
  declare lastJobNumber: CreationOptional<number>;
  declare lastApplicationNumber: CreationOptional<number>;
  /** Where this person wants their messages; null: where they wrote last. */
  declare alertAccountId: number | null;
  declare isActive: CreationOptional<boolean>;
  declare lastActiveAt: CreationOptional<Date>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare chatAccounts?: NonAttribute<ChatAccount[]>;
  declare profile?: NonAttribute<Profile | null>;
  declare savedSearches?: NonAttribute<SavedSearch[]>;
}

export const initUser = (sequelize: Sequelize): void => {
  User.init(
    {
      id: id(),
      role: { ...oneOf(USER_ROLES), allowNull: false, defaultValue: 'seeker' },
      displayName: DataTypes.TEXT,
      language: DataTypes.TEXT,
      lastSearchNumber: counter(),
      lastJobNumber: counter(),
      lastApplicationNumber: counter(),
      alertAccountId: reference('chat_accounts'),
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      lastActiveAt: atInsert(),
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'users', underscored: true },
  );
};
