import { DataTypes, type InferAttributes, type InferCreationAttributes, Model, type Sequelize } from 'sequelize';
import { reference } from './column.ts';

/** A hash of what identifies a job: an address, an id at a board, company with title and place. */
export class JobKey extends Model<InferAttributes<JobKey>, InferCreationAttributes<JobKey>> {
  /** At most 53 bits, so that a number holds it. */
  declare key: number;
  declare jobId: number;
}

export const initJobKey = (sequelize: Sequelize): void => {
  JobKey.init(
    {
      key: { type: DataTypes.BIGINT, primaryKey: true, allowNull: false },
      jobId: { ...reference('jobs'), primaryKey: true, allowNull: false },
    },
    { sequelize, tableName: 'job_keys', underscored: true, timestamps: false },
  );
};
