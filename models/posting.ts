import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { atInsert, counter, id, oneOf, reference } from './column.ts';
import type { Job } from './job.ts';
import type { Source } from './source.ts';

export const POSTING_STATUSES = ['seen', 'missing', 'gone'] as const;
export type PostingStatus = (typeof POSTING_STATUSES)[number];

/** One sighting of a job at one source. Finders leave out `raw`, the long one: `Posting.unscoped()` reads it too. */
export class Posting extends Model<InferAttributes<Posting>, InferCreationAttributes<Posting>> {
  declare id: CreationOptional<number>;
  declare sourceId: number;
  declare jobId: number;
  /** The source's own id of it. */
  declare externalId: string;
  declare url: string;
  /** The item as it was received. */
  declare raw: unknown;
  declare contentHash: string;
  declare status: CreationOptional<PostingStatus>;
  /** Runs in a row that did not show it. */
  declare missingCount: CreationOptional<number>;
  /** The one of its job's postings whose words the job has. */
  declare isPrimary: CreationOptional<boolean>;
  /** Of the item as the list gave it, where a detail page was read too. */
  declare listedHash: string | null;
  declare firstSeenAt: CreationOptional<Date>;
  declare lastSeenAt: CreationOptional<Date>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare source?: NonAttribute<Source>;
  declare job?: NonAttribute<Job>;
}

export const initPosting = (sequelize: Sequelize): void => {
  Posting.init(
    {
      id: id(),
      sourceId: { ...reference('sources'), allowNull: false },
      jobId: { ...reference('jobs'), allowNull: false },
      externalId: { type: DataTypes.TEXT, allowNull: false },
      url: { type: DataTypes.TEXT, allowNull: false },
      raw: { type: DataTypes.JSONB, allowNull: false },
      contentHash: { type: DataTypes.TEXT, allowNull: false },
      status: { ...oneOf(POSTING_STATUSES), allowNull: false, defaultValue: 'seen' },
      missingCount: counter(),
      isPrimary: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      listedHash: DataTypes.TEXT,
      firstSeenAt: atInsert(),
      lastSeenAt: atInsert(),
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'postings', underscored: true, defaultScope: { attributes: { exclude: ['raw'] } } },
  );
};
