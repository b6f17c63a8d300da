/** Takes jobs as matches of one saved search. Some may have been closed or deleted since they were found. */
export const insertBackfill = `
insert into matches (saved_search_id, user_id, job_id, found_by, score)
select $savedSearchId, $userId, j.job_id, 'backfill', found.score
from unnest(cast($ids as integer[]), cast($scores as smallint[])) with ordinality as found (id, score, place)
join job_search j on j.job_id = found.id
order by found.place
on conflict (saved_search_id, job_id) do nothing`;

export const selectSearch = `
select user_id as "userId", filter, changed_xid::text as "changedXid" from saved_searches
where id = :savedSearchId and is_active`;

/** Only as of the change that was looked at: a later one needs a backfill of its own. */
export const markBackfilled = `
update saved_searches set backfilled_xid = changed_xid
where id = $savedSearchId and changed_xid = cast($changedXid as xid8)`;

export const selectToBackfill = `
select id from saved_searches
where backfilled_xid is distinct from changed_xid and is_active
order by id limit $limit`;
