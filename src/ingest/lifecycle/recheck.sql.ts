import { QueryTypes, type Sequelize } from 'sequelize';

/** Seen in a list or looked at within this: fresh enough to tell people. */
const freshFor = `interval '6 hours'`;

/**
 * The jobs of messages about new jobs that are due, which nobody has seen for six hours, neither in
 * a source's list nor on their own page. Jobs that a person pasted, and samples, have no page to look at.
 */
export const jobsToRecheck = async (sequelize: Sequelize, now: Date, most: number): Promise<readonly number[]> => {
  const jobs = await sequelize.query<{ id: number }>(
    `select j.id
     from (
       select distinct job_id from notifications
       where kind = 'match' and status = 'pending' and due_at <= $1 and job_id is not null
     ) n
     join jobs j on j.id = n.job_id
     where j.status = 'active' and j.visible_to is null and not j.is_sample
       and coalesce(j.checked_at, '-infinity') < $1::timestamptz - ${freshFor}
       and not exists (
         select from postings p join sources s on s.id = p.source_id
         where p.job_id = j.id
           and case p.status when 'seen' then greatest(p.last_seen_at, s.last_run_at) else p.last_seen_at end
             >= $1::timestamptz - ${freshFor}
       )
     order by j.checked_at nulls first, j.id
     limit $2`,
    { bind: [now, most], type: QueryTypes.SELECT },
  );
  return jobs.map(({ id }) => id);
};

export const selectPages = (sequelize: Sequelize, jobIds: readonly number[]): Promise<{ id: number; url: string }[]> =>
  sequelize.query<{ id: number; url: string }>(
    `select id, url from jobs where id = any($1::integer[]) and status = 'active' order by id`,
    { bind: [jobIds], type: QueryTypes.SELECT },
  );

export const markChecked = async (sequelize: Sequelize, jobId: number, now: Date): Promise<void> => {
  await sequelize.query('update jobs set checked_at = $2 where id = $1', { bind: [jobId, now] });
};

/** Ends a job; it leaves the search in the same statement. */
export const closeJob = async (sequelize: Sequelize, jobId: number, reason: string, now: Date): Promise<void> => {
  await sequelize.query(
    `with hidden as (delete from job_search where job_id = $1)
     update jobs set status = 'closed', closed_reason = $2, checked_at = $3, expired_at = $3, updated_at = $3
     where id = $1 and status = 'active'`,
    { bind: [jobId, reason, now] },
  );
};
