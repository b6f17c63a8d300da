import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  literal,
  Model,
  type Sequelize,
} from 'sequelize';
import { atInsert, id } from './column.ts';

/** That a saved search was made, changed or deleted. Written by triggers; kept for matchers that hold searches in memory. */
export class SearchChange extends Model<InferAttributes<SearchChange>, InferCreationAttributes<SearchChange>> {
  declare id: CreationOptional<number>;
  /** Of a search that may be gone. */
  declare searchId: number;
  /** 64 bits, so a string. */
  declare xid: CreationOptional<string>;
  declare createdAt: CreationOptional<Date>;
}

export const initSearchChange = (sequelize: Sequelize): void => {
  SearchChange.init(
    {
      id: id(),
      searchId: { type: DataTypes.INTEGER, allowNull: false },
      xid: { type: 'xid8', allowNull: false, defaultValue: literal('pg_current_xact_id()') },
      createdAt: atInsert(),
    },
    { sequelize, tableName: 'search_changes', underscored: true, updatedAt: false },
  );
};
