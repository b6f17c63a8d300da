/**
 * `$1` is a JSON array of rows. Identity values follow `order by`, so rows of one call are
 * delivered in the order in which they were given. The one place that chooses a person's account:
 * the reachable one that they chose, or else the one that was active last.
 */
export const enqueueRows = `
with wanted as (
  select row.*, row_number() over () as place
  from json_to_recordset($1::json) as row (
    "userId" integer, "chatAccountId" integer, "channelId" integer, kind text, "dedupeKey" text,
    "jobId" integer, "savedSearchId" integer, "coverLetterId" integer, "sourceId" integer, "dueAt" timestamptz
  )
), inserted as (
  insert into notifications
    (user_id, chat_account_id, channel_id, kind, dedupe_key, job_id, saved_search_id, cover_letter_id, source_id, due_at)
  select wanted."userId", account.id, channel.id, wanted.kind, wanted."dedupeKey",
    wanted."jobId", wanted."savedSearchId", wanted."coverLetterId", wanted."sourceId", coalesce(wanted."dueAt", now())
  from wanted
  left join lateral (
    select c.id from chat_accounts c join users u on u.id = c.user_id
    where u.id = wanted."userId" and c.is_reachable and c.is_active
      and (wanted."chatAccountId" is null or c.id = wanted."chatAccountId")
    order by c.id is not distinct from u.alert_account_id desc, c.last_active_at desc, c.id desc
    limit 1
  ) account on true
  left join community_channels channel on channel.id = wanted."channelId" and channel.is_active
  where account.id is not null or channel.id is not null
  order by wanted.place
  on conflict do nothing
  returning id
)
select count(*)::integer as inserted from inserted
`;
