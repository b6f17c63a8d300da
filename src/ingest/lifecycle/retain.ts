import { QueryTypes, type Sequelize } from 'sequelize';
import { deleteJobs, deleteRuns, most } from './retain.sql.ts';

export interface Retention {
  readonly sequelize: Sequelize;
  readonly now: Date;
  /** Days after its end that a job is kept which nobody has anything to do with. */
  readonly keepExpiredDays: number;
  /** Days that the record of a reading is kept. */
  readonly keepRunsDays: number;
}

/**
 * Deletes ended jobs and records of readings that are older than they are kept. A job stays while a
 * person has it (an application, a letter, a match that they saw, a number that they opened or put
 * aside, a message about it that waits, a job that they pasted) and while a source still lists it,
 * because it would be announced as new.
 */
export const retain = async ({
  sequelize,
  now,
  keepExpiredDays,
  keepRunsDays,
}: Retention): Promise<{ readonly jobs: number; readonly runs: number }> => {
  const before = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
  return {
    jobs: await inBatches(sequelize, deleteJobs, before(keepExpiredDays)),
    runs: await inBatches(sequelize, deleteRuns, before(keepRunsDays)),
  };
};

const inBatches = async (sequelize: Sequelize, statement: string, before: Date): Promise<number> => {
  let [total, deleted] = [0, 0];
  do {
    const rows = await sequelize.query(statement, { bind: [before], type: QueryTypes.SELECT });
    deleted = rows.length;
    total += deleted;
  } while (deleted === most);
  return total;
};
