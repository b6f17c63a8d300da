import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { atInsert, id } from './column.ts';

/** Somebody typed a code. It names no account, only its hash, and lives for an hour: `/forget` must not clear it. */
export class LinkTry extends Model<InferAttributes<LinkTry>, InferCreationAttributes<LinkTry>> {
  declare id: CreationOptional<number>;
  /** SHA-256 of `platform:id`. */
  declare accountHash: Buffer;
  declare isHit: boolean;
  declare triedAt: CreationOptional<Date>;
}

export const initLinkTry = (sequelize: Sequelize): void => {
  LinkTry.init(
    {
      id: id(),
      accountHash: { type: DataTypes.BLOB, allowNull: false },
      isHit: { type: DataTypes.BOOLEAN, allowNull: false },
      triedAt: atInsert(),
    },
    { sequelize, tableName: 'link_tries', underscored: true, timestamps: false },
  );
};
