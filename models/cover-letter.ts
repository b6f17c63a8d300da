import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import type { Application } from './application.ts';
import { counter, id, oneOf, reference, textList } from './column.ts';
import type { Job } from './job.ts';
import type { User } from './user.ts';

export const COVER_LETTER_STATUSES = ['queued', 'drafting', 'drafted'] as const;
export type CoverLetterStatus = (typeof COVER_LETTER_STATUSES)[number];
export const LETTER_WRITERS = ['model', 'template'] as const;
export type LetterWriterKind = (typeof LETTER_WRITERS)[number];
export const LETTER_ASKERS = ['person', 'loop'] as const;
export type LetterAsker = (typeof LETTER_ASKERS)[number];

/** One version of a cover letter, from the moment it is asked for. */
export class CoverLetter extends Model<InferAttributes<CoverLetter>, InferCreationAttributes<CoverLetter>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare jobId: number | null;
  declare applicationId: number | null;
  /** Counts per person and job, from 1. */
  declare version: number;
  declare status: CoverLetterStatus;
  declare writtenBy: LetterWriterKind | null;
  declare askedBy: LetterAsker;
  declare title: string;
  declare companyName: string;
  declare body: string | null;
  /** What of the person the letter states. */
  declare facts: CreationOptional<readonly string[]>;
  declare model: string | null;
  /** Why the template wrote it though a model is configured. */
  declare fallbackReason: string | null;
  declare attempts: CreationOptional<number>;
  declare leaseUntil: Date | null;
  declare leaseToken: string | null;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare user?: NonAttribute<User>;
  declare job?: NonAttribute<Job | null>;
  declare application?: NonAttribute<Application | null>;
}

export const initCoverLetter = (sequelize: Sequelize): void => {
  CoverLetter.init(
    {
      id: id(),
      userId: { ...reference('users'), allowNull: false },
      jobId: reference('jobs'),
      applicationId: reference('applications'),
      version: { type: DataTypes.INTEGER, allowNull: false },
      status: { ...oneOf(COVER_LETTER_STATUSES), allowNull: false },
      writtenBy: oneOf(LETTER_WRITERS),
      askedBy: { ...oneOf(LETTER_ASKERS), allowNull: false },
      title: { type: DataTypes.TEXT, allowNull: false },
      companyName: { type: DataTypes.TEXT, allowNull: false },
      body: DataTypes.TEXT,
      facts: textList(),
      model: DataTypes.TEXT,
      fallbackReason: DataTypes.TEXT,
      attempts: counter(),
      leaseUntil: DataTypes.DATE,
      leaseToken: DataTypes.UUID,
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'cover_letters', underscored: true },
  );
};
