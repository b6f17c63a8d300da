import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { counter, id, oneOf, reference } from './column.ts';
import type { Source } from './source.ts';
import type { User } from './user.ts';

export const CRAWL_RUN_STATUSES = ['queued', 'running', 'done', 'unchanged', 'failed'] as const;
export type CrawlRunStatus = (typeof CRAWL_RUN_STATUSES)[number];

/** An item of a board that was refused, and why. */
export interface RejectedItem {
  readonly item: string;
  readonly reason: string;
}

/** One reading of a source, asked for by a person or by the schedule. */
export class CrawlRun extends Model<InferAttributes<CrawlRun>, InferCreationAttributes<CrawlRun>> {
  declare id: CreationOptional<number>;
  declare sourceId: number;
  declare requestedBy: number | null;
  declare query: string | null;
  declare location: string | null;
  declare status: CrawlRunStatus;
  declare found: CreationOptional<number>;
  /** Column `new`; like the next one not an attribute by that name, which `Model` has itself. */
  declare newCount: CreationOptional<number>;
  /** Column `changed`. */
  declare changedCount: CreationOptional<number>;
  declare gone: CreationOptional<number>;
  declare pages: CreationOptional<number>;
  /** Of the new postings, those of a job that another posting announced before. */
  declare merged: CreationOptional<number>;
  declare rejected: CreationOptional<number>;
  declare rejections: CreationOptional<readonly RejectedItem[]>;
  declare error: string | null;
  declare startedAt: Date | null;
  declare completedAt: Date | null;
  declare createdAt: CreationOptional<Date>;

  declare source?: NonAttribute<Source>;
  declare requester?: NonAttribute<User | null>;
}

export const initCrawlRun = (sequelize: Sequelize): void => {
  CrawlRun.init(
    {
      id: id(),
      sourceId: { ...reference('sources'), allowNull: false },
      requestedBy: reference('users'),
      query: DataTypes.TEXT,
      location: DataTypes.TEXT,
      status: { ...oneOf(CRAWL_RUN_STATUSES), allowNull: false },
      found: counter(),
      newCount: { ...counter(), field: 'new' },
      changedCount: { ...counter(), field: 'changed' },
      gone: counter(),
      pages: counter(),
      merged: counter(),
      rejected: counter(),
      rejections: { type: DataTypes.JSONB, allowNull: false, defaultValue: [] },
      error: DataTypes.TEXT,
      startedAt: DataTypes.DATE,
      completedAt: DataTypes.DATE,
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'crawl_runs', underscored: true, updatedAt: false },
  );
};
