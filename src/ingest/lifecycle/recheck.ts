import type { Sequelize } from 'sequelize';
import type { Fetched, Fetcher } from '../fetch/fetch.ts';
import { closedWording, leadsToList } from './closed-page.ts';
import { closeJob, markChecked, selectPages } from './recheck.sql.ts';

export { jobsToRecheck } from './recheck.sql.ts';

export interface Recheck {
  readonly sequelize: Sequelize;
  readonly fetcher: Pick<Fetcher, 'get'>;
  readonly jobIds: readonly number[];
  readonly now: Date;
}

/** Different hosts mostly; few enough that a slow one does not hold up a message for long. */
const atOnce = 4;

/**
 * Looks at the own pages of active jobs and closes those that say that they are over. A page that
 * could not be read says nothing: its job stays open. Each job counts as checked now. Gives the ids
 * of those it closed; only an error of the database is thrown.
 */
export const recheckJobs = async ({ sequelize, fetcher, jobIds, now }: Recheck): Promise<readonly number[]> => {
  const waiting = await selectPages(sequelize, jobIds);
  const closed: number[] = [];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const reason = closedReason(job.url, await fetcher.get(job.url));
      if (reason === null) await markChecked(sequelize, job.id, now);
      else {
        await closeJob(sequelize, job.id, reason, now);
        closed.push(job.id);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return closed.sort((a, b) => a - b);
};

/** Why the answer means that the job is over; null where it does not. */
export const closedReason = (url: string, answer: Fetched): string | null => {
  if (answer.status === 'failed') {
    return answer.httpStatus === 404 || answer.httpStatus === 410 ? `its page answers ${answer.httpStatus}` : null;
  }
  if (answer.status === 'unchanged') return null;
  if (leadsToList(url, answer.finalUrl)) return 'its page leads to the list of jobs';
  const said = closedWording(answer.body);
  return said === null ? null : `its page says: ${said}`;
};
