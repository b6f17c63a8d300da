/** Any number that nothing else locks by: "fanout" in ASCII. No row waits: another process fans out. */
export const lockFanOut = `select pg_try_advisory_xact_lock(112568650659188) as "isMine"`;

/** In the order in which their jobs changed, at most so many jobs and, behind the first, so many pairs. */
export const selectBatches = `
select "jobId", "searchIds" from (
  select job_id as "jobId", search_ids as "searchIds", changed_xid,
    sum(search_count) over (order by changed_xid, job_id) - search_count as before
  from (
    select job_id, search_ids, search_count, changed_xid from match_batches
    where fanned_out_at is null order by changed_xid, job_id limit $mostJobs for update
  ) waiting
) batch
where before < $mostPairs
order by changed_xid, "jobId"`;

/**
 * The pairs that are somebody's to hear of: a search that changed after it was looked at is covered
 * by its backfill. Locked, so that none is changed or deleted before its matches are committed.
 */
export const selectPairs = `
select pair.search_id as "searchId", s.user_id as "userId", pair.job_id as "jobId", pair.place::integer as place
from unnest(cast($searchIds as integer[]), cast($jobIds as integer[]))
  with ordinality as pair (search_id, job_id, place)
join match_batches b on b.job_id = pair.job_id
join jobs j on j.id = pair.job_id and j.status = 'active'
join saved_searches s on s.id = pair.search_id and s.is_active and pg_visible_in_snapshot(s.changed_xid, b.snapshot)
join users u on u.id = s.user_id and u.is_active
where (j.visible_to is null or j.visible_to = s.user_id)
  and (not j.is_sample or exists (
    select from chat_accounts a where a.user_id = s.user_id and a.platform = 'console'
  ))
order by pair.search_id
for share of s`;

export const markFannedOut = `update match_batches set fanned_out_at = now() where job_id = any($jobIds)`;

export const insertMatches = `
insert into matches (saved_search_id, user_id, job_id, found_by, score)
select pair.search_id, pair.user_id, j.id, 'live', pair.score
from unnest(
    cast($searchIds as integer[]), cast($userIds as integer[]), cast($jobIds as integer[]), cast($scores as smallint[])
  ) with ordinality as pair (search_id, user_id, job_id, score, place)
join jobs j on j.id = pair.job_id
order by pair.place
on conflict (saved_search_id, job_id) do nothing
returning saved_search_id as "searchId", user_id as "userId", job_id as "jobId"`;

export const countTriggers = `
update saved_searches s set last_triggered_at = now(), trigger_count = s.trigger_count + triggered.times
from (select id, count(*)::integer as times from unnest(cast($ids as integer[])) as id group by id) triggered
where s.id = triggered.id`;
