const columns = `s.id, s.filter, coalesce(p.avoid_companies, '[]') as "avoidCompanies",
  coalesce(p.avoid_words, '[]') as "avoidWords"`;

export const selectSnapshot = `select pg_current_snapshot()::text as snapshot`;

/** Active searches behind an id, so many at once. */
export const selectSearchesAfter = `
select ${columns}
from saved_searches s left join profiles p on p.user_id = s.user_id
where s.is_active and s.id > $after
order by s.id limit $limit`;

/**
 * The searches that changed after `$loaded` was taken, as they are now; without a filter where they
 * are gone or paused. At most so many.
 */
export const selectChangedSearches = `
select changed.search_id as id, s.filter, coalesce(p.avoid_companies, '[]') as "avoidCompanies",
  coalesce(p.avoid_words, '[]') as "avoidWords"
from (
  select distinct search_id from search_changes
  where xid >= pg_snapshot_xmin(cast($loaded as pg_snapshot))
    and not pg_visible_in_snapshot(xid, cast($loaded as pg_snapshot))
) changed
left join saved_searches s on s.id = changed.search_id and s.is_active
left join profiles p on p.user_id = s.user_id
order by changed.search_id
limit $limit`;

/** New enough to speak as the jobs to come will. */
export const selectSample = (columnsOfJob: string): string => `
select ${columnsOfJob} from jobs where status = 'active' order by id desc limit $limit`;

/** Twice as long as a matcher follows changes before it loads all searches anew. */
export const removeOldChanges = `delete from search_changes where created_at < now() - interval '1 day'`;
