import { settingsColumns } from './alerts.sql.ts';

/**
 * Old searches of which nobody was asked yet and to which their person has not reacted: no match of
 * it was seen, no job of it opened, dismissed or applied to since. The oldest of each person.
 */
export const selectNeglected = `
with old as (
  select s.id, s.user_id, s.created_at
  from saved_searches s
  where s.still_looking_asked_at is null and s.is_active and s.user_id is not null
    and s.created_at < cast($now as timestamptz) - $days * interval '1 day'
    and s.updated_at < cast($now as timestamptz) - $days * interval '1 day'
    and not exists (
      select from matches m
      left join job_numbers d on d.user_id = m.user_id and d.job_id = m.job_id
      left join applications x on x.user_id = m.user_id and x.job_id = m.job_id
      where m.saved_search_id = s.id
        and greatest(m.seen_at, d.opened_at, d.dismissed_at, x.created_at)
          > cast($now as timestamptz) - $days * interval '1 day'
    )
    and not exists (
      select from saved_searches other
      where other.user_id = s.user_id
        and other.still_looking_asked_at > cast($now as timestamptz) - interval '1 day'
    )
), first as (
  select distinct on (user_id) id, user_id from old order by user_id, created_at, id
)
select first.id as "searchId", ${settingsColumns}
from first
join alert_settings a on a.user_id = first.user_id and a.cadence <> 'silent'
join users u on u.id = a.user_id and u.is_active
left join profiles p on p.user_id = a.user_id
order by first.id
limit $limit
for update of a skip locked`;

export const markAsked = `
update saved_searches set still_looking_asked_at = $now where id = any($ids)`;
