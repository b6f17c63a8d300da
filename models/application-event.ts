import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import type { Application, ApplicationStatus } from './application.ts';
import { id, oneOf, reference } from './column.ts';

export const APPLICATION_EVENT_KINDS = ['created', 'status', 'note'] as const;
export type ApplicationEventKind = (typeof APPLICATION_EVENT_KINDS)[number];
export const MAKERS = ['person', 'loop'] as const;
export type Maker = (typeof MAKERS)[number];

/** A line of an application's history: written once, never changed. */
export class ApplicationEvent extends Model<
  InferAttributes<ApplicationEvent>,
  InferCreationAttributes<ApplicationEvent>
> {
  declare id: CreationOptional<number>;
  declare applicationId: number;
  declare kind: ApplicationEventKind;
  declare fromStatus: ApplicationStatus | null;
  declare toStatus: ApplicationStatus | null;
  declare note: string | null;
  declare madeBy: Maker;
  declare createdAt: CreationOptional<Date>;

  declare application?: NonAttribute<Application>;
}

export const initApplicationEvent = (sequelize: Sequelize): void => {
  ApplicationEvent.init(
    {
      id: id(),
      applicationId: { ...reference('applications'), allowNull: false },
      kind: { ...oneOf(APPLICATION_EVENT_KINDS), allowNull: false },
      fromStatus: DataTypes.TEXT,
      toStatus: DataTypes.TEXT,
      note: DataTypes.TEXT,
      madeBy: { ...oneOf(MAKERS), allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'application_events', underscored: true, updatedAt: false },
  );
};
