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

/** The form that a person is answering question by question: at most one per account. */
export class Form extends Model<InferAttributes<Form>, InferCreationAttributes<Form>> {
  declare chatAccountId: number;
  /** The command line that the answers complete. */
  declare line: string;
  /** By option name. */
  declare answers: CreationOptional<Readonly<Record<string, string | null>>>;
  /** The option whose question stands. */
  declare asking: string;
  declare updatedAt: CreationOptional<Date>;

  declare chatAccount?: NonAttribute<ChatAccount>;
}

export const initForm = (sequelize: Sequelize): void => {
  Form.init(
    {
      chatAccountId: { ...reference('chat_accounts'), primaryKey: true },
      line: { type: DataTypes.TEXT, allowNull: false },
      answers: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
      asking: { type: DataTypes.TEXT, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'forms', underscored: true, createdAt: false },
  );
};
