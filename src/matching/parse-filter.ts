import { UserError } from '../errors.ts';
import { levelValues, remoteValues, typeValues } from './fields.ts';
import { type JobFilter, type Remote, type Term, textFields } from './filter.ts';
import { type Item, readQuery, readTerm } from './read-query.ts';
import { badValue, readAge, readChoice, readCountry, readSkill, readSource } from './read-value.ts';
import { refusedSalary } from './salary.ts';

/** More is a pasted text, not a search; it also bounds what one saved search costs the matcher. */
const maxTerms = 50;

/** A filter that is still read. `remote:any` asks for nothing, whatever else is said. */
type Draft = Writable<Omit<JobFilter, 'remote'>> & { remote: (Remote | 'any')[] };
type Writable<Value> = Value extends readonly (infer Item)[]
  ? Writable<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Writable<Value[Key]> }
    : Value;

/**
 * Reads the filter language: words are all required, `"a phrase"`, `-excluded`, `or` between two
 * words, and `field:value` for the fields of `fieldNames`; a repeated field means any of them, but
 * `skill:` each of them. The one place where text becomes a filter, for typed options and for text
 * alike. Throws `filter.*` that points at the word and says what was probably meant, and
 * `message.too_long` above 2,000 characters.
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
  filter.postedWithinMs === null &&
  !filter.isPayStated &&
  [filter.clauses, ...textFields.map((field) => filter[field])].every((conditions) => conditions.length === 0) &&
  [filter.remote, filter.from, filter.type, filter.level, filter.skill, filter.anySkill, filter.source].every(
    (values) => values.length === 0,
  );

const emptyDraft = (): Draft => ({
  clauses: [],
  excluded: [],
  title: [],
  company: [],
  location: [],
  department: [],
  excludedIn: { title: [], company: [], location: [], department: [] },
  remote: [],
  excludedRemote: [],
  type: [],
  excludedType: [],
  level: [],
  excludedLevel: [],
  skill: [],
  anySkill: [],
  excludedSkill: [],
  from: [],
  source: [],
  excludedSource: [],
  postedWithinMs: null,
  salary: null,
  isPayStated: false,
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
      (before.kind === 'field' && after.kind === 'field' && before.field === after.field && before.field !== 'skill'));
  if (joins) return;
  const near = [before?.text, items[index]?.text, after?.text].filter((text) => text !== undefined).join(' ');
  throw new UserError('filter.dangling_or', { near });
};

const addTerm = (draft: Draft, item: Item & { kind: 'term' }, isJoined: boolean): void => {
  if (item.isExcluded) draft.excluded.push(termOf(item.term));
  else if (isJoined) draft.clauses.at(-1)?.push(termOf(item.term));
  else draft.clauses.push([termOf(item.term)]);
};

const termOf = ({ words, written }: Term): Writable<Term> => ({ words: [...words], written });

const addSalary = (draft: Draft, item: Item & { kind: 'salary' }): void => {
  if (item.isExcluded || (item.range !== null && draft.salary !== null)) throw refusedSalary(item.text);
  if (item.range === null) draft.isPayStated = true;
  else draft.salary = item.range;
};

const addField = (draft: Draft, { field, value, isExcluded }: Item & { kind: 'field' }): void => {
  switch (field) {
    case 'remote':
      addRemote(draft, value, isExcluded);
      break;
    case 'type':
      addOnce(isExcluded ? draft.excludedType : draft.type, readChoice(field, value, typeValues));
      break;
    case 'level':
      addOnce(isExcluded ? draft.excludedLevel : draft.level, readChoice(field, value, levelValues));
      break;
    case 'skill':
    case 'any-skill': {
      const wanted = field === 'skill' ? draft.skill : draft.anySkill;
      addOnce(isExcluded ? draft.excludedSkill : wanted, readSkill(field, value));
      break;
    }
    case 'source':
      addOnce(isExcluded ? draft.excludedSource : draft.source, readSource(field, value));
      break;
    case 'from':
      if (isExcluded) throw badValue('-from', value, 'where you live, without the minus', null);
      addOnce(draft.from, readCountry(field, value));
      break;
    case 'posted':
      if (isExcluded) throw badValue('-posted', value, 'an age without the minus, for example posted:<7d', null);
      draft.postedWithinMs = Math.max(draft.postedWithinMs ?? 0, readAge(field, value));
      break;
    default:
      (isExcluded ? draft.excludedIn : draft)[field].push(termOf(readTerm(value)));
  }
};

const addRemote = (draft: Draft, value: string, isExcluded: boolean): void => {
  const remote = readChoice('remote', value, remoteValues);
  if (!isExcluded) addOnce(draft.remote, remote);
  else if (isRemote(remote)) addOnce(draft.excludedRemote, remote);
  else throw badValue('-remote', value, 'yes, hybrid, no', null);
};

const addOnce = <Value>(values: Value[], value: Value): void => {
  if (!values.includes(value)) values.push(value);
};
