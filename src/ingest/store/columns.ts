/** The columns of `jobs` that hold a posting's words, with the types under which JSON gives them. */
const words: Readonly<Record<string, string>> = {
  title: 'text',
  company_name: 'text',
  location: 'text',
  places: 'jsonb',
  remote: 'text',
  remote_from: 'text',
  department: 'text',
  employment_type: 'text',
  level: 'text',
  description: 'text',
  requirements: 'text',
  tech_stack: 'jsonb',
  language: 'text',
  salary_min: 'bigint',
  salary_max: 'bigint',
  salary_currency: 'text',
  salary_period: 'text',
  salary_yearly_min: 'bigint',
  salary_yearly_max: 'bigint',
  url: 'text',
  posted_at: 'timestamptz',
  deadline_at: 'timestamptz',
  vacancy_key: 'text',
  source_kind: 'text',
};

export const wordColumns = Object.keys(words);

/** Everything of one batch travels as one JSON parameter: no limit of parameters, one round trip. */
export const rowColumns = `company_key text, ${Object.entries(words)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ')},
  signature text, search_vector text, tags text[], department_vector text, keys bigint[], external_id text, content_hash text, listed_hash text, raw jsonb`;

export const signature = `decode(r.signature, 'base64')`;

const searched = [
  'remote',
  'remote_from',
  'employment_type',
  'salary_yearly_min',
  'salary_yearly_max',
  'salary_currency',
];
export const searchColumns = ['posted_at', ...searched, 'visible_to', 'is_sample'];

/** What `job_search` holds of a row of `jobs`, in the order of `searchColumns`. */
export const searchedOf = (jobs: string): string =>
  [`coalesce(${jobs}.posted_at, ${jobs}.first_seen_at) as posted_at`, ...searched.map((name) => `${jobs}.${name}`)]
    .concat(`${jobs}.visible_to`, `${jobs}.is_sample`)
    .join(', ');

/** What is written by `matching/` and not by the database, with what it is in a row. */
export const madeColumns = 'search_vector, tags, department_vector';
export const madeOf = 'r.search_vector::tsvector, r.tags, r.department_vector::tsvector';

export const searchUpdates = ['search_vector', 'tags', 'department_vector', ...searchColumns]
  .map((name) => `${name} = excluded.${name}`)
  .join(', ');
