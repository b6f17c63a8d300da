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
import type { Notification } from './notification.ts';
import type { SavedSearch } from './saved-search.ts';
import type { User } from './user.ts';

export const MATCH_ORIGINS = ['live', 'backfill'] as const;
export type MatchOrigin = (typeof MATCH_ORIGINS)[number];

export const MATCH_WAITS = ['message', 'digest'] as const;
export type MatchWait = (typeof MATCH_WAITS)[number];

/** A job that fits a saved search: one row for the two. */
export class Match extends Model<InferAttributes<Match>, InferCreationAttributes<Match>> {
  declare id: CreationOptional<number>;
  declare savedSearchId: number;
  /** The search's person, kept here so that "what have I not seen" needs no join. */
  declare userId: number;
  declare jobId: number;
  declare foundBy: MatchOrigin;
  /** The job against the person's profile, 0 to 100; null: the profile says nothing, or has changed since. */
  declare score: number | null;
  declare seenAt: Date | null;
  /** For its own message when quiet hours end, or for the next digest; null: told, or never to be told. */
  declare waits: MatchWait | null;
  /** The message or digest that told it; null: none did. */
  declare notificationId: number | null;
  /** When it was decided to tell it; null: it was not told. */
  declare toldAt: Date | null;
  /** True where that digest showed the job, false where it counted it among those there are more. */
  declare isListed: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;

  declare savedSearch?: NonAttribute<SavedSearch>;
  declare user?: NonAttribute<User>;
  declare job?: NonAttribute<Job>;
  declare notification?: NonAttribute<Notification | null>;
}

export const initMatch = (sequelize: Sequelize): void => {
  Match.init(
    {
      id: id(),
      savedSearchId: { ...reference('saved_searches'), allowNull: false },
      userId: { ...reference('users'), allowNull: false },
      jobId: { ...reference('jobs'), allowNull: false },
      foundBy: { ...oneOf(MATCH_ORIGINS), allowNull: false },
      score: { type: DataTypes.SMALLINT, validate: { min: 0, max: 100 } },
      seenAt: DataTypes.DATE,
      waits: oneOf(MATCH_WAITS),
      notificationId: reference('notifications'),
      toldAt: DataTypes.DATE,
      isListed: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'matches', underscored: true, updatedAt: false },
  );
};
