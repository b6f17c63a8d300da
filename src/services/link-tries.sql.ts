/** The person's tries since then, oldest first. An account is hashed as `hashOfAccount` does it. */
export const selectTries = `
select tries.tried_at as "triedAt"
from chat_accounts account
join link_tries tries on tries.account_hash = sha256(convert_to(account.platform || ':' || account.platform_id, 'UTF8'))
where account.user_id = $userId and tries.tried_at > $since
order by tries.tried_at
limit $most`;
