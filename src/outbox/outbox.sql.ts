/**
 * Where the messages of one recipient go and whether they may: a chat account, or, for a negative
 * number, a channel. One of the two halves is empty.
 */
const target = (recipient: string): string => `
    select platform, platform_id, chat_id, null as topic_id, button_epoch, is_reachable and is_active as is_open
    from chat_accounts where id = ${recipient}
    union all
    select community.platform, null, channel.chat_id, channel.topic_id, null, channel.is_active and community.is_active
    from community_channels channel join communities community on community.id = channel.community_id
    where channel.id = -${recipient}
  `;

/**
 * The heads of all recipients: of each, the first row that is not settled. Index
 * `notifications_open` (recipient, id) where open holds them; PostgreSQL has no skip scan
 * before 18, so the recursion is one: a probe per recipient, whatever each has waiting behind its
 * head. 10,000 recipients with 100,000 rows cost 10,000 probes, and only once per page of
 * candidates. A head that is not due yet hides the rest of its recipient and nobody else's.
 */
const heads = `
with recursive head as (
  (
    select recipient, id, status, due_at, lease_until, attempts from notifications
    where status in ('pending', 'sending')
    order by recipient, id limit 1
  )
  union all
  select next.* from head cross join lateral (
    select recipient, id, status, due_at, lease_until, attempts from notifications
    where status in ('pending', 'sending') and recipient > head.recipient
    order by recipient, id limit 1
  ) next
)`;

/**
 * `$1` platform, `$2` how many. People with an open chat come first: chats are opened slowly, and
 * a page full of people to be written to for the first time would hold up everybody else.
 */
export const findDueRows = `${heads}
select head.id, head.recipient, coalesce(target.chat_id, target.platform_id) as place, head.recipient < 0 as "isGroup",
  target.chat_id is null as "isNew", head.attempts > 0 as "isRetry"
from head cross join lateral (${target('head.recipient')}) target
where target.platform = $1 and target.is_open
  and case head.status when 'pending' then head.due_at <= now() else head.lease_until <= now() end
order by target.chat_id is null, head.due_at, head.id
limit $2
`;

/**
 * `$1` id, `$2` milliseconds of lease. Asks everything again, because another process may have been
 * quicker: `skip locked` leaves a row to whoever is claiming it right now.
 */
export const claimRow = `
with claimed as (
  select n.id, n.status = 'sending' as lapsed, n.lease_until as lapsed_at, target.*
  from notifications n cross join lateral (${target('n.recipient')}) target
  where n.id = $1
    and ((n.status = 'pending' and n.due_at <= now()) or (n.status = 'sending' and n.lease_until <= now()))
    and target.is_open
    and not exists (
      select from notifications earlier
      where earlier.recipient = n.recipient and earlier.id < n.id and earlier.status in ('pending', 'sending')
    )
  for update of n skip locked
)
update notifications n set
  status = 'sending',
  attempts = n.attempts + 1,
  unclear_attempts = n.unclear_attempts + claimed.lapsed::integer,
  lease_until = now() + $2 * interval '1 millisecond',
  lease_token = gen_random_uuid(),
  updated_at = now()
from claimed where n.id = claimed.id
returning n.id, n.user_id as "userId", n.chat_account_id as "chatAccountId", n.channel_id as "channelId",
  claimed.platform, claimed.platform_id as "platformId", claimed.chat_id as "chatId", claimed.topic_id as "topicId",
  claimed.button_epoch as "buttonEpoch",
  n.kind, n.dedupe_key as "dedupeKey", n.job_id as "jobId", n.saved_search_id as "savedSearchId",
  n.cover_letter_id as "coverLetterId", n.source_id as "sourceId", n.moved_from as "movedFrom",
  n.parts_sent as "partsSent", n.attempts, n.unclear_attempts as "unclearAttempts",
  (case when claimed.lapsed then extract(epoch from now() - claimed.lapsed_at) * 1000 end)::double precision as "lapsedForMs",
  (extract(epoch from now() - n.created_at) * 1000)::double precision as "ageMs",
  n.created_at as "createdAt", n.lease_token as "leaseToken"
`;

/** Every settlement names the lease, so a process that lost it changes nothing. `$1` id, `$2` token. */
const held = `id = $1 and lease_token = $2::uuid and status = 'sending'`;
const release = 'lease_until = null, lease_token = null, updated_at = now()';

/** `$3` the platform's message id, `$4` the chat. */
export const settleDelivered = `
with settled as (
  update notifications set
    status = 'delivered', delivered_at = now(), platform_message_id = $3, error = null, ${release}
  where ${held} returning chat_account_id, channel_id
), remembered as (
  update chat_accounts set chat_id = $4, failures = 0, updated_at = now()
  from settled where chat_accounts.id = settled.chat_account_id and (chat_id is distinct from $4 or failures > 0)
), taken as (
  update community_channels set failures = 0, updated_at = now()
  from settled where community_channels.id = settled.channel_id and failures > 0
)
select count(*)::integer as settled from settled
`;

/** `$3` parts that have arrived. */
export const keepParts = `
with kept as (update notifications set parts_sent = $3 where ${held} returning id)
select count(*)::integer as settled from kept
`;

/** `$3` the chat that was opened. */
export const keepChat = `
with kept as (select chat_account_id from notifications where ${held}), opened as (
  update chat_accounts set chat_id = $3, updated_at = now() from kept where chat_accounts.id = kept.chat_account_id
)
select count(*)::integer as settled from kept
`;

/** `$3` milliseconds from now, `$4` attempts given back, `$5` unclear attempts added, `$6` reason. */
export const settlePending = `
with settled as (
  update notifications set
    status = 'pending', due_at = now() + $3 * interval '1 millisecond',
    attempts = attempts - $4::integer, unclear_attempts = unclear_attempts + $5::integer,
    error = $6, ${release}
  where ${held} returning id
)
select count(*)::integer as settled from settled
`;

/** `$3` status, `$4` unclear attempts added, `$5` reason. */
export const settleEnded = `
with settled as (
  update notifications set
    status = $3, unclear_attempts = unclear_attempts + $4::integer, error = $5, ${release}
  where ${held} returning id
)
select count(*)::integer as settled from settled
`;
