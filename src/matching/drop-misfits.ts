import { setImmediate } from 'node:timers/promises';
import { Job, Match } from '../../models/index.ts';
import { analyseJob } from './analyse.ts';
import type { JobFilter } from './filter.ts';
import { matches } from './matches.ts';

/** Descriptions are long: so many jobs are in memory at once. */
const jobsAtOnce = 50;
/** More than a backfill finds; nobody has looked at the older ones for long. */
const mostLookedAt = 1000;

/**
 * Takes from a saved search, or from all of a person, the unseen matches that do not fit a filter: of
 * the newest 1,000. Gives way to other work as it goes.
 */
export const dropMisfits = async (
  of: { readonly savedSearchId: number } | { readonly userId: number },
  filter: JobFilter,
  now: Date,
): Promise<void> => {
  const unseen = await Match.findAll({
    where: { ...of, seenAt: null },
    order: [['id', 'DESC']],
    limit: mostLookedAt,
  });
  for (let start = 0; start < unseen.length; start += jobsAtOnce) {
    const some = unseen.slice(start, start + jobsAtOnce);
    const misfits = new Set<number>();
    for (const job of await Job.findAll({ where: { id: some.map(({ jobId }) => jobId) } })) {
      if (!matches(filter, analyseJob(job), now)) misfits.add(job.id);
      await setImmediate();
    }
    const ids = some.filter(({ jobId }) => misfits.has(jobId)).map(({ id }) => id);
    if (ids.length > 0) await Match.destroy({ where: { id: ids, seenAt: null } });
  }
};
