import type { Sequelize } from 'sequelize';
import { fanOut } from '../../src/alerts/fan-out.ts';
import type { Clock } from '../../src/clock.ts';
import { createLogger } from '../../src/logger.ts';
import type { Matcher } from '../../src/matching/match-new-jobs.ts';

const logger = createLogger('silent');

/** Matches to the last job: one whose transaction is younger than any that is open waits for a later turn. */
export const matchAll = async (sequelize: Sequelize, matcher: Matcher): Promise<void> => {
  const left = async () =>
    (
      await sequelize.query(
        'select from jobs, match_cursors c where (jobs.changed_xid, jobs.id) > (c.changed_xid, c.job_id) limit 1',
      )
    )[0].length > 0;
  do await matcher.matchNext();
  while (await left());
};

/** Fans out whatever was matched; how many matches are new. */
export const fanOutAll = async (sequelize: Sequelize, clock: Clock): Promise<number> => {
  let matches = 0;
  for (let more = true; more; ) {
    const turn = await fanOut({ sequelize, logger, clock });
    matches += turn.matches;
    more = turn.more;
  }
  return matches;
};
