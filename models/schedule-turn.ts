import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** Whose turn a tick is that only one process may do at a time. */
export class ScheduleTurn extends Model<InferAttributes<ScheduleTurn>, InferCreationAttributes<ScheduleTurn>> {
  declare name: string;
  declare token: string;
  declare leaseUntil: Date;
  /** False after the lease: its process ended or hung. */
  declare isOver: CreationOptional<boolean>;
  declare turns: CreationOptional<number>;
  declare refused: CreationOptional<number>;
  declare abandoned: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export const initScheduleTurn = (sequelize: Sequelize): void => {
  ScheduleTurn.init(
    {
      name: { type: DataTypes.TEXT, primaryKey: true },
      token: { type: DataTypes.UUID, allowNull: false },
      leaseUntil: { type: DataTypes.DATE, allowNull: false },
      isOver: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      turns: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 1 },
      refused: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      abandoned: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { sequelize, tableName: 'schedule_turns', underscored: true },
  );
};
