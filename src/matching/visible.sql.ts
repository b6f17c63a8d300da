/**
 * The condition under which a person may be shown a row of `job_search j`, where active jobs alone
 * are: not somebody else's private job, not put aside, and a sample only for who talks through a
 * terminal. `person` is SQL for the id.
 */
export const isOpenTo = (person: string): string => `(j.visible_to is null or j.visible_to = ${person})
  and (not j.is_sample or exists (
    select from chat_accounts a where a.user_id = ${person} and a.platform = 'console'
  ))
  and not exists (
    select from job_numbers d where d.user_id = ${person} and d.job_id = j.job_id and d.dismissed_at is not null
  )`;
