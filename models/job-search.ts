import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  literal,
  Model,
  type Sequelize,
} from 'sequelize';
import { reference } from './column.ts';

/** What a search looks at of a job: active jobs alone, narrow. Written together with its job. */
export class JobSearch extends Model<InferAttributes<JobSearch>, InferCreationAttributes<JobSearch>> {
  declare jobId: number;
  /** When it was published, else when it was first seen. */
  declare postedAt: Date;
  /** A tsvector literal, written by `matching/analyse`. */
  declare searchVector: string;
  declare remote: string | null;
  declare remoteFrom: string | null;
  declare employmentType: string | null;
  declare salaryYearlyMin: number | null;
  declare salaryYearlyMax: number | null;
  declare salaryCurrency: string | null;
  /** The one person who may see it; null: everybody. */
  declare visibleTo: number | null;
  declare isSample: CreationOptional<boolean>;
  /** Level, skills, board and where from, written by `matching/tags`. */
  declare tags: CreationOptional<readonly string[]>;
  /** A tsvector literal of the department's words. */
  declare departmentVector: CreationOptional<string>;
  /** Made by the database from the other columns: the small part of the vector, and signs for what is no word. */
  declare labels: CreationOptional<string | null>;
}

export const initJobSearch = (sequelize: Sequelize): void => {
  JobSearch.init(
    {
      jobId: { ...reference('jobs'), primaryKey: true, allowNull: false },
      postedAt: { type: DataTypes.DATE, allowNull: false },
      searchVector: { type: DataTypes.TSVECTOR, allowNull: false },
      remote: DataTypes.TEXT,
      remoteFrom: DataTypes.TEXT,
      employmentType: DataTypes.TEXT,
      salaryYearlyMin: DataTypes.BIGINT,
      salaryYearlyMax: DataTypes.BIGINT,
      salaryCurrency: DataTypes.TEXT,
      visibleTo: reference('users'),
      isSample: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      tags: { type: DataTypes.ARRAY(DataTypes.TEXT), allowNull: false, defaultValue: literal("'{}'::text[]") },
      departmentVector: { type: DataTypes.TSVECTOR, allowNull: false, defaultValue: '' },
      labels: DataTypes.TSVECTOR,
    },
    { sequelize, tableName: 'job_search', underscored: true, timestamps: false },
  );
};
