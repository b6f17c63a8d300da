import type { Sequelize } from 'sequelize';
import { expireJobs } from './expire.ts';
import { retain } from './retain.ts';
import { switchOffUnwatched } from './unwatched.sql.ts';

/** Ends jobs that are over, stops reading boards that nobody watches any more, deletes what is kept no longer. */
export const maintainJobs = async ({
  sequelize,
  now,
  keepClosedDays,
  keepRunsDays,
}: {
  readonly sequelize: Sequelize;
  readonly now: Date;
  readonly keepClosedDays: number;
  readonly keepRunsDays: number;
}): Promise<void> => {
  await expireJobs({ sequelize, now });
  await sequelize.query(switchOffUnwatched, { bind: [now] });
  await retain({ sequelize, now, keepExpiredDays: keepClosedDays, keepRunsDays });
};
