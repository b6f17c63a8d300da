/** Rows a statement: what hangs on a job goes with it. */
export const most = 500;

/** Ended before `$1`, and nobody's. */
export const deleteJobs = `delete from jobs where id in (
  select j.id from jobs j
  where j.status <> 'active' and coalesce(j.expired_at, j.updated_at) < $1
    and j.visible_to is null and j.posted_by is null
    and not exists (select from postings p where p.job_id = j.id and p.status <> 'gone')
    and not exists (select from applications a where a.job_id = j.id)
    and not exists (select from cover_letters c where c.job_id = j.id)
    and not exists (
      select from job_numbers n where n.job_id = j.id and (n.opened_at is not null or n.dismissed_at is not null)
    )
    and not exists (select from matches m where m.job_id = j.id and m.seen_at is not null)
    and not exists (select from notifications n where n.job_id = j.id and n.status in ('pending', 'sending'))
  limit ${most}
) returning id`;

/** Completed before `$1`. */
export const deleteRuns = `delete from crawl_runs where id in (
  select id from crawl_runs where status <> 'running' and coalesce(completed_at, created_at) < $1 limit ${most}
) returning id`;
