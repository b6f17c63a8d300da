import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { id, oneOf, reference } from './column.ts';
import type { Job } from './job.ts';
import type { User } from './user.ts';

export const DISMISS_REASONS = ['company', 'pay', 'place', 'skill', 'level', 'other'] as const;
export type DismissReason = (typeof DISMISS_REASONS)[number];

/** The short number by which a person names a job that they were shown. */
export class JobNumber extends Model<InferAttributes<JobNumber>, InferCreationAttributes<JobNumber>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare number: number;
  declare jobId: number;
  declare openedAt: Date | null;
  declare dismissedAt: Date | null;
  declare dismissReason: DismissReason | null;
  declare createdAt: CreationOptional<Date>;

  declare user?: NonAttribute<User>;
  declare job?: NonAttribute<Job>;
}

export const initJobNumber = (sequelize: Sequelize): void => {
  JobNumber.init(
    {
      id: id(),
      userId: { ...reference('users'), allowNull: false },
      number: { type: DataTypes.INTEGER, allowNull: false },
      jobId: { ...reference('jobs'), allowNull: false },
      openedAt: DataTypes.DATE,
      dismissedAt: DataTypes.DATE,
      dismissReason: oneOf(DISMISS_REASONS),
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'job_numbers', underscored: true, updatedAt: false },
  );
};
