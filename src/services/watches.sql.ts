/** The company of this name, in any case, that has an open job which everybody may see. */
export const selectCompany = `
select c.name from companies c
where (lower(c.name) = $1 or c.key = $1)
  and exists (select from jobs j where j.company_id = c.id and j.status = 'active' and j.visible_to is null)
limit 1`;
