/**
 * The pairs that a channel is to hear of, oldest first: open jobs that everybody may see and that are no
 * samples, of searches that have not changed since they were looked at, neither posted there before nor
 * the same vacancy within two weeks. Locked, so that no search goes before its posts are committed.
 */
export const selectChannelPairs = `
select s.channel_id as "channelId", s.id as "searchId", j.id as "jobId", j.vacancy_key as vacancy
from unnest(cast($searchIds as integer[]), cast($jobIds as integer[]))
  with ordinality as pair (search_id, job_id, place)
join match_batches b on b.job_id = pair.job_id
join jobs j on j.id = pair.job_id and j.status = 'active' and j.visible_to is null and not j.is_sample
join saved_searches s on s.id = pair.search_id and s.is_active and pg_visible_in_snapshot(s.changed_xid, b.snapshot)
join community_channels channel on channel.id = s.channel_id and channel.is_active
join communities community on community.id = channel.community_id and community.is_active
where not exists (
    select from notifications n
    where n.channel_id = s.channel_id and n.kind = 'channel' and n.dedupe_key = 'job:' || j.id
  )
  and not exists (
    select from notifications n join jobs told on told.id = n.job_id
    where n.channel_id = s.channel_id and n.kind = 'channel' and n.created_at > now() - interval '14 days'
      and told.vacancy_key = j.vacancy_key
  )
order by pair.place
for share of s`;

export const selectPostedLately = `
select channel_id as "channelId", count(*)::integer as posts
from notifications
where kind = 'channel' and job_id is not null and channel_id = any($channelIds)
  and created_at > now() - interval '24 hours'
group by channel_id`;

export const selectToday = `select to_char(now() at time zone 'utc', 'YYYY-MM-DD') as today`;
