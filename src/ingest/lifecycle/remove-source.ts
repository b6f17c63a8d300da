import { QueryTypes, type Sequelize } from 'sequelize';
import { Source } from '../../../models/index.ts';
import { sourceKinds } from '../sources/index.ts';
import { expireAbandoned, handOver } from '../store/presence.sql.ts';
import { holdJobs } from '../store/write.sql.ts';
import { giveUpSource } from './remove-source.sql.ts';

interface Removal {
  readonly sequelize: Sequelize;
  readonly sourceId: number;
  readonly now: Date;
}

/**
 * Forgets a source with its postings. A job that another source announces too goes on in its words;
 * one that nobody else announces is expired. Gives how many were; null where there is no such
 * source. Cut off in the middle, it leaves a source that is off; to remove it again goes on.
 */
export const removeSource = async (removal: Removal): Promise<number | null> => {
  const { sequelize, sourceId } = removal;
  if ((await Source.count({ where: { id: sourceId } })) === 0) return null;
  const { gone, ended } = await giveUp(removal);
  const publishers = new Map(sourceKinds.map(({ kind, publisher }) => [kind, publisher]));
  await handOver(sequelize, gone, publishers);
  await Source.destroy({ where: { id: sourceId } });
  return ended;
};

const giveUp = ({ sequelize, sourceId, now }: Removal) =>
  sequelize.transaction(async (transaction) => {
    await holdJobs(sequelize, transaction);
    await Source.update({ isActive: false }, { where: { id: sourceId }, transaction });
    const rows = await sequelize.query<{ id: number }>(giveUpSource, {
      bind: [sourceId, now],
      type: QueryTypes.SELECT,
      transaction,
    });
    const gone = rows.map(({ id }) => id);
    return { gone, ended: (await expireAbandoned({ sequelize, transaction, now }, gone)).length };
  });
