/** Jobs a transaction. */
export const most = 500;

/** Ends jobs whose deadline was before `$1`; they leave the search in the same statement. */
export const expireDue = `with due as (
  select id from jobs where status = 'active' and deadline_at < $1 order by deadline_at limit ${most}
  for no key update skip locked
), hidden as (
  delete from job_search using due where job_id = due.id
)
update jobs set status = 'expired', expired_at = $1, updated_at = $1 from due where jobs.id = due.id
returning jobs.id`;

/** Of sources of the kinds `$2`, what was last seen before `$3`. */
export const giveUpUnseen = `update postings set status = 'gone', updated_at = $1
where id in (
  select p.id from sources s join postings p on p.source_id = s.id
  where s.kind = any($2::text[]) and p.status <> 'gone' and p.last_seen_at < $3 limit ${most}
) returning id`;
