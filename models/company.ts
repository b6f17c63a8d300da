import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { id } from './column.ts';

/** Who hires. */
export class Company extends Model<InferAttributes<Company>, InferCreationAttributes<Company>> {
  declare id: CreationOptional<number>;
  declare name: string;
  /** The name without case, accents and legal form: one row per company. */
  declare key: string;
  declare website: string | null;
  declare careersUrl: string | null;
  declare industry: string | null;
  declare size: string | null;
  declare location: string | null;
  declare details: CreationOptional<Record<string, unknown>>;
  declare isActive: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export const initCompany = (sequelize: Sequelize): void => {
  Company.init(
    {
      id: id(),
      name: { type: DataTypes.TEXT, allowNull: false },
      key: { type: DataTypes.TEXT, allowNull: false },
      website: DataTypes.TEXT,
      careersUrl: DataTypes.TEXT,
      industry: DataTypes.TEXT,
      size: DataTypes.TEXT,
      location: DataTypes.TEXT,
      details: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'companies', underscored: true },
  );
};
