/** Whose time zone is not known has no night that could be known: digests go by UTC, and no hour is quiet. */
export const settingsColumns = `
a.user_id as "userId", a.cadence, a.digest_minute as "digestMinute", a.weekday, case when p.timezone is null then 0 else a.quiet_from end as "quietFrom",
case when p.timezone is null then 0 else a.quiet_to end as "quietTo", a.per_day as "perDay", a.per_message as "perMessage", a.per_company as "perCompany",
a.paused_until as "pausedUntil", coalesce(p.timezone, 'UTC') as timezone, a.next_tell_at as "nextTellAt"`;

const settingsTables = `
from alert_settings a join users u on u.id = a.user_id and u.is_active left join profiles p on p.user_id = a.user_id`;

/** Locked, so that whoever else decides for one of these people waits and then sees what was decided. */
export const lockSettings = `
select ${settingsColumns} ${settingsTables} where a.user_id = any($userIds) order by a.user_id for update of a`;

/** People for whom another process is deciding are left to it. */
export const lockDue = `
select ${settingsColumns} ${settingsTables}
where a.next_tell_at <= $now order by a.next_tell_at, a.user_id limit $limit for update of a skip locked`;

const cadenceOf = `coalesce(s.cadence, a.cadence)`;

/** A job of which a person \`m.user_id\` needs not be told: \`j\` is what they pasted, dealt with or heard of. */
const isDoneWith = `
j.visible_to is not distinct from m.user_id
or exists (select from applications x where x.user_id = m.user_id and x.job_id = j.id)
or exists (
  select from job_numbers d where d.user_id = m.user_id and d.job_id = j.id and d.dismissed_at is not null
)
or exists (
  select from notifications n where n.user_id = m.user_id and n.kind = 'match' and n.dedupe_key = 'job:' || j.id
)
or exists (
  select from matches o where o.user_id = m.user_id and o.job_id = j.id and (o.seen_at is not null or o.told_at is not null)
)
or (j.vacancy_key is not null and exists (
  select from matches o join jobs told on told.id = o.job_id
  where told.vacancy_key = j.vacancy_key and o.user_id = m.user_id
    and o.told_at > cast($now as timestamptz) - interval '14 days'
))`;

const candidateRow = `
m.user_id as "userId", j.id as "jobId", j.vacancy_key as vacancy, j.company_name as company, max(m.score)::integer as score,
json_agg(json_build_object('searchId', s.id, 'cadence', ${cadenceOf}) order by s.number) as searches`;

const candidateTables = `
join jobs j on j.id = m.job_id and j.status = 'active'
join saved_searches s on s.id = m.saved_search_id and s.is_active
join alert_settings a on a.user_id = m.user_id`;

const newestFirst = `order by m.user_id, coalesce(j.posted_at, j.first_seen_at) desc, j.id desc`;

/** Of pairs of a person and a job, those of which the person is to be told, the newest job of each person first. */
export const selectCandidates = `
select ${candidateRow}
from (select distinct * from unnest(cast($userIds as integer[]), cast($jobIds as integer[])) as pair (user_id, job_id)) pair
join matches m on m.user_id = pair.user_id and m.job_id = pair.job_id and m.seen_at is null
${candidateTables}
where not (${isDoneWith})
group by m.user_id, j.id
${newestFirst}`;

/** What waited for the quiet hours to end. */
export const selectHeldMessages = `
select ${candidateRow}
from (
  select distinct user_id, job_id from matches
  where user_id = any($userIds) and waits = 'message' and seen_at is null
) held
join matches m on m.user_id = held.user_id and m.job_id = held.job_id and m.seen_at is null
${candidateTables}
where not (${isDoneWith})
group by m.user_id, j.id
${newestFirst}`;

/** The messages of each person since a moment of their own: company and searches of each. */
export const selectToldToday = `
select m.user_id as "userId", j.company_name as company, array_agg(distinct m.saved_search_id) as "searchIds"
from unnest(cast($userIds as integer[]), cast($since as timestamptz[])) as today (user_id, since)
join matches m on m.user_id = today.user_id and m.told_at >= today.since
join notifications n on n.id = m.notification_id and n.kind = 'match'
join jobs j on j.id = n.job_id
group by m.user_id, n.id, j.company_name`;

export const selectEager = `
select s.user_id as "userId", s.id
from saved_searches s join alert_settings a on a.user_id = s.user_id
where s.user_id = any($userIds) and s.is_active and ${cadenceOf} = 'instant'
  and s.last_triggered_at > cast($now as timestamptz) - interval '14 days'
order by s.user_id, s.number`;

