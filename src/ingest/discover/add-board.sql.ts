/** The company that most postings of the source name. */
export const selectCompanyOfSource = `
select j.company_name as name from postings p join jobs j on j.id = p.job_id
where p.source_id = $1 group by 1 order by count(*) desc, 1 limit 1`;
