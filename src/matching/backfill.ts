import { QueryTypes, type Sequelize } from 'sequelize';
import { insertBackfill, markBackfilled, selectSearch, selectToBackfill } from './find-jobs.sql.ts';
import { asPerson } from './newest-fits.ts';
import { scorePairs } from './score-pairs.ts';
import { readStoredFilter } from './stored-filter.ts';

/** More old jobs than anybody pages through; the live matcher has no such limit. */
const mostBackfilled = 500;

/**
 * Matches the open jobs to one person's saved search, newest first and at most 500, without telling
 * anybody. Run it after the commit that made, changed or resumed the search: jobs committed before
 * are covered here, later ones by `matchNewJobs`, and the unique key removes the overlap. Notes up to
 * which change it was done, so that `backfillOutstanding` does what a crash prevented. Returns how many
 * jobs fit, those already matched included; 0 for a search that is gone or paused.
 */
export const backfill = async (deps: {
  readonly sequelize: Sequelize;
  readonly savedSearchId: number;
}): Promise<{ readonly fits: number }> => {
  const { sequelize, savedSearchId } = deps;
  const [search] = await sequelize.query<{ userId: number | null; filter: unknown; changedXid: string }>(selectSearch, {
    replacements: { savedSearchId },
    type: QueryTypes.SELECT,
  });
  if (search === undefined) return { fits: 0 };
  const filter = readStoredFilter(search.filter);
  const { userId, changedXid } = search;
  const ids =
    filter === null || userId === null
      ? []
      : await asPerson(sequelize, userId, ({ newest }) => newest(filter, mostBackfilled));
  if (userId !== null && ids.length > 0) {
    const scores = await scorePairs(
      { sequelize },
      ids.map((jobId) => ({ userId, jobId })),
    );
    await sequelize.query(insertBackfill, {
      bind: { savedSearchId, userId, ids, scores: ids.map((jobId) => scores.of({ userId, jobId })) },
    });
  }
  await sequelize.query(markBackfilled, { bind: { savedSearchId, changedXid } });
  return { fits: ids.length };
};

/** Backfills at most `limit` searches that changed and were not; returns how many. */
export const backfillOutstanding = async (deps: {
  readonly sequelize: Sequelize;
  readonly limit: number;
}): Promise<number> => {
  const { sequelize, limit } = deps;
  const rows = await sequelize.query<{ id: number }>(selectToBackfill, { bind: { limit }, type: QueryTypes.SELECT });
  for (const { id } of rows) await backfill({ sequelize, savedSearchId: id });
  return rows.length;
};
