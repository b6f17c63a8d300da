import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import type { ApplicationEvent } from './application-event.ts';
import { id, oneOf, reference } from './column.ts';
import type { CoverLetter } from './cover-letter.ts';
import type { Job } from './job.ts';
import type { User } from './user.ts';

export const APPLICATION_STATUSES = [
  'saved',
  'applied',
  'viewed',
  'screening',
  'interviewing',
  'offered',
  'accepted',
  'rejected',
  'withdrawn',
  'ghosted',
  'failed',
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** What became of a job for one person. Title, company and URL are copied, so that the job may go. */
export class Application extends Model<InferAttributes<Application>, InferCreationAttributes<Application>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  /** Short, per person. */
  declare number: number;
  declare jobId: number | null;
  declare status: ApplicationStatus;
  declare title: string;
  declare companyName: string;
  declare location: string | null;
  declare url: string | null;
  declare sourceName: string | null;
  declare notes: string | null;
  /** 0 to 100. */
  declare matchScore: number | null;
  declare appliedAt: Date | null;
  declare responseAt: Date | null;
  /** Yearly, in minor units of `offerCurrency`. */
  declare offerAmount: number | null;
  declare offerCurrency: string | null;
  declare rejectionReason: string | null;
  declare errorMessage: string | null;
  declare isActive: CreationOptional<boolean>;
  declare coverLetterId: number | null;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare user?: NonAttribute<User>;
  declare job?: NonAttribute<Job | null>;
  declare coverLetter?: NonAttribute<CoverLetter | null>;
  declare events?: NonAttribute<ApplicationEvent[]>;
}

export const initApplication = (sequelize: Sequelize): void => {
  Application.init(
    {
      id: id(),
      userId: { ...reference('users'), allowNull: false },
      number: { type: DataTypes.INTEGER, allowNull: false },
      jobId: reference('jobs'),
      status: { ...oneOf(APPLICATION_STATUSES), allowNull: false },
      title: { type: DataTypes.TEXT, allowNull: false },
      companyName: { type: DataTypes.TEXT, allowNull: false },
      location: DataTypes.TEXT,
      url: DataTypes.TEXT,
      sourceName: DataTypes.TEXT,
      notes: DataTypes.TEXT,
      matchScore: DataTypes.INTEGER,
      appliedAt: DataTypes.DATE,
      responseAt: DataTypes.DATE,
      offerAmount: DataTypes.BIGINT,
      offerCurrency: DataTypes.TEXT,
      rejectionReason: DataTypes.TEXT,
      errorMessage: DataTypes.TEXT,
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      coverLetterId: reference('cover_letters'),
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'applications', underscored: true },
  );
};
