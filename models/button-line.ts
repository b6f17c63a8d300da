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
import { reference } from './column.ts';

/** The command line of a button, where it is longer than a platform lets a button carry. */
export class ButtonLine extends Model<InferAttributes<ButtonLine>, InferCreationAttributes<ButtonLine>> {
  declare id: string;
  declare chatAccountId: number;
  declare line: string;
  declare createdAt: CreationOptional<Date>;

  declare chatAccount?: NonAttribute<ChatAccount>;
}

export const initButtonLine = (sequelize: Sequelize): void => {
  ButtonLine.init(
    {
      id: { type: DataTypes.TEXT, primaryKey: true },
      chatAccountId: { ...reference('chat_accounts'), allowNull: false },
      line: { type: DataTypes.TEXT, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'button_lines', underscored: true, updatedAt: false },
  );
};
