import { quoteLexeme, type Weight } from './analyse.ts';
import type { EmploymentType, JobFilter, Remote, SalaryRange, Term } from './filter.ts';

/** A condition over `job_search j` and the values that it names. */
export interface SqlCondition {
  /** Holds no text of the filter, only names of replacements. */
  readonly where: string;
  readonly replacements: Record<string, string | number | string[]>;
}

/**
 * The condition under which a row of `job_search j` fits the filter, for `sequelize.query` with
 * `replacements` named `f0`, `f1` and so on. Whether the job may be seen is for the caller
 * to ask. Gives the same answer as `matches`; a property test holds the two together.
 */
export const filterSql = (filter: JobFilter): SqlCondition => {
  const replacements: SqlCondition['replacements'] = {};
  const bind = (value: string | number | string[]): string => {
    const name = `f${Object.keys(replacements).length}`;
    replacements[name] = value;
    return `:${name}`;
  };
  const found = (query: string): string => `j.search_vector @@ cast(${bind(query)} as tsquery)`;
  const { excludedIn } = filter;

  const wanted = [
    ...filter.clauses.map((clause) => anyOf(clause, null)),
    ...(filter.title.length === 0 ? [] : [anyOf(filter.title, 'A')]),
    ...(filter.company.length === 0 ? [] : [anyOf(filter.company, 'B')]),
  ];
  const unwanted = [
    ...filter.excluded.map((term) => phrase(term, null)),
    ...excludedIn.title.map((term) => phrase(term, 'A')),
    ...excludedIn.company.map((term) => phrase(term, 'B')),
    ...excludedIn.location.map((term) => phrase(term, 'C')),
  ];
  const conditions = [
    ...(wanted.length === 0 ? [] : [found(wanted.join(' & '))]),
    ...(filter.location.length === 0
      ? []
      : [`(${found(anyOf(filter.location, 'C'))} or (j.remote = 'yes' and j.remote_from is null))`]),
    ...(filter.remote.length === 0 ? [] : [`(${filter.remote.map((value) => remoteIs(value, bind)).join(' or ')})`]),
    ...filter.excludedRemote.map((value) => `not (${remoteIs(value, bind)})`),
    ...(filter.type.length === 0 ? [] : [typeIs(filter.type, bind)]),
    ...filter.excludedType.map((value) => `j.employment_type is distinct from ${bind(value)}`),
    ...(filter.salary === null ? [] : [pays(filter.salary, bind)]),
    // Not one `!` inside the query above: an empty vector matches no query at all in some versions.
    ...(unwanted.length === 0 ? [] : [`not (${found(unwanted.join(' | '))})`]),
  ];
  return { where: conditions.length === 0 ? 'true' : conditions.join('\n  and '), replacements };
};

type Bind = (value: string | number | string[]) => string;

const anyOf = (terms: readonly Term[], weight: Weight | null): string =>
  `(${terms.map((term) => phrase(term, weight)).join(' | ')})`;

const phrase = ({ words }: Term, weight: Weight | null): string =>
  `(${words.map((word) => quoteLexeme(word) + (weight === null ? '' : `:${weight}`)).join(' <-> ')})`;

const remoteIs = (value: Remote, bind: Bind): string =>
  value === 'no' ? `j.remote is distinct from 'yes'` : `j.remote is not distinct from ${bind(value)}`;

const typeIs = (types: readonly EmploymentType[], bind: Bind): string =>
  `coalesce(j.employment_type, 'full-time') in (${bind([...types])})`;

const pays = ({ min, max, currency }: SalaryRange, bind: Bind): string => {
  const otherwise = [
    'j.salary_yearly_min is null and j.salary_yearly_max is null',
    ...(currency === null ? [] : [`j.salary_currency is distinct from ${bind(currency)}`]),
  ];
  const limits = [
    ...(min === null ? [] : [`coalesce(j.salary_yearly_max, j.salary_yearly_min) >= ${bind(min)}`]),
    ...(max === null ? [] : [`coalesce(j.salary_yearly_min, j.salary_yearly_max) <= ${bind(max)}`]),
  ];
  return `(${otherwise.join(' or ')} or (${limits.length === 0 ? 'true' : limits.join(' and ')}))`;
};
