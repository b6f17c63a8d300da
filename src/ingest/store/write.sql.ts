import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import {
  madeColumns,
  madeOf,
  rowColumns,
  searchColumns,
  searchedOf,
  searchUpdates,
  signature,
  wordColumns,
} from './columns.ts';
import type { PostingRow } from './rows.ts';

export interface Writing {
  readonly sequelize: Sequelize;
  readonly transaction: Transaction;
  readonly now: Date;
}

/**
 * Nobody else stores postings until the transaction ends: of two sources that list one new job at
 * the same moment, the second finds what the first has written.
 */
export const holdJobs = async (sequelize: Sequelize, transaction: Transaction): Promise<void> => {
  await sequelize.query('select pg_advisory_xact_lock($1)', { bind: [storingLock], transaction });
};

/** Any number that nothing else in this database locks. */
const storingLock = 4_207_310_002;

/** Makes a job of each row, with its posting, keys and row of `job_search`; gives the jobs' ids by the rows' external ids. */
export const insertJobs = async (
  { sequelize, transaction, now }: Writing,
  about: { readonly sourceId: number; readonly isSample: boolean },
  rows: readonly PostingRow[],
): Promise<ReadonlyMap<string, number>> => {
  const made = await sequelize.query<{ externalId: string; jobId: number }>(
    `with r as materialized (
       select nextval('jobs_id_seq')::integer as job_id, row.* from json_to_recordset($1::json) as row (${rowColumns})
     ), j as (
       insert into jobs (id, company_id, ${wordColumns.join(', ')}, signature, is_sample,
                         first_seen_at, last_seen_at, created_at, updated_at)
       select r.job_id, c.id, ${wordColumns.map((column) => `r.${column}`).join(', ')}, ${signature}, $3,
              $4, $4, $4, $4
       from r left join companies c on c.key = r.company_key
       returning id, ${searchedOf('jobs')}
     ), s as (
       insert into job_search (job_id, ${searchColumns.join(', ')}, ${madeColumns})
       select j.*, ${madeOf} from j join r on r.job_id = j.id
     ), k as (
       insert into job_keys (key, job_id) select distinct unnest(r.keys), r.job_id from r
     )
     insert into postings (source_id, job_id, external_id, url, raw, content_hash, listed_hash,
                           first_seen_at, last_seen_at, created_at, updated_at)
     select $2, job_id, external_id, url, raw, content_hash, listed_hash, $4, $4, $4, $4 from r
     returning external_id as "externalId", job_id as "jobId"`,
    {
      bind: [JSON.stringify(rows), about.sourceId, about.isSample, now],
      type: QueryTypes.SELECT,
      transaction,
    },
  );
  return new Map(made.map(({ externalId, jobId }) => [externalId, jobId]));
};

export interface Sighting {
  readonly job_id: number;
  /** It becomes the job's primary posting. */
  readonly takes_over: boolean;
}

/** Further postings of jobs that are there. */
export const insertSightings = async (
  { sequelize, transaction, now }: Writing,
  sourceId: number,
  rows: readonly (PostingRow & Sighting)[],
): Promise<void> => {
  await sequelize.query(
    `with r as materialized (
       select * from json_to_recordset($1::json) as row (job_id integer, takes_over boolean, ${rowColumns})
     ), demoted as (
       update postings set is_primary = false from r
       where r.takes_over and postings.job_id = r.job_id and postings.is_primary
     ), k as (
       insert into job_keys (key, job_id) select distinct unnest(r.keys), r.job_id from r on conflict do nothing
     )
     insert into postings (source_id, job_id, external_id, url, raw, content_hash, listed_hash, is_primary,
                           first_seen_at, last_seen_at, created_at, updated_at)
     select $2, job_id, external_id, url, raw, content_hash, listed_hash, takes_over, $3, $3, $3, $3 from r`,
    { bind: [JSON.stringify(rows), sourceId, now], transaction },
  );
};

/** What changed in postings of this source; their jobs' words are for `updateJobs`. */
export const updatePostings = async (
  { sequelize, transaction, now }: Writing,
  rows: readonly (PostingRow & { readonly posting_id: number })[],
): Promise<void> => {
  await sequelize.query(
    `update postings set url = r.url, raw = r.raw, content_hash = r.content_hash, listed_hash = r.listed_hash,
                         status = 'seen', missing_count = 0, last_seen_at = $2, updated_at = $2
     from json_to_recordset($1::json) as r (posting_id integer, ${rowColumns})
     where postings.id = r.posting_id`,
    { bind: [JSON.stringify(rows), now], transaction },
  );
};

export interface Words {
  readonly job_id: number;
  /** Where it is known that this posting is the primary one: null. */
  readonly posting_id: number | null;
  /** How often the job was put up again by this. */
  readonly reposts: number;
}

/**
 * Gives jobs the words of these postings, so far as they are the primary ones, and makes them active.
 * The matching cursor meets them again; who was told of a job is not told twice.
 */
export const updateJobs = async (
  { sequelize, transaction, now }: Writing,
  rows: readonly (PostingRow & Words)[],
): Promise<void> => {
  await sequelize.query(
    `with all_rows as materialized (
       select * from json_to_recordset($1::json) as row (job_id integer, posting_id integer, reposts integer, ${rowColumns})
     ), r as materialized (
       select row.*, c.id as company_id from all_rows row left join companies c on c.key = row.company_key
       where row.posting_id is null or exists (select from postings p where p.id = row.posting_id and p.is_primary)
     ), k as (
       insert into job_keys (key, job_id) select distinct unnest(keys), job_id from all_rows on conflict do nothing
     ), j as (
       update jobs set company_id = r.company_id, ${wordColumns.map((column) => `${column} = r.${column}`).join(', ')},
                       signature = ${signature}, reposts = jobs.reposts + r.reposts,
                       status = 'active', expired_at = null, closed_reason = null,
                       changed_xid = pg_current_xact_id(), last_seen_at = $2, updated_at = $2
       from r where jobs.id = r.job_id
       returning jobs.id, ${searchedOf('jobs')}
     )
     insert into job_search (job_id, ${searchColumns.join(', ')}, ${madeColumns})
     select j.*, ${madeOf} from j join r on r.job_id = j.id
     on conflict (job_id) do update set ${searchUpdates}`,
    { bind: [JSON.stringify(rows), now], transaction },
  );
};
