/**
 * Where the messages of a person go who cannot be reached in one chat: to their other chat that was
 * active last. Ids, and so their order, stay. The first one says why it comes there. `$1` account.
 */
export const moveWaiting = `
with home as (
  select other.id, gone.platform as left_platform
  from chat_accounts gone join chat_accounts other on other.user_id = gone.user_id and other.id <> gone.id
  where gone.id = $1 and other.is_reachable and other.is_active
  order by other.last_active_at desc, other.id desc limit 1
), first as (
  select min(id) as id from notifications where chat_account_id = $1 and status = 'pending'
), moved as (
  update notifications n set
    chat_account_id = home.id, attempts = 0, parts_sent = 0, error = null, updated_at = now(),
    due_at = case when n.attempts = 0 then n.due_at else now() end,
    moved_from = case when n.id = first.id then home.left_platform end
  from home, first where n.chat_account_id = $1 and n.status = 'pending'
  returning n.id
)
select (select count(*)::integer from moved) as moved, pg_notify('outbox', '')
`;

/** `$1` account. */
export const silenceAccount = `
update notifications set status = 'dead', error = 'recipient unreachable' || coalesce(': ' || error, ''), updated_at = now()
where chat_account_id = $1 and status = 'pending'
`;

/** `$1` account, `$2` reason. */
export const closeAccount = `
update chat_accounts set
  is_reachable = false, unreachable_reason = $2, unreachable_at = now(), failures = 0, updated_at = now()
where id = $1 and is_reachable returning id
`;

/** `$1` channel, `$2` reason. */
export const closeChannel = `
with paused as (
  update community_channels set is_active = false, paused_reason = $2, failures = 0, updated_at = now()
  where id = $1 and is_active returning id, followed_by
), silenced as (
  update notifications set
    status = 'dead', error = 'recipient unreachable' || coalesce(': ' || error, ''), updated_at = now()
  from paused where channel_id = paused.id and status = 'pending'
)
select followed_by as "followedBy" from paused
`;

/** `$1` account. */
export const countAccountFailure = `
update chat_accounts set failures = failures + 1, updated_at = now() where id = $1 returning failures
`;

/** `$1` channel. */
export const countChannelFailure = `
update community_channels set failures = failures + 1, updated_at = now() where id = $1 returning failures
`;

/**
 * `$1` account, `$2` JSON object: kind -> milliseconds for which it is worth sending. What was put
 * aside for any of the person's chats comes to this one.
 */
export const reopenAccount = `
with marked as (
  update chat_accounts set
    is_reachable = true, unreachable_reason = null, unreachable_at = null, failures = 0, updated_at = now()
  where id = $1 and not is_reachable returning id, user_id
), resumed as (
  update notifications n set
    chat_account_id = marked.id, status = 'pending', due_at = now(), attempts = 0, error = null, updated_at = now(),
    parts_sent = case when n.chat_account_id = marked.id then n.parts_sent else 0 end
  from marked
  where n.user_id = marked.user_id and n.status = 'dead' and n.error like 'recipient unreachable%'
    and n.created_at > now() - ($2::json ->> n.kind)::double precision * interval '1 millisecond'
  returning n.id
)
select (select count(*)::integer from resumed) as resumed, pg_notify('outbox', '')
`;

/** `$1` channel, `$2` the chat's new id: the whole community moved. */
export const moveChat = `
with old as (
  select c.id, c.chat_id, c.community_id from community_channels c where c.id = $1
), moved as (
  update communities set platform_id = $2, updated_at = now()
  from old where communities.id = old.community_id and communities.platform_id = old.chat_id
    and not exists (select from communities other where other.platform = communities.platform and other.platform_id = $2)
)
update community_channels set chat_id = $2, updated_at = now()
from old where community_channels.community_id = old.community_id and community_channels.chat_id = old.chat_id
`;
