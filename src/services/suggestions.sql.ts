/** The person's searches: their number, then the name and the query. `$1` platform, `$2` its id, `$3` a pattern. */
export const selectOwnSearches = `
select s.number, case when s.name = s.query then s.query else s.name || ': ' || s.query end as label
from chat_accounts a join saved_searches s on s.user_id = a.user_id
where a.platform = $1 and a.platform_id = $2 and (s.number::text || ' ' || s.name || ' ' || s.query) ilike $3
order by s.number limit 25`;

/** The jobs that the person was shown, the latest first. */
export const selectOwnJobs = `
select n.number, j.title || ' · ' || j.company_name as label
from chat_accounts a join job_numbers n on n.user_id = a.user_id join jobs j on j.id = n.job_id
where a.platform = $1 and a.platform_id = $2 and (j.visible_to is null or j.visible_to = a.user_id)
  and (n.number::text || ' ' || j.title || ' ' || j.company_name) ilike $3
order by n.number desc limit 25`;

/** Companies of open jobs that everybody may see. */
export const selectCompanies = `
select c.name as label from companies c
where c.name ilike $1
  and exists (select from jobs j where j.company_id = c.id and j.status = 'active' and j.visible_to is null and not j.is_sample)
order by length(c.name), c.name limit 25`;

/** The kinds of boards that are read. */
export const selectSourceKinds = 'select distinct kind as label from sources where is_active order by kind';
