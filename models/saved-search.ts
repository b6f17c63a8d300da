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
import { ALERT_CADENCES, type AlertCadence } from './alert-settings.ts';
import { counter, id, oneOf, reference } from './column.ts';
import type { Match } from './match.ts';
import type { Source } from './source.ts';
import type { User } from './user.ts';

/** A filter that a person or a community's channel keeps, to be told about new jobs that fit. */
export class SavedSearch extends Model<InferAttributes<SavedSearch>, InferCreationAttributes<SavedSearch>> {
  declare id: CreationOptional<number>;
  /** Null where it is a channel's. */
  declare userId: number | null;
  /** Null where it is a person's. */
  declare channelId: number | null;
  /** Short, per owner. */
  declare number: number;
  declare name: string;
  /** As it was written. */
  declare query: string;
  /** The `JobFilter` that `query` means. */
  declare filter: object;
  /** True where a letter is drafted for each match. */
  declare letters: CreationOptional<boolean>;
  /** False while paused. */
  declare isActive: CreationOptional<boolean>;
  /** The board that `/watch` added for it. */
  declare sourceId: number | null;
  /** Null: the person's. */
  declare cadence: AlertCadence | null;
  /** When its person was asked whether they still look; null: never. */
  declare stillLookingAskedAt: Date | null;
  declare lastTriggeredAt: Date | null;
  declare triggerCount: CreationOptional<number>;
  /** The transaction that last changed what it finds; set by a trigger. 64 bits, so a string. */
  declare changedXid: CreationOptional<string>;
  /** Up to which change the jobs that were there before were matched; null: never. */
  declare backfilledXid: string | null;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare user?: NonAttribute<User>;
  declare source?: NonAttribute<Source | null>;
  declare matches?: NonAttribute<Match[]>;
}

export const initSavedSearch = (sequelize: Sequelize): void => {
  SavedSearch.init(
    {
      id: id(),
      userId: reference('users'),
      channelId: reference('community_channels'),
      number: { type: DataTypes.INTEGER, allowNull: false },
      name: { type: DataTypes.TEXT, allowNull: false },
      query: { type: DataTypes.TEXT, allowNull: false },
      filter: { type: DataTypes.JSONB, allowNull: false },
      letters: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      sourceId: reference('sources'),
      cadence: oneOf(ALERT_CADENCES),
      stillLookingAskedAt: DataTypes.DATE,
      lastTriggeredAt: DataTypes.DATE,
      triggerCount: counter(),
      changedXid: { type: 'xid8', allowNull: false, defaultValue: literal('pg_current_xact_id()') },
      backfilledXid: 'xid8',
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'saved_searches', underscored: true },
  );
};
