import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import type { Writing } from './write.sql.ts';

/** Listed again after they were missing, or after a while. */
export const markSeen = async ({ sequelize, transaction, now }: Writing, ids: readonly number[]): Promise<void> => {
  await sequelize.query(
    `update postings set status = 'seen', missing_count = 0, last_seen_at = $2, updated_at = $2
     where id = any($1::integer[])`,
    { bind: [ids, now], transaction },
  );
};

/** A board may lose a posting for one reading; after two in a row it is gone. */
const readingsUntilGone = 2;

/**
 * Counts one more reading without these postings, and gives the ids of those that are gone by it.
 * The first time, the reading before was the last to see them.
 */
export const markMissing = async (
  { sequelize, transaction, now }: Writing,
  lastRunAt: Date | null,
  ids: readonly number[],
): Promise<readonly number[]> => {
  const counted = await sequelize.query<{ id: number; status: string }>(
    `update postings set status = case when missing_count + 1 >= ${readingsUntilGone} then 'gone' else 'missing' end,
                         missing_count = missing_count + 1, updated_at = $2,
                         last_seen_at = case when status = 'seen' then greatest(last_seen_at, $3) else last_seen_at end
     where id = any($1::integer[]) and status <> 'gone'
     returning id, status`,
    { bind: [ids, now, lastRunAt], type: QueryTypes.SELECT, transaction },
  );
  return counted.filter(({ status }) => status === 'gone').map(({ id }) => id);
};

/**
 * Ends the active jobs of these postings, which are gone, where no other posting of the job is
 * left; they leave the search in the same statement. Gives the jobs' ids.
 */
export const expireAbandoned = async (
  { sequelize, transaction, now }: Writing,
  postingIds: readonly number[],
): Promise<readonly number[]> => {
  const ended = await sequelize.query<{ id: number }>(
    `with ended as (
       update jobs set status = 'expired', expired_at = $2, updated_at = $2
       where status = 'active' and id in (select job_id from postings where id = any($1::integer[]))
         and not exists (select from postings p where p.job_id = jobs.id and p.status <> 'gone')
       returning id
     ), hidden as (
       delete from job_search using ended where job_id = ended.id
     )
     select id from ended`,
    { bind: [postingIds, now], type: QueryTypes.SELECT, transaction },
  );
  return ended.map(({ id }) => id);
};

/**
 * Where these postings, which are gone, were the ones whose words their jobs have, the next one
 * takes over. What it says is stored nowhere, so its source's next reading is made to read it anew:
 * a hash that nothing has, and no validator by which the source could answer "unchanged".
 */
export const handOver = async (
  sequelize: Sequelize,
  postingIds: readonly number[],
  publishersOfKinds: ReadonlyMap<string, string>,
): Promise<void> => {
  const employers = [...publishersOfKinds].filter(([, publisher]) => publisher === 'employer').map(([kind]) => kind);
  await sequelize.query(
    `with heirs as (
       select distinct on (p.job_id) p.id, p.job_id, p.source_id
       from postings gone
       join postings p on p.job_id = gone.job_id and p.status <> 'gone'
       join sources s on s.id = p.source_id
       where gone.id = any($1::integer[]) and gone.is_primary and gone.status = 'gone'
       order by p.job_id, s.kind = any($2::text[]) desc, p.id
     ), changed as (
       update postings set is_primary = postings.id = heirs.id,
         content_hash = case when postings.id = heirs.id then '' else postings.content_hash end
       from heirs where postings.job_id = heirs.job_id and (postings.id = heirs.id or postings.is_primary)
     )
     update sources set etag = null, last_modified = null where id in (select source_id from heirs)`,
    { bind: [postingIds, employers] },
  );
};

/** Makes these postings the primary ones of jobs whose primary posting is gone. */
export const promote = async (
  sequelize: Sequelize,
  postingIds: readonly number[],
  transaction: Transaction,
): Promise<void> => {
  await sequelize.query(
    `with heirs as (
       select distinct on (p.job_id) p.id, p.job_id from postings p
       where p.id = any($1::integer[]) and not p.is_primary
         and exists (select from postings o where o.job_id = p.job_id and o.is_primary and o.status = 'gone')
       order by p.job_id, p.id
     )
     update postings set is_primary = postings.id = heirs.id,
       content_hash = case when postings.id = heirs.id then '' else postings.content_hash end
     from heirs where postings.job_id = heirs.job_id and (postings.id = heirs.id or postings.is_primary)`,
    { bind: [postingIds], transaction },
  );
};
