/** An open job by one of its keys `$1`, or the person's own (`$2`) of this address (`$3`). */
export const selectKnownJob = `
select j.id, j.visible_to is not null as "isPrivate"
from jobs j
where j.status = 'active' and (
  (j.visible_to is null and j.id in (select k.job_id from job_keys k where k.key = any(cast($1 as bigint[]))))
  or (j.visible_to = $2 and j.url = $3)
)
order by j.visible_to nulls first, j.id
limit 1`;
