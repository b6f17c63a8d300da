import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { oneOf, reference } from './column.ts';
import type { User } from './user.ts';

export const ALERT_CADENCES = ['instant', 'hourly', 'daily', 'weekly', 'silent'] as const;
export type AlertCadence = (typeof ALERT_CADENCES)[number];

/** When and how much a person is told. The database makes the row with the person. */
export class AlertSettingsRow extends Model<
  InferAttributes<AlertSettingsRow>,
  InferCreationAttributes<AlertSettingsRow>
> {
  declare userId: number;
  /** Of the searches that have none of their own. */
  declare cadence: CreationOptional<AlertCadence>;
  /** Minute of the day of daily and weekly digests, in the time zone of the profile. */
  declare digestMinute: CreationOptional<number>;
  /** Of the weekly digest: 1 (Monday) to 7. */
  declare weekday: CreationOptional<number>;
  declare quietFrom: CreationOptional<number>;
  /** Minute of the day; the same as `quietFrom`: no quiet hours. */
  declare quietTo: CreationOptional<number>;
  /** Messages about single jobs in a local day. */
  declare perDay: CreationOptional<number>;
  /** Jobs listed in one digest. */
  declare perMessage: CreationOptional<number>;
  /** Jobs of one company in a day or digest; null: any number. */
  declare perCompany: number | null;
  declare pausedUntil: Date | null;
  /** False: the zone of the profile was taken from a place, or is not known. */
  declare isTimezoneConfirmed: CreationOptional<boolean>;
  /** When the first of what waits falls due; null: nothing waits. */
  declare nextTellAt: Date | null;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare user?: NonAttribute<User>;
}

const minuteOfDay = (defaultValue: number) => ({ type: DataTypes.INTEGER, allowNull: false, defaultValue });

export const initAlertSettings = (sequelize: Sequelize): void => {
  AlertSettingsRow.init(
    {
      userId: { ...reference('users'), primaryKey: true },
      cadence: { ...oneOf(ALERT_CADENCES), allowNull: false, defaultValue: 'instant' },
      digestMinute: minuteOfDay(540),
      weekday: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 1 },
      quietFrom: minuteOfDay(1320),
      quietTo: minuteOfDay(480),
      perDay: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 5 },
      perMessage: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 10 },
      perCompany: DataTypes.INTEGER,
      pausedUntil: DataTypes.DATE,
      isTimezoneConfirmed: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      nextTellAt: DataTypes.DATE,
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'alert_settings', underscored: true },
  );
};
