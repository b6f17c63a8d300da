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
import { id, oneOf, reference } from './column.ts';

/** `asked` on the account that typed it, `accepted` there, then `linked` by the one that asked for the code. */
export const LINK_CODE_STATUSES = ['open', 'asked', 'accepted', 'linked', 'refused'] as const;
export type LinkCodeStatus = (typeof LINK_CODE_STATUSES)[number];

/** A code by which a person joins two of their chat accounts. The code itself is nowhere but in their chat. */
export class LinkCode extends Model<InferAttributes<LinkCode>, InferCreationAttributes<LinkCode>> {
  declare id: CreationOptional<number>;
  /** The account that asked for it. */
  declare chatAccountId: number;
  /** SHA-256 of the code. */
  declare codeHash: Buffer;
  /** The one account that typed it; it is good for no other. */
  declare redeemedBy: number | null;
  declare status: CreationOptional<LinkCodeStatus>;
  declare expiresAt: Date;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare chatAccount?: NonAttribute<ChatAccount>;
  declare redeemer?: NonAttribute<ChatAccount | null>;
}

export const initLinkCode = (sequelize: Sequelize): void => {
  LinkCode.init(
    {
      id: id(),
      chatAccountId: { ...reference('chat_accounts'), allowNull: false },
      codeHash: { type: DataTypes.BLOB, allowNull: false },
      redeemedBy: reference('chat_accounts'),
      status: { ...oneOf(LINK_CODE_STATUSES), allowNull: false, defaultValue: 'open' },
      expiresAt: { type: DataTypes.DATE, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'link_codes', underscored: true },
  );
};
