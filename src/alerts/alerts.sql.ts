/** The vacancy of each job that is one of several places of it, or may become so. */
export const selectVacancies = `
select id as "jobId", vacancy_key as vacancy from jobs where id = any($jobIds) and vacancy_key is not null`;

/**
 * Who needs no message about a job: told before, told of the same vacancy in another place within
 * two weeks, applied, dismissed, seen in another search's matches, or brought along by themselves.
 */
export const selectDoneWith = `
select pair.user_id as "userId", pair.job_id as "jobId"
from unnest(cast($userIds as integer[]), cast($jobIds as integer[])) as pair (user_id, job_id)
where exists (
    select from notifications n
    where n.user_id = pair.user_id and n.kind = 'match' and n.dedupe_key = 'job:' || pair.job_id
  )
  or exists (
    select from notifications n join jobs told on told.id = n.job_id join jobs j on j.vacancy_key = told.vacancy_key
    where n.user_id = pair.user_id and n.kind = 'match' and n.created_at > now() - interval '14 days'
      and j.id = pair.job_id
  )
  or exists (select from applications a where a.user_id = pair.user_id and a.job_id = pair.job_id)
  or exists (select from jobs own where own.id = pair.job_id and own.visible_to = pair.user_id)
  or exists (
    select from job_numbers d where d.user_id = pair.user_id and d.job_id = pair.job_id and d.dismissed_at is not null
  )
  or exists (
    select from matches m where m.user_id = pair.user_id and m.job_id = pair.job_id and m.seen_at is not null
  )`;

export const selectToldLately = `
select user_id as "userId", count(*)::integer as alerts
from notifications
where kind = 'match' and user_id = any($userIds) and created_at > now() - interval '24 hours'
group by user_id`;

export const selectToday = `select to_char(now() at time zone 'utc', 'YYYY-MM-DD') as today`;

/** A letter for who was really put down for a message, not drafted before, within the day's number. */
export const queueLetters = `
insert into cover_letters (user_id, job_id, version, status, asked_by, title, company_name)
select wanted.user_id, j.id, 1, 'queued', 'loop', j.title, j.company_name
from (
  select pair.user_id, pair.job_id, row_number() over (partition by pair.user_id order by pair.place) as nth
  from unnest(cast($userIds as integer[]), cast($jobIds as integer[])) with ordinality as pair (user_id, job_id, place)
  where exists (
      select from notifications n
      where n.user_id = pair.user_id and n.kind = 'match' and n.dedupe_key = 'job:' || pair.job_id
    )
    and not exists (select from cover_letters c where c.user_id = pair.user_id and c.job_id = pair.job_id)
) wanted
join jobs j on j.id = wanted.job_id
where wanted.nth + (
  select count(*) from cover_letters c
  where c.user_id = wanted.user_id and c.asked_by = 'loop'
    and c.created_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc'
) <= $mostPerDay
order by wanted.user_id, wanted.nth
on conflict (user_id, job_id, version) do nothing`;
