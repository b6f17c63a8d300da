import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { PLATFORMS, type PlatformName } from './chat-account.ts';
import { atInsert, id, oneOf } from './column.ts';

/** An update that a platform gave us: kept until handled, then only its id, so that it counts once. */
export class SeenUpdate extends Model<InferAttributes<SeenUpdate>, InferCreationAttributes<SeenUpdate>> {
  declare id: CreationOptional<number>;
  declare platform: PlatformName;
  declare updateId: string;
  declare platformAccountId: string;
  /** What a person sent, kept only until it is handled. */
  declare payload: object | null;
  declare receivedAt: CreationOptional<Date>;
  declare handledAt: Date | null;
}

export const initSeenUpdate = (sequelize: Sequelize): void => {
  SeenUpdate.init(
    {
      id: id(),
      platform: { ...oneOf(PLATFORMS), allowNull: false },
      updateId: { type: DataTypes.TEXT, allowNull: false },
      platformAccountId: { type: DataTypes.TEXT, allowNull: false },
      payload: DataTypes.JSONB,
      receivedAt: atInsert(),
      handledAt: DataTypes.DATE,
    },
    { sequelize, tableName: 'seen_updates', underscored: true, timestamps: false },
  );
};
