import { quoteLexeme, type Weight } from './analyse.ts';
import type { EmploymentType, JobFilter, Remote, SalaryRange, Term } from './filter.ts';
import { anyCountryTag, countryTag, levelTag, levelTags, skillTag, sourceTag } from './tags.ts';

/** Conditions over `job_search j` and the values that they name; a row fits where all of them hold. */
export interface SqlCondition {
  /**
   * What the index is asked, as tsqueries over the columns `search_vector` and `labels`; null: nothing.
   * Words alone, neither weights nor phrases, so that its answer stands: where it must be rechecked, the
   * whole large vector is read for each row.
   */
  readonly words: string | null;
  readonly labels: string | null;
  /** Over the small columns of a row. SQL, here and below, holds no text of the filter, only names of replacements. */
  readonly quick: readonly string[];
  /** Over the large vector, which is kept apart from the row, or with long lists: for as few rows as possible. */
  readonly slow: readonly string[];
  /** All of it as one condition. */
  readonly where: string;
  readonly replacements: Record<string, string | number | string[]>;
}

/**
 * The condition under which a row of `job_search j` fits the filter at the moment `now`, for `sequelize.query` with
 * `replacements` named `f0`, `f1` and so on. Whether the job may be seen is for the caller
 * to ask. Gives the same answer as `matches`; a property test holds the two together.
 */
export const filterSql = (filter: JobFilter, now: Date): SqlCondition => {
  const replacements: SqlCondition['replacements'] = {};
  const bind = (value: string | number | string[]): string => {
    const name = `f${Object.keys(replacements).length}`;
    replacements[name] = value;
    return `:${name}`;
  };
  // The function behind `@@`: the operator would be taken to the index.
  const found = (column: 'search_vector' | 'labels', query: string): string =>
    `ts_match_vq(j.${column}, cast(${bind(query)} as tsquery))`;
  const { excludedIn } = filter;

  const wanted = all(filter.clauses.map((clause) => anyOf(clause, allWords)));
  // The index says quickly what has not a word, but only beside words that it looks for: alone it would list every job.
  const leftOut = wanted === null ? [] : filter.excluded.filter(isOneWord);
  const words = all([
    ...(wanted === null ? [] : [wanted]),
    ...(isSaid(filter.department) ? [anyOf(filter.department, allWords)] : []),
    ...(isSaid(leftOut) ? [`!${anyOf(leftOut, allWords)}`] : []),
  ]);
  const readInFull = filter.excluded.filter((term) => !leftOut.includes(term));
  const labels = all([
    ...[filter.title, filter.company].filter(isSaid).map((terms) => anyOf(terms, allWords)),
    ...(isSaid(filter.location) ? [`(${anyOf(filter.location, allWords)} | ${quoteLexeme(anywhere)})`] : []),
    ...(isSaid(filter.remote) ? [anyLabel(filter.remote.flatMap((value) => remoteLabels[value]))] : []),
    ...(isSaid(filter.type) ? [anyLabel(filter.type.flatMap(typeLabels))] : []),
    ...(isSaid(filter.level) ? [anyLabel(filter.level.flatMap(levelTags))] : []),
    ...filter.skill.map((name) => anyLabel([skillTag(name)])),
    ...(isSaid(filter.anySkill) ? [anyLabel(filter.anySkill.map(skillTag))] : []),
    ...(isSaid(filter.from) ? [anyLabel([anyCountryTag, ...filter.from.map(countryTag)])] : []),
    ...(isSaid(filter.source) ? [anyLabel(filter.source.map(sourceTag))] : []),
  ]);
  const unwantedInFields = [
    ...excludedIn.title.map((term) => phrase(term, 'A')),
    ...excludedIn.company.map((term) => phrase(term, 'B')),
    ...excludedIn.location.map((term) => phrase(term, 'C')),
  ];
  const unwantedTags = [
    ...filter.excludedLevel.map(levelTag),
    ...filter.excludedSkill.map(skillTag),
    ...filter.excludedSource.map(sourceTag),
  ];
  const department = (terms: readonly Term[]): string =>
    `ts_match_vq(j.department_vector, cast(${bind(anyOf(terms, inField(null)))} as tsquery))`;
  const quick = [
    ...(isSaid(filter.title) ? [found('labels', anyOf(filter.title, inField('A')))] : []),
    ...(isSaid(filter.company) ? [found('labels', anyOf(filter.company, inField('B')))] : []),
    ...(isSaid(filter.location)
      ? [`(${found('labels', anyOf(filter.location, inField('C')))} or (j.remote = 'yes' and j.remote_from is null))`]
      : []),
    ...filter.excludedRemote.map((value) =>
      value === 'no' ? `j.remote is not distinct from 'yes'` : `j.remote is distinct from ${bind(value)}`,
    ),
    ...filter.excludedType.map((value) => `j.employment_type is distinct from ${bind(value)}`),
    ...(isSaid(filter.department) ? [department(filter.department)] : []),
    ...(isSaid(excludedIn.department) ? [`not ${department(excludedIn.department)}`] : []),
    ...(isSaid(unwantedTags) ? [`not j.tags && cast(array[${bind(unwantedTags)}] as text[])`] : []),
    ...(filter.postedWithinMs === null
      ? []
      : [`j.posted_at + interval '0' >= to_timestamp(${bind((now.getTime() - filter.postedWithinMs) / 1000)})`]),
    ...(filter.salary === null
      ? filter.isPayStated
        ? ['(j.salary_yearly_min is not null or j.salary_yearly_max is not null)']
        : []
      : [pays(filter.salary, filter.isPayStated, bind)]),
  ];
  const phrases = filter.clauses.filter((clause) => !clause.every(isOneWord));
  const slow = [
    // Not `!` where nothing is wanted beside: an empty vector matches no query at all in some versions.
    ...(isSaid(unwantedInFields) ? [`not ${found('labels', unwantedInFields.join(' | '))}`] : []),
    ...(isSaid(phrases)
      ? [found('search_vector', phrases.map((clause) => anyOf(clause, inField(null))).join(' & '))]
      : []),
    ...(isSaid(readInFull) ? [`not ${found('search_vector', anyOf(readInFull, inField(null)))}`] : []),
  ];
  const index = [
    ...(words === null ? [] : [`j.search_vector @@ cast(${bind(words)} as tsquery)`]),
    ...(labels === null ? [] : [`j.labels @@ cast(${bind(labels)} as tsquery)`]),
  ];
  const conditions = [...index, ...quick, ...slow];
  return { words, labels, quick, slow, where: isSaid(conditions) ? conditions.join('\n  and ') : 'true', replacements };
};

