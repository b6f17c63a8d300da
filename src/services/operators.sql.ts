/** A page of sources: switched off by themselves first, then failing, then the others by their id. */
export const selectSourceStates = `
select s.id, (select count(*)::integer from postings p where p.source_id = s.id and p.status = 'seen') as postings
from sources s
order by (s.disabled_reason is not null) desc, (s.is_active and s.failures > 0) desc, s.id
limit $1 offset $2`;

export const countAiling = `
select count(*)::integer as total from sources where disabled_reason is not null or (is_active and failures > 0)`;

export const countSeen = `
select count(*)::integer as postings from postings where source_id = $1 and status = 'seen'`;
