/** Matches of `$1` that wait to be looked at: open, not seen in the chat, not sent as a message nor shown in a digest, not pasted by themselves. */
const unseen = `
from matches m
join jobs j on j.id = m.job_id and j.status = 'active'
where m.user_id = $1 and m.seen_at is null and j.visible_to is distinct from m.user_id
  and not exists (
    select from notifications n
    where n.user_id = m.user_id and n.kind = 'match' and n.job_id = m.job_id
      and n.status in ('pending', 'sending', 'delivered', 'unknown')
  )
  and not (m.is_listed and exists (
    select from notifications n
    where n.id = m.notification_id and n.status in ('pending', 'sending', 'delivered', 'unknown')
  ))
  and not exists (
    select from job_numbers d where d.user_id = m.user_id and d.job_id = m.job_id and d.dismissed_at is not null
  )`;

export const selectNextUnseen = `
select m.job_id as "jobId", s.filter
${unseen.replace('where', 'join saved_searches s on s.id = m.saved_search_id\nwhere')}
order by m.score desc nulls last, coalesce(j.posted_at, j.first_seen_at) desc, j.id desc, m.id
limit 1`;

export const countUnseen = `select count(distinct m.job_id)::integer as total ${unseen}`;

export const countUnseenBySearch = `
select m.saved_search_id as "savedSearchId", count(*)::integer as unseen ${unseen}
group by m.saved_search_id`;

/** Open jobs that `$2` may see, counted up to `$1`. */
export const countOpen = `
select count(*)::integer as total from (select from job_search where visible_to is null or visible_to = $2 limit $1) open_jobs`;
