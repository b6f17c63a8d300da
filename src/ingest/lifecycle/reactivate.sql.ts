import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { type JobText, searchVector } from '../../matching/analyse.ts';
import { searchTags, type Tagged } from '../../matching/tags.ts';
import { madeColumns, madeOf, searchColumns, searchedOf, searchUpdates } from '../store/columns.ts';

interface Reactivation {
  readonly sequelize: Sequelize;
  readonly transaction: Transaction;
  readonly now: Date;
  /** Jobs of these postings. */
  readonly postingIds: readonly number[];
}

/**
 * Makes expired jobs of postings that are listed again active, with the words that they have, and
 * lets the matching cursor meet them: searches made meanwhile have not seen them, and nobody who
 * was told of a job is told of it again. A job that its own page called closed stays closed, one past its
 * deadline expired. Gives how many there were.
 */
export const reactivateJobs = async ({ sequelize, transaction, now, postingIds }: Reactivation): Promise<number> => {
  const jobs = await sequelize.query<JobText & Tagged & { readonly id: number }>(
    `select id, title, company_name as "companyName", location, places, department, description, remote,
       remote_from as "remoteFrom", level, tech_stack as "techStack", source_kind as "sourceKind"
     from jobs
     where status = 'expired' and (deadline_at is null or deadline_at > $2) and id in (select job_id from postings where id = any($1::integer[]) and status = 'seen')
     order by id for no key update`,
    { bind: [postingIds, now], type: QueryTypes.SELECT, transaction },
  );
  if (jobs.length === 0) return 0;
  const rows = jobs.map((job) => {
    const { tags, departmentVector } = searchTags(job);
    return { id: job.id, search_vector: searchVector(job), tags, department_vector: departmentVector };
  });
  await sequelize.query(
    `with r as materialized (
       select * from json_to_recordset($1::json) as row (id integer, search_vector text, tags text[], department_vector text)
     ), j as (
       update jobs set status = 'active', expired_at = null, closed_reason = null,
                       changed_xid = pg_current_xact_id(), last_seen_at = $2, updated_at = $2
       from r where jobs.id = r.id
       returning jobs.id, ${searchedOf('jobs')}
     )
     insert into job_search (job_id, ${searchColumns.join(', ')}, ${madeColumns})
     select j.*, ${madeOf} from j join r using (id)
     on conflict (job_id) do update set ${searchUpdates}`,
    { bind: [JSON.stringify(rows), now], transaction },
  );
  return jobs.length;
};
