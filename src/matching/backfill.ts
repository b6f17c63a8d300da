import { QueryTypes, type Sequelize } from 'sequelize';
import { insertBackfill, selectSearch } from './find-jobs.sql.ts';
import { asPerson } from './newest-fits.ts';
import { scorePairs } from './score-pairs.ts';
import { readStoredFilter } from './stored-filter.ts';

/** More old jobs than anybody pages through; the live matcher has no such limit. */
const mostBackfilled = 500;

/**
 * Matches the open jobs to one saved search, newest first and at most 500, without telling anybody.
 * Run it after the commit that made, changed or resumed the search: jobs committed before are
 * covered here, later ones by `matchNewJobs`, and the unique key removes the overlap. Returns how
 * many jobs fit, those already matched included; 0 for a search that is gone or paused.
 */
export const backfill = async (deps: {
  readonly sequelize: Sequelize;
  readonly savedSearchId: number;
}): Promise<{ readonly fits: number }> => {
  const { sequelize, savedSearchId } = deps;
  const [search] = await sequelize.query<{ userId: number; filter: unknown }>(selectSearch, {
    replacements: { savedSearchId },
    type: QueryTypes.SELECT,
  });
  const filter = readStoredFilter(search?.filter);
  if (search === undefined || filter === null) return { fits: 0 };
  const { userId } = search;
  const ids = await asPerson(sequelize, userId, ({ newest }) => newest(filter, mostBackfilled));
  const scores = await scorePairs(
    { sequelize },
    ids.map((jobId) => ({ userId, jobId })),
  );
  await sequelize.query(insertBackfill, {
    bind: { savedSearchId, userId, ids, scores: ids.map((jobId) => scores.of({ userId, jobId })) },
  });
  return { fits: ids.length };
};
