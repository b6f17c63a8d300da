import { UserError } from '../errors.ts';
import { remoteValues, typeValues } from './fields.ts';
import type { EmploymentType, JobFilter, Remote, SalaryRange, Term } from './filter.ts';
import { excerpt, type Item, readQuery, readTerm } from './read-query.ts';
import { refusedSalary } from './salary.ts';

/** More is a pasted text, not a search; it also bounds what one saved search costs the matcher. */
const maxTerms = 50;

interface Draft {
  readonly clauses: Term[][];
  readonly excluded: Term[];
  readonly title: Term[];
  readonly company: Term[];
  readonly location: Term[];
  readonly excludedIn: { readonly title: Term[]; readonly company: Term[]; readonly location: Term[] };
  readonly remote: (Remote | 'any')[];
  readonly excludedRemote: Remote[];
  readonly type: EmploymentType[];
  readonly excludedType: EmploymentType[];
  salary: SalaryRange | null;
}

/**
 * Reads the filter language: words are all required, `"a phrase"`, `-excluded`, `or` between two
 * words, and `field:value` for title, company, location, remote, type and salary. The one place
 * where text becomes a filter, for typed options and for text alike. Throws `filter.*` that points
 * at the word, and `message.too_long` above 2,000 characters.
 */
export const parseFilter = (query: string): JobFilter => {
  const items = readQuery(query);
  const terms = items.filter((item) => item.kind !== 'or').length;
  if (terms > maxTerms) throw new UserError('filter.too_long', { terms, max: maxTerms });
  const draft = emptyDraft();
  items.forEach((item, index) => {
    if (item.kind === 'or') checkOr(items, index);
    else if (item.kind === 'term') addTerm(draft, item, items[index - 1]?.kind === 'or');
    else if (item.kind === 'salary') addSalary(draft, item);
    else addField(draft, item);
  });
  const filter = { ...draft, remote: draft.remote.includes('any') ? [] : draft.remote.filter(isRemote) };
  if (asksForNothing(filter)) throw new UserError('filter.empty', {});
  return filter;
};

/** True where a filter has no condition, or only says what it does not want: every job would fit. */
export const asksForNothing = (filter: JobFilter): boolean =>
  filter.salary === null &&
  [filter.clauses, filter.title, filter.company, filter.location, filter.remote, filter.type].every(
    (conditions) => conditions.length === 0,
  );

const emptyDraft = (): Draft => ({
  clauses: [],
  excluded: [],
  title: [],
  company: [],
  location: [],
  excludedIn: { title: [], company: [], location: [] },
  remote: [],
  excludedRemote: [],
  type: [],
  excludedType: [],
  salary: null,
});

const isRemote = (value: Remote | 'any'): value is Remote => value !== 'any';

/** `or` joins two words; between two values of one field it says what a repeated field means anyway. */
const checkOr = (items: readonly Item[], index: number): void => {
  const [before, after] = [items[index - 1], items[index + 1]];
  const joins =
    before !== undefined &&
    after !== undefined &&
    !before.isExcluded &&
    !after.isExcluded &&
    ((before.kind === 'term' && after.kind === 'term') ||
      (before.kind === 'field' && after.kind === 'field' && before.field === after.field));
  if (joins) return;
  const near = [before?.text, items[index]?.text, after?.text].filter((text) => text !== undefined).join(' ');
  throw new UserError('filter.dangling_or', { near });
};

const addTerm = (draft: Draft, item: Item & { kind: 'term' }, isJoined: boolean): void => {
  if (item.isExcluded) draft.excluded.push(item.term);
  else if (isJoined) draft.clauses.at(-1)?.push(item.term);
  else draft.clauses.push([item.term]);
};

const addSalary = (draft: Draft, item: Item & { kind: 'salary' }): void => {
  if (item.isExcluded || draft.salary !== null) throw refusedSalary(item.text);
  draft.salary = item.range;
};

const addField = (draft: Draft, { field, value, isExcluded }: Item & { kind: 'field' }): void => {
  if (field === 'remote') {
    const remote = readValue(field, value, remoteValues);
    if (!isExcluded) addOnce(draft.remote, remote);
    else if (isRemote(remote)) addOnce(draft.excludedRemote, remote);
    else throw badValue(`-${field}`, value, ['yes', 'hybrid', 'no']);
  } else if (field === 'type') {
    addOnce(isExcluded ? draft.excludedType : draft.type, readValue(field, value, typeValues));
  } else {
    (isExcluded ? draft.excludedIn : draft)[field].push(readTerm(value));
  }
};

const addOnce = <Value>(values: Value[], value: Value): void => {
  if (!values.includes(value)) values.push(value);
};

const readValue = <Value extends string>(field: string, written: string, values: ReadonlyMap<string, Value>): Value => {
  const value = values.get(written.toLowerCase().replace(/[\s_]+/g, '-'));
  if (value === undefined) throw badValue(field, written, [...new Set(values.values())]);
  return value;
};

const badValue = (field: string, value: string, expected: readonly string[]): UserError<'filter.bad_value'> =>
  new UserError('filter.bad_value', { field, value: excerpt(value), expected: expected.join(', ') });
