/** The open jobs of the same vacancy as `$1` that `$2` may see, newest first. */
export const selectOtherPlaces = `
select j.id, j.location
from jobs own
join jobs j on j.vacancy_key = own.vacancy_key and j.id <> own.id and j.status = 'active'
where own.id = $1 and (j.visible_to is null or j.visible_to = $2)
  and not exists (
    select from job_numbers d where d.user_id = $2 and d.job_id = j.id and d.dismissed_at is not null
  )
order by coalesce(j.posted_at, j.first_seen_at) desc, j.id desc
limit 100`;
