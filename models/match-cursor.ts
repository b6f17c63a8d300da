import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** How far new and changed jobs have been matched; advanced in the transaction that writes the matches. */
export class MatchCursor extends Model<InferAttributes<MatchCursor>, InferCreationAttributes<MatchCursor>> {
  declare name: string;
  /** 64 bits, so a string. */
  declare changedXid: string;
  declare jobId: number;
  declare updatedAt: CreationOptional<Date>;
}

export const initMatchCursor = (sequelize: Sequelize): void => {
  MatchCursor.init(
    {
      name: { type: DataTypes.TEXT, primaryKey: true },
      changedXid: { type: 'xid8', allowNull: false },
      jobId: { type: DataTypes.INTEGER, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'match_cursors', underscored: true, createdAt: false },
  );
};
