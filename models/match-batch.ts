import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { atInsert, reference } from './column.ts';
import type { Job } from './job.ts';

/** Which saved searches a job fits, in one row; a job that fits none has no row. */
export class MatchBatch extends Model<InferAttributes<MatchBatch>, InferCreationAttributes<MatchBatch>> {
  declare jobId: number;
  /** Of the job as it was matched; 64 bits, so a string. */
  declare changedXid: string;
  /** The searches as they were looked at, as PostgreSQL writes a snapshot. */
  declare snapshot: string;
  /** Written and read by `matching/search-ids`. */
  declare searchIds: Buffer;
  declare searchCount: number;
  /** Null: people have not been considered yet. */
  declare fannedOutAt: Date | null;
  declare createdAt: CreationOptional<Date>;

  declare job?: NonAttribute<Job>;
}

export const initMatchBatch = (sequelize: Sequelize): void => {
  MatchBatch.init(
    {
      jobId: { ...reference('jobs'), primaryKey: true, allowNull: false },
      changedXid: { type: 'xid8', allowNull: false },
      snapshot: { type: 'pg_snapshot', allowNull: false },
      searchIds: { type: DataTypes.BLOB, allowNull: false },
      searchCount: { type: DataTypes.INTEGER, allowNull: false },
      fannedOutAt: DataTypes.DATE,
      createdAt: atInsert(),
    },
    { sequelize, tableName: 'match_batches', underscored: true, updatedAt: false },
  );
};
