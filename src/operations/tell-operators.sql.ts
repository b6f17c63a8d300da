/** Sources that were switched off by themselves, with the run that was the last straw. */
export const selectSwitchedOff = `
select s.id, (select max(r.id) from crawl_runs r where r.source_id = s.id and r.status = 'failed') as "runId"
from sources s where not s.is_active and s.disabled_reason is not null`;
