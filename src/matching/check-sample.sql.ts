import type { SqlCondition } from './filter.sql.ts';

/** Searches of which some fit and some probably do not, as the matcher saw them. */
export const selectSampleSearches = `
select s.id, s.filter, coalesce(p.avoid_companies, '[]') as "avoidCompanies", coalesce(p.avoid_words, '[]') as "avoidWords"
from saved_searches s left join profiles p on p.user_id = s.user_id
where s.is_active and pg_visible_in_snapshot(s.changed_xid, cast($snapshot as pg_snapshot))
  and (s.id = any($some) or s.id in (select id from saved_searches where id >= $from order by id limit $limit))`;

/** Whether the job is still as it was matched. */
export const selectIsSameJob = `
select exists (
  select from jobs where id = $jobId and changed_xid = cast($changedXid as xid8) and status = 'active'
) as "isSame"`;

export const selectFits = (fit: SqlCondition): string => `
select exists (select from job_search j where j.job_id = :jobId and ${fit.where}) as fits`;
