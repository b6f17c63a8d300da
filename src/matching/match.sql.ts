/** Jobs of transactions below the horizon cannot become more: all of those have ended. */
export const selectCursor = `
select changed_xid::text as "changedXid", job_id as "jobId", pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
  pg_current_snapshot()::text as snapshot
from match_cursors where name = 'jobs'`;

/** What `MatchableJob` says, of `jobs`. */
export const jobColumns = `title, company_name as "companyName", location, places, department, description, remote,
  remote_from as "remoteFrom", employment_type as "employmentType",
  salary_yearly_min::double precision as "salaryYearlyMin",
  salary_yearly_max::double precision as "salaryYearlyMax", salary_currency as "salaryCurrency",
  level, tech_stack as "techStack", source_kind as "sourceKind", posted_at as "postedAt",
  first_seen_at as "firstSeenAt"`;

export const selectChangedJobs = `
select id, changed_xid::text as "changedXid", status, ${jobColumns}
from jobs
where (changed_xid, id) > (cast($changedXid as xid8), cast($jobId as integer))
  and changed_xid < cast($horizon as xid8)
order by changed_xid, id
limit $limit`;

/** No row: another matcher holds the cursor, or has moved it since it was read. */
export const lockCursor = `
select from match_cursors
where name = 'jobs' and changed_xid = cast($changedXid as xid8) and job_id = $jobId
for update skip locked`;

/** The jobs' matches as they are now: those of a job that changed are replaced and fanned out again. */
export const writeBatches = `
insert into match_batches (job_id, changed_xid, snapshot, search_ids, search_count)
select j.id, cast(batch.changed_xid as xid8), cast($snapshot as pg_snapshot), decode(batch.search_ids, 'base64'), batch.search_count
from unnest(
    cast($jobIds as integer[]), cast($changedXids as text[]), cast($searchIds as text[]), cast($searchCounts as integer[])
  ) as batch (job_id, changed_xid, search_ids, search_count)
join jobs j on j.id = batch.job_id
on conflict (job_id) do update set changed_xid = excluded.changed_xid, snapshot = excluded.snapshot,
  search_ids = excluded.search_ids, search_count = excluded.search_count, fanned_out_at = null`;

/** Of jobs that changed so that no search fits them any more. */
export const removeBatches = `delete from match_batches where job_id = any($jobIds)`;

export const moveCursor = `
update match_cursors set changed_xid = cast($changedXid as xid8), job_id = $jobId, updated_at = now()
where name = 'jobs'`;
