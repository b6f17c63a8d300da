export const countWaiting = `
select count(distinct m.job_id)::integer as total
from matches m
join saved_searches s on s.id = m.saved_search_id and s.is_active
join jobs j on j.id = m.job_id and j.status = 'active'
where m.user_id = $1 and m.waits is not null and m.seen_at is null`;

/**
 * What a digest has to say when it is sent: of the jobs that it was made for those that are open,
 * not seen and not dealt with meanwhile, of searches that are on and not silent. Newest first.
 */
export const selectDigestJobs = `
select m.job_id as "jobId", j.vacancy_key as vacancy, j.company_name as company, max(m.score)::integer as score,
  json_agg(json_build_object('searchId', s.id, 'number', s.number, 'name', s.name,
    'cadence', coalesce(s.cadence, a.cadence)) order by s.number) as searches
from matches m
join jobs j on j.id = m.job_id and j.status = 'active'
join saved_searches s on s.id = m.saved_search_id and s.is_active
join alert_settings a on a.user_id = m.user_id
where m.notification_id = $1 and m.user_id = $2 and m.seen_at is null
  and coalesce(s.cadence, a.cadence) <> 'silent'
  and (j.visible_to is null or j.visible_to = m.user_id)
  and not exists (select from applications x where x.user_id = m.user_id and x.job_id = j.id)
  and not exists (
    select from job_numbers d where d.user_id = m.user_id and d.job_id = j.id and d.dismissed_at is not null
  )
group by m.job_id, j.id
order by coalesce(j.posted_at, j.first_seen_at) desc, j.id desc`;

/** Which jobs the digest shows; the others are those that there are more. */
export const markListed = `
update matches set is_listed = job_id = any($3)
where notification_id = $1 and user_id = $2 and is_listed <> (job_id = any($3))`;

/** Searches that a message about a job speaks for. */
export const selectTelling = `
select s.number, s.name, s.filter
from saved_searches s join alert_settings a on a.user_id = s.user_id
where s.user_id = $2 and s.is_active and coalesce(s.cadence, a.cadence) <> 'silent'
  and (s.id = $3 or exists (
    select from matches m where m.notification_id = $1 and m.saved_search_id = s.id
  ))
order by s.number`;
