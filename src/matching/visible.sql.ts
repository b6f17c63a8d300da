/**
 * The condition under which a person may be shown a row of `jobs j` as open: active, not somebody
 * else's private job, not put aside, and a sample only for who talks through a terminal. `person` is SQL for the id.
 */
export const isOpenTo = (person: string): string => `j.status = 'active'
  and (j.visible_to is null or j.visible_to = ${person})
  and (not j.is_sample or exists (
    select from chat_accounts a where a.user_id = ${person} and a.platform = 'console'
  ))
  and not exists (
    select from job_numbers d where d.user_id = ${person} and d.job_id = j.id and d.dismissed_at is not null
  )`;