type Bind = (value: string | number | string[]) => string;

/** In `job_search.labels` of a job that can be done from everywhere. No word of a text has such a sign. */
const anywhere = '=anywhere';
const remoteLabels: Readonly<Record<Remote, readonly string[]>> = {
  yes: ['=remote-yes'],
  hybrid: ['=remote-hybrid'],
  no: ['=remote-hybrid', '=remote-no', '=remote-unsaid'],
};
const typeLabels = (type: EmploymentType): string[] =>
  type === 'full-time' ? ['=type-full-time', '=type-unsaid'] : [`=type-${type}`];

const isOneWord = ({ words }: Term): boolean => words.length === 1;

const isSaid = (values: readonly unknown[]): boolean => values.length > 0;

const all = (queries: readonly string[]): string | null => (isSaid(queries) ? queries.join(' & ') : null);

/** The labels of which one must be there, as a tsquery. */
export const anyLabel = (labels: readonly string[]): string => `(${labels.map(quoteLexeme).join(' | ')})`;

const anyOf = (terms: readonly Term[], print: (term: Term) => string): string => `(${terms.map(print).join(' | ')})`;

/** What every job with the phrase has, and others too. */
const allWords = ({ words }: Term): string => `(${words.map(quoteLexeme).join(' & ')})`;

const inField =
  (weight: Weight | null) =>
  (term: Term): string =>
    phrase(term, weight);

const phrase = ({ words }: Term, weight: Weight | null): string =>
  `(${words.map((word) => quoteLexeme(word) + (weight === null ? '' : `:${weight}`)).join(' <-> ')})`;

const pays = ({ min, max, currency }: SalaryRange, mustBeStated: boolean, bind: Bind): string => {
  const otherwise = [
    'j.salary_yearly_min is null and j.salary_yearly_max is null',
    ...(currency === null ? [] : [`j.salary_currency is distinct from ${bind(currency)}`]),
  ];
  const limits = [
    ...(mustBeStated ? ['coalesce(j.salary_yearly_min, j.salary_yearly_max) is not null'] : []),
    ...(mustBeStated && currency !== null ? [`j.salary_currency = ${bind(currency)}`] : []),
    ...(min === null ? [] : [`coalesce(j.salary_yearly_max, j.salary_yearly_min) >= ${bind(min)}`]),
    ...(max === null ? [] : [`coalesce(j.salary_yearly_min, j.salary_yearly_max) <= ${bind(max)}`]),
  ];
  const within = limits.length === 0 ? 'true' : limits.join(' and ');
  return mustBeStated ? `(${within})` : `(${otherwise.join(' or ')} or (${within}))`;
};
