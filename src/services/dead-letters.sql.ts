/** What was given up, the newest first. `$1` how many, `$2` how many to leave out. Never what it said. */
export const selectDeadLetters = `
select n.id, n.kind, n.status, n.attempts, n.error as reason, n.updated_at as "endedAt",
  coalesce(a.platform, c.platform) as platform, n.channel_id is not null as "isChannel"
from notifications n
left join chat_accounts a on a.id = n.chat_account_id
left join community_channels ch on ch.id = n.channel_id
left join communities c on c.id = ch.community_id
where n.status in ('dead', 'unknown')
order by n.updated_at desc, n.id desc
limit $1 offset $2`;

export const countDeadLetters = `
select count(*)::integer as total from notifications where status in ('dead', 'unknown')`;

/**
 * As if it were new: its time to live begins again, and so does its name on the platform, since what
 * bears the old one never arrived or may have. Only where its recipient can be reached: a head that
 * waits for nobody would hide what comes later. `$1` an id, or null for all that certainly never arrived.
 */
export const redriveDeadLetters = `
with redriven as (
  update notifications n set
    status = 'pending', due_at = now(), created_at = now(), updated_at = now(),
    attempts = 0, unclear_attempts = 0, error = null
  where case when $1::integer is null then n.status = 'dead' else n.id = $1 and n.status in ('dead', 'unknown') end
    and (
      exists (select from chat_accounts a where a.id = n.chat_account_id and a.is_reachable and a.is_active)
      or exists (
        select from community_channels ch join communities c on c.id = ch.community_id
        where ch.id = n.channel_id and ch.is_active and c.is_active
      )
    )
  returning n.id
)
select (select count(*)::integer from redriven) as redriven, pg_notify('outbox', '')`;
