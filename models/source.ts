import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { atInsert, counter, id, reference } from './column.ts';
import type { Company } from './company.ts';

/** A board or feed that is read on a schedule. */
export class Source extends Model<InferAttributes<Source>, InferCreationAttributes<Source>> {
  declare id: CreationOptional<number>;
  declare companyId: number | null;
  declare kind: string;
  declare url: string;
  declare name: string;
  /** Milliseconds between two runs. */
  declare everyMs: number;
  /** Made by the database from `url`. No two sources of one host are read at once; null: it is no web address. */
  declare host: CreationOptional<string | null>;
  /** When to read it, in UTC; null: `everyMs` after the last reading. */
  declare cron: string | null;
  /** Who asked for it by `/watch`. */
  declare requestedBy: number | null;
  /** Why it was switched off by itself. */
  declare disabledReason: string | null;
  declare isSample: CreationOptional<boolean>;
  declare isActive: CreationOptional<boolean>;
  declare options: CreationOptional<Record<string, unknown>>;
  declare placeFilter: object | null;
  declare etag: string | null;
  declare lastModified: string | null;
  declare nextRunAt: CreationOptional<Date>;
  declare leaseUntil: Date | null;
  /** Changes with every claim. */
  declare leaseToken: string | null;
  /** When a reading last asked its host, whatever came of it. */
  declare askedAt: Date | null;
  declare runs: CreationOptional<number>;
  declare failures: CreationOptional<number>;
  declare lastError: string | null;
  declare lastRunAt: Date | null;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare company?: NonAttribute<Company | null>;
}

export const initSource = (sequelize: Sequelize): void => {
  Source.init(
    {
      id: id(),
      companyId: reference('companies'),
      kind: { type: DataTypes.TEXT, allowNull: false },
      url: { type: DataTypes.TEXT, allowNull: false },
      name: { type: DataTypes.TEXT, allowNull: false },
      everyMs: { type: DataTypes.INTEGER, allowNull: false },
      host: DataTypes.TEXT,
      cron: DataTypes.TEXT,
      requestedBy: reference('users'),
      disabledReason: DataTypes.TEXT,
      isSample: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      options: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
      placeFilter: DataTypes.JSONB,
      etag: DataTypes.TEXT,
      lastModified: DataTypes.TEXT,
      nextRunAt: atInsert(),
      leaseUntil: DataTypes.DATE,
      leaseToken: DataTypes.TEXT,
      askedAt: DataTypes.DATE,
      runs: counter(),
      failures: counter(),
      lastError: DataTypes.TEXT,
      lastRunAt: DataTypes.DATE,
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'sources', underscored: true },
  );
};
