import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  literal,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { atInsert, counter, id, oneOf, reference, textList } from './column.ts';
import type { Company } from './company.ts';
import type { Posting } from './posting.ts';

export const JOB_STATUSES = ['active', 'expired', 'closed'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];
export const REMOTE_KINDS = ['yes', 'hybrid', 'no'] as const;
export type RemoteKind = (typeof REMOTE_KINDS)[number];
export const EMPLOYMENT_TYPES = ['full-time', 'part-time', 'contract', 'temporary', 'internship'] as const;
export type EmploymentKind = (typeof EMPLOYMENT_TYPES)[number];
export const SALARY_PERIODS = ['hour', 'day', 'week', 'month', 'year'] as const;
export type SalaryPeriod = (typeof SALARY_PERIODS)[number];
export const JOB_LEVELS = [
  'intern',
  'junior',
  'mid',
  'senior',
  'lead',
  'principal',
  'manager',
  'director',
  'executive',
] as const;
export type JobLevel = (typeof JOB_LEVELS)[number];

/** A city, region or country (ISO 3166-1 alpha-2) that a location means. */
export interface JobPlace {
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
}

/** A job, however many postings announce it. What a search looks at of an active one is in `JobSearch`. */
export class Job extends Model<InferAttributes<Job>, InferCreationAttributes<Job>> {
  declare id: CreationOptional<number>;
  declare companyId: number | null;
  declare postedBy: number | null;
  /** The one person who may see a pasted job; null: everybody. */
  declare visibleTo: number | null;
  declare title: string;
  declare companyName: string;
  declare location: string | null;
  /** What the location means. */
  declare places: CreationOptional<readonly JobPlace[]>;
  declare remote: RemoteKind | null;
  declare remoteFrom: string | null;
  declare department: string | null;
  declare employmentType: EmploymentKind | null;
  declare level: JobLevel | null;
  declare description: CreationOptional<string>;
  declare requirements: string | null;
  declare techStack: CreationOptional<readonly string[]>;
  declare language: string | null;
  /** Per `salaryPeriod`, in minor units of `salaryCurrency`. */
  declare salaryMin: number | null;
  declare salaryMax: number | null;
  declare salaryCurrency: string | null;
  declare salaryPeriod: SalaryPeriod | null;
  declare salaryYearlyMin: number | null;
  declare salaryYearlyMax: number | null;
  declare url: string;
  declare postedAt: Date | null;
  declare deadlineAt: Date | null;
  /** Of the source of its primary posting; null: somebody brought it. */
  declare sourceKind: string | null;
  declare status: CreationOptional<JobStatus>;
  declare firstSeenAt: CreationOptional<Date>;
  declare lastSeenAt: CreationOptional<Date>;
  declare expiredAt: Date | null;
  /** What its own page said when it was found closed. */
  declare closedReason: string | null;
  /** When its own page was last looked at. */
  declare checkedAt: Date | null;
  declare reposts: CreationOptional<number>;
  declare views: CreationOptional<number>;
  declare vacancyKey: string | null;
  declare isSample: CreationOptional<boolean>;
  /** MinHash of the description, by which two texts are compared. */
  declare signature: Buffer | null;
  /** The transaction that last changed what a filter can see; 64 bits, so a string. */
  declare changedXid: CreationOptional<string>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare company?: NonAttribute<Company | null>;
  declare postings?: NonAttribute<Posting[]>;
}

export const initJob = (sequelize: Sequelize): void => {
  Job.init(
    {
      id: id(),
      companyId: reference('companies'),
      postedBy: reference('users'),
      visibleTo: reference('users'),
      title: { type: DataTypes.TEXT, allowNull: false },
      companyName: { type: DataTypes.TEXT, allowNull: false },
      location: DataTypes.TEXT,
      places: textList(),
      remote: oneOf(REMOTE_KINDS),
      remoteFrom: DataTypes.TEXT,
      department: DataTypes.TEXT,
      employmentType: oneOf(EMPLOYMENT_TYPES),
      level: oneOf(JOB_LEVELS),
      description: { type: DataTypes.TEXT, allowNull: false, defaultValue: '' },
      requirements: DataTypes.TEXT,
      techStack: textList(),
      language: DataTypes.TEXT,
      salaryMin: DataTypes.BIGINT,
      salaryMax: DataTypes.BIGINT,
      salaryCurrency: DataTypes.TEXT,
      salaryPeriod: oneOf(SALARY_PERIODS),
      salaryYearlyMin: DataTypes.BIGINT,
      salaryYearlyMax: DataTypes.BIGINT,
      url: { type: DataTypes.TEXT, allowNull: false },
      postedAt: DataTypes.DATE,
      deadlineAt: DataTypes.DATE,
      sourceKind: DataTypes.TEXT,
      status: { ...oneOf(JOB_STATUSES), allowNull: false, defaultValue: 'active' },
      firstSeenAt: atInsert(),
      lastSeenAt: atInsert(),
      expiredAt: DataTypes.DATE,
      closedReason: DataTypes.TEXT,
      checkedAt: DataTypes.DATE,
      reposts: counter(),
      views: counter(),
      vacancyKey: DataTypes.TEXT,
      isSample: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      signature: DataTypes.BLOB,
      changedXid: { type: 'xid8', allowNull: false, defaultValue: literal('pg_current_xact_id()') },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'jobs', underscored: true, defaultScope: { attributes: { exclude: ['signature'] } } },
  );
};
