import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import type { KnownPosting } from './changes.ts';
import type { PostingRow } from './rows.ts';

/** Everything of one batch travels as one JSON parameter: no limit of parameters, one round trip. */
const rowColumns = `
  company_key text, company_name text, title text, location text, places jsonb, remote text, remote_from text, department text,
  employment_type text, level text, description text, requirements text, tech_stack jsonb, language text, salary_min bigint, salary_max bigint,
  salary_currency text, salary_period text, salary_yearly_min bigint, salary_yearly_max bigint, url text,
  posted_at timestamptz, deadline_at timestamptz, search_vector text, external_id text, content_hash text, raw jsonb`;

const jobColumns = [
  ...['title', 'company_name', 'location', 'places', 'remote', 'remote_from', 'department', 'employment_type', 'level'],
  ...['description', 'requirements'],
  ...['tech_stack', 'language', 'salary_min', 'salary_max', 'salary_currency', 'salary_period', 'salary_yearly_min'],
  ...['salary_yearly_max', 'url', 'posted_at', 'deadline_at'],
];

const searchNames =
  'job_id, posted_at, remote, remote_from, employment_type, salary_yearly_min, salary_yearly_max, salary_currency, visible_to, is_sample';
const searchColumns = `jobs.id as job_id, coalesce(jobs.posted_at, first_seen_at), jobs.remote, jobs.remote_from,
  jobs.employment_type, jobs.salary_yearly_min, jobs.salary_yearly_max, jobs.salary_currency, visible_to, is_sample`;

export const selectPostings = (sequelize: Sequelize, sourceId: number): Promise<KnownPosting[]> =>
  sequelize.query<KnownPosting>(
    `select id, job_id as "jobId", external_id as "externalId", content_hash as "contentHash", status
     from postings where source_id = $1`,
    { bind: [sourceId], type: QueryTypes.SELECT },
  );

/** Makes the companies that are not there yet. Sorted, so that two crawls at once do not deadlock. */
export const insertCompanies = async (
  sequelize: Sequelize,
  names: ReadonlyMap<string, string>,
  transaction: Transaction | null,
): Promise<void> => {
  const rows = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, name]) => ({ key, name }));
  await sequelize.query(
    `insert into companies (key, name)
     select r.key, r.name from json_to_recordset($1::json) as r (key text, name text)
     where not exists (select from companies c where c.key = r.key)
     on conflict (key) do nothing`,
    { bind: [JSON.stringify(rows)], transaction },
  );
};

export const insertPostings = async (
  sequelize: Sequelize,
  about: { readonly sourceId: number; readonly isSample: boolean; readonly now: Date },
  rows: readonly PostingRow[],
  transaction: Transaction,
): Promise<void> => {
  await sequelize.query(
    `with r as materialized (
       select nextval(pg_get_serial_sequence('jobs', 'id'))::integer as job_id, row.*
       from json_to_recordset($1::json) as row (${rowColumns})
     ), j as (
       insert into jobs (id, company_id, ${jobColumns.join(', ')}, is_sample,
                         first_seen_at, last_seen_at, created_at, updated_at)
       select r.job_id, c.id, ${jobColumns.map((column) => `r.${column}`).join(', ')}, $3,
              $4, $4, $4, $4
       from r left join companies c on c.key = r.company_key
       returning ${searchColumns}
     ), s as (
       insert into job_search (${searchNames}, search_vector)
       select j.*, r.search_vector::tsvector from j join r using (job_id)
     )
     insert into postings (source_id, job_id, external_id, url, raw, content_hash,
                           first_seen_at, last_seen_at, created_at, updated_at)
     select $2, job_id, external_id, url, raw, content_hash, $4, $4, $4, $4 from r`,
    { bind: [JSON.stringify(rows), about.sourceId, about.isSample, about.now], transaction },
  );
};

export const updatePostings = async (
  sequelize: Sequelize,
  now: Date,
  rows: readonly (PostingRow & { readonly job_id: number; readonly posting_id: number })[],
  transaction: Transaction,
): Promise<void> => {
  await sequelize.query(
    `with r as materialized (
       select row.*, c.id as company_id
       from json_to_recordset($1::json) as row (job_id integer, posting_id integer, ${rowColumns})
       left join companies c on c.key = row.company_key
     ), j as (
       update jobs set company_id = r.company_id, ${jobColumns.map((column) => `${column} = r.${column}`).join(', ')},
                       changed_xid = pg_current_xact_id(), last_seen_at = $2, updated_at = $2
       from r where jobs.id = r.job_id
       returning ${searchColumns}
     ), s as (
       insert into job_search (${searchNames}, search_vector)
       select j.*, r.search_vector::tsvector from j join r using (job_id)
       on conflict (job_id) do update set search_vector = excluded.search_vector,
         ${searchNames
           .split(', ')
           .slice(1)
           .map((name) => `${name} = excluded.${name}`)
           .join(', ')}
     )
     update postings set url = r.url, raw = r.raw, content_hash = r.content_hash, status = 'seen', missing_count = 0,
                         last_seen_at = $2, updated_at = $2
     from r where postings.id = r.posting_id`,
    { bind: [JSON.stringify(rows), now], transaction },
  );
};

export const markReturned = async (
  sequelize: Sequelize,
  now: Date,
  ids: readonly number[],
  transaction: Transaction,
): Promise<void> => {
  await sequelize.query(
    `update postings set status = 'seen', missing_count = 0, last_seen_at = $2, updated_at = $2
     where id = any($1::integer[])`,
    { bind: [ids, now], transaction },
  );
};

/** Counts one more run without these postings. The first time, the run before was the last to see them. */
export const markMissing = async (
  sequelize: Sequelize,
  about: { readonly now: Date; readonly lastRunAt: Date | null },
  ids: readonly number[],
  transaction: Transaction,
): Promise<void> => {
  await sequelize.query(
    `update postings set status = case when status = 'seen' then 'missing' else status end,
                         missing_count = missing_count + 1, updated_at = $2,
                         last_seen_at = case when status = 'seen' then greatest(last_seen_at, $3) else last_seen_at end
     where id = any($1::integer[])`,
    { bind: [ids, about.now, about.lastRunAt], transaction },
  );
};
