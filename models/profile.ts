import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { oneOf, reference, textList } from './column.ts';
import type { User } from './user.ts';

export const REMOTE_PREFERENCES = ['only', 'also', 'no'] as const;
export type RemotePreference = (typeof REMOTE_PREFERENCES)[number];

/**
 * What a person says of themselves: one row per person.
 *
 * `links` is written by `create`, `save`, `update` and `upsert` only: pg-hstore doubles apostrophes
 * in what it writes and halves them in what it reads, while `bulkCreate` and a `where` write them
 * once. A raw query that reads the column sees them doubled. A key `__proto__` is lost. Like a list,
 * it is replaced, never changed in place: Sequelize does not see that.
 */
export class Profile extends Model<InferAttributes<Profile>, InferCreationAttributes<Profile>> {
  declare userId: number;
  declare fullName: string | null;
  declare location: string | null;
  declare phone: string | null;
  declare currentTitle: string | null;
  declare currentCompany: string | null;
  declare desiredTitles: CreationOptional<readonly string[]>;
  declare places: CreationOptional<readonly string[]>;
  declare jobTypes: CreationOptional<readonly string[]>;
  declare preferredCompanies: CreationOptional<readonly string[]>;
  declare avoidCompanies: CreationOptional<readonly string[]>;
  declare avoidWords: CreationOptional<readonly string[]>;
  declare remotePreference: RemotePreference | null;
  /** The country from which they would work remotely. */
  declare remoteFrom: string | null;
  /** Yearly, in minor units of `salaryCurrency`. */
  declare salaryMin: number | null;
  declare salaryMax: number | null;
  /** ISO 4217. */
  declare salaryCurrency: string | null;
  declare skills: CreationOptional<readonly string[]>;
  /** Their own words about what they have done. */
  declare experience: string | null;
  declare yearsExperience: number | null;
  declare visaNeeded: boolean | null;
  /** By name, for example `github`. */
  declare links: CreationOptional<Record<string, string>>;
  declare letterTemplate: string | null;
  declare letterConsentVersion: number | null;
  declare letterConsentAt: Date | null;
  /** IANA name. */
  declare timezone: string | null;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare user?: NonAttribute<User>;
}

export const initProfile = (sequelize: Sequelize): void => {
  Profile.init(
    {
      userId: { ...reference('users'), primaryKey: true },
      fullName: DataTypes.TEXT,
      location: DataTypes.TEXT,
      phone: DataTypes.TEXT,
      currentTitle: DataTypes.TEXT,
      currentCompany: DataTypes.TEXT,
      desiredTitles: textList(),
      places: textList(),
      jobTypes: textList(),
      preferredCompanies: textList(),
      avoidCompanies: textList(),
      avoidWords: textList(),
      remotePreference: oneOf(REMOTE_PREFERENCES),
      remoteFrom: DataTypes.TEXT,
      salaryMin: DataTypes.BIGINT,
      salaryMax: DataTypes.BIGINT,
      salaryCurrency: DataTypes.TEXT,
      skills: textList(),
      experience: DataTypes.TEXT,
      yearsExperience: DataTypes.INTEGER,
      visaNeeded: DataTypes.BOOLEAN,
      links: { type: DataTypes.HSTORE, allowNull: false, defaultValue: {} },
      letterTemplate: DataTypes.TEXT,
      letterConsentVersion: DataTypes.INTEGER,
      letterConsentAt: DataTypes.DATE,
      timezone: DataTypes.TEXT,
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'profiles', underscored: true },
  );
};
