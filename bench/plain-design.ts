import type pg from 'pg';
import { quoteLexeme } from '../src/matching/analyse.ts';
import { type Avoided, withAvoided } from '../src/matching/avoided.ts';
import type { JobFilter, Term } from '../src/matching/filter.ts';
import { type FoundJobs, mostCounted } from '../src/matching/find-jobs.ts';

/**
 * The plain design, for comparison: one table with a GIN index on the vector and a B-tree on the day,
 * one statement for the page and one for the count. Null: one of them took longer than the
 * connection's statement_timeout.
 */
export const findPlainly = async (
  client: pg.Client,
  filter: JobFilter,
  { userId, avoided, limit }: { readonly userId: number; readonly avoided: Avoided; readonly limit: number },
): Promise<FoundJobs | null> => {
  const { where, values } = plainCondition(withAvoided(filter, avoided), userId);
  try {
    const page = await client.query<{ id: number }>(
      `select j.id from jobs j where ${where} order by j.posted_at desc nulls last, j.id desc limit ${limit}`,
      values,
    );
    const count = await client.query<{ total: number }>(
      `select count(*)::integer as total from (select from jobs j where ${where} limit ${mostCounted}) fitting`,
      values,
    );
    return { ids: page.rows.map(({ id }) => id), total: count.rows[0]?.total ?? 0 };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '57014') return null;
    throw error;
  }
};

const plainCondition = (filter: JobFilter, userId: number): { readonly where: string; readonly values: unknown[] } => {
  const values: unknown[] = [userId];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const found = (query: string): string => `j.search_vector @@ cast(${bind(query)} as tsquery)`;
  const unwanted = [
    ...filter.excluded.map((term) => phrase(term, '')),
    ...filter.excludedIn.company.map((term) => phrase(term, ':B')),
  ];
  const { salary } = filter;
  const conditions = [
    `j.status = 'active' and (j.visible_to is null or j.visible_to = $1) and not j.is_sample`,
    `not exists (select from job_numbers d where d.user_id = $1 and d.job_id = j.id and d.dismissed_at is not null)`,
    ...filter.clauses.map((clause) => found(clause.map((term) => phrase(term, '')).join(' | '))),
    ...(filter.location.length === 0
      ? []
      : [
          `(${found(filter.location.map((term) => phrase(term, ':C')).join(' | '))} or (j.remote = 'yes' and j.remote_from is null))`,
        ]),
    ...filter.remote.map((value) => (value === 'no' ? `j.remote is distinct from 'yes'` : `j.remote = ${bind(value)}`)),
    ...(filter.type.length === 0 ? [] : [`coalesce(j.employment_type, 'full-time') = any(${bind(filter.type)})`]),
    ...(salary === null
      ? []
      : [
          `(j.salary_yearly_min is null and j.salary_yearly_max is null or j.salary_currency is distinct from ${bind(salary.currency)}
            or coalesce(j.salary_yearly_max, j.salary_yearly_min) >= ${bind(salary.min)})`,
        ]),
    ...(unwanted.length === 0 ? [] : [`not (${found(unwanted.join(' | '))})`]),
  ];
  return { where: conditions.join(' and '), values };
};

const phrase = ({ words }: Term, weight: string): string =>
  `(${words.map((word) => quoteLexeme(word) + weight).join(' <-> ')})`;