/** Only who has a message put down for a job was told of it, and with the job its vacancy. */
export const markTold = `
with told as (
  select t.user_id, t.job_id, n.id, j.vacancy_key
  from unnest(cast($userIds as integer[]), cast($jobIds as integer[])) as t (user_id, job_id)
  join notifications n on n.user_id = t.user_id and n.kind = 'match' and n.dedupe_key = 'job:' || t.job_id
  join jobs j on j.id = t.job_id
), elsewhere as (
  update matches m set waits = null
  from told join jobs j on j.vacancy_key = told.vacancy_key and j.id <> told.job_id
  where m.user_id = told.user_id and m.job_id = j.id and m.waits is not null
)
update matches m set notification_id = told.id, told_at = $now, waits = null
from told where m.user_id = told.user_id and m.job_id = told.job_id`;

export const markWaiting = `
update matches m set waits = held.waits
from unnest(cast($userIds as integer[]), cast($jobIds as integer[]), cast($waits as text[])) as held (user_id, job_id, waits)
where m.user_id = held.user_id and m.job_id = held.job_id and m.seen_at is null and m.told_at is null`;

/** What is still to be told of what waits, by person. */
export const selectWaiting = `
select m.user_id as "userId", m.waits, ${cadenceOf} as cadence
from matches m ${candidateTables}
where m.user_id = any($userIds) and m.waits is not null and m.seen_at is null
group by 1, 2, 3`;

/** Neither seen nor closed nor told meanwhile, or it waits no more. */
export const endWaiting = `
update matches m set waits = null
from jobs j
where j.id = m.job_id and m.user_id = any($userIds) and m.waits is not null
  and (m.seen_at is not null or m.told_at is not null or j.status <> 'active')`;

export const setNextTell = `
update alert_settings a
set next_tell_at = next.at, paused_until = case when a.paused_until <= $now then null else a.paused_until end
from unnest(cast($userIds as integer[]), cast($at as timestamptz[])) as next (user_id, at)
where a.user_id = next.user_id`;

export const advanceNextTell = `
update alert_settings a set next_tell_at = least(a.next_tell_at, next.at)
from unnest(cast($userIds as integer[]), cast($at as timestamptz[])) as next (user_id, at)
where a.user_id = next.user_id`;

export const selectDigestsSent = `
select n.user_id as "userId", n.id
from unnest(cast($userIds as integer[]), cast($keys as text[])) as wanted (user_id, dedupe_key)
join notifications n on n.user_id = wanted.user_id and n.kind = 'digest' and n.dedupe_key = wanted.dedupe_key`;

/** A digest tells of every job of which a search of its cadences waits, whatever other searches it fits. */
export const markDigested = `
with digest as (
  select row.* from json_to_recordset($digests::json) as row ("userId" integer, id integer, cadences text[])
), told as (
  select distinct digest.id, m.user_id, m.job_id
  from digest
  join matches m on m.user_id = digest."userId" and m.waits = 'digest' and m.seen_at is null
  ${candidateTables}
  where ${cadenceOf} = any(digest.cadences)
)
update matches m set notification_id = told.id, told_at = $now, waits = null
from told where m.user_id = told.user_id and m.job_id = told.job_id and m.seen_at is null`;

/** The jobs of messages and digests whose searches want letters, at most twenty a person. */
export const selectForLetters = `
select "userId", "jobId" from (
  select distinct on (m.user_id, m.job_id) m.user_id as "userId", m.job_id as "jobId", m.id,
    row_number() over (partition by m.user_id order by m.job_id desc) as nth
  from matches m join saved_searches s on s.id = m.saved_search_id and s.letters
  where m.user_id = any($userIds) and m.told_at = $now
  order by m.user_id, m.job_id, m.id
) wanted where nth <= 20
order by "userId", id`;

/** A letter for what was told, not drafted before, within the day's number. */
export const queueLetters = `
insert into cover_letters (user_id, job_id, version, status, asked_by, title, company_name)
select wanted.user_id, j.id, 1, 'queued', 'loop', j.title, j.company_name
from (
  select pair.user_id, pair.job_id, row_number() over (partition by pair.user_id order by pair.place) as nth
  from unnest(cast($userIds as integer[]), cast($jobIds as integer[])) with ordinality as pair (user_id, job_id, place)
  where not exists (select from cover_letters c where c.user_id = pair.user_id and c.job_id = pair.job_id)
) wanted
join jobs j on j.id = wanted.job_id
where wanted.nth + (
  select count(*) from cover_letters c
  where c.user_id = wanted.user_id and c.asked_by = 'loop'
    and c.created_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc'
) <= $mostPerDay
order by wanted.user_id, wanted.nth
on conflict (user_id, job_id, version) do nothing`;
