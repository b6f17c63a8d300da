import { type JobFilter, type SalaryRange, type Term, type TextField, textFields } from '../filter.ts';
import type { Dictionary } from './dictionary.ts';
import { allowedValues, bitsOfFilter } from './enumerations.ts';
import {
  anywhere,
  isLevelLabel,
  isRemoteLabel,
  isTypeLabel,
  listedAt,
  namesSkill,
  openFrom,
  paysIn,
  wordIn,
} from './features.ts';

/** Words that stand next to each other, in one field or (null) anywhere. */
export interface Phrase {
  readonly field: TextField | null;
  readonly words: readonly number[];
  /** What every job with the phrase has, one a word. */
  readonly features: readonly number[];
}

/** Holds where one of its features or phrases is there. */
export interface Clause {
  readonly features: readonly number[];
  readonly phrases: readonly Phrase[];
}

export interface Pay {
  readonly min: number | null;
  readonly max: number | null;
  /** The feature of its currency; null: compares with every one. */
  readonly currency: number | null;
  readonly mustBeStated: boolean;
}

/** A filter as the engine asks it. A job fits where everything of it holds. */
export interface Compiled {
  readonly clauses: readonly Clause[];
  /** What its enumerations ask, as clauses: to find it by, where words are few. */
  readonly labels: readonly Clause[];
  /** Must not hold. */
  readonly excluded: Clause;
  readonly bits: number;
  readonly pay: Pay | null;
  readonly postedWithinMs: number | null;
}

/**
 * Compiles a filter, with the meaning that `matches` gives it. Every field is taken out by name: a new
 * one that is forgotten here does not compile.
 */
export const compile = (filter: JobFilter, dictionary: Dictionary): Compiled => {
  const { clauses, title, company, location, department, excluded, excludedIn, ...enumerated } = filter;
  const { remote, excludedRemote, type, excludedType, level, excludedLevel, ...named } = enumerated;
  const { skill, anySkill, excludedSkill, from, source, excludedSource, ...numbers } = named;
  const { salary, isPayStated, postedWithinMs, ...forgotten } = numbers;
  forgotten satisfies Record<string, never>;

  const labelled = (features: readonly string[]): Clause => ({
    features: features.map(dictionary.intern),
    phrases: [],
  });
  const inField = (terms: readonly Term[], field: TextField | null, more: readonly string[] = []): Clause =>
    clauseOf(terms, field, more, dictionary);
  const said = (isSaid: boolean, clause: () => Clause): Clause[] => (isSaid ? [clause()] : []);

  return {
    clauses: [
      ...clauses.map((terms) => inField(terms, null)),
      ...said(title.length > 0, () => inField(title, 'title')),
      ...said(company.length > 0, () => inField(company, 'company')),
      ...said(department.length > 0, () => inField(department, 'department')),
      ...said(location.length > 0, () => inField(location, 'location', [anywhere])),
      ...skill.map((name) => labelled([namesSkill(name)])),
      ...said(anySkill.length > 0, () => labelled(anySkill.map(namesSkill))),
      ...said(from.length > 0, () => labelled([null, ...from].map(openFrom))),
      ...said(source.length > 0, () => labelled(source.map(listedAt))),
    ],
    labels: [
      ...said(remote.length > 0 || excludedRemote.length > 0, () =>
        labelled(allowedValues(filter).remote.map(isRemoteLabel)),
      ),
      ...said(type.length > 0 || excludedType.length > 0, () => labelled(allowedValues(filter).type.map(isTypeLabel))),
      ...said(level.length > 0 || excludedLevel.length > 0, () =>
        labelled(allowedValues(filter).level.map(isLevelLabel)),
      ),
    ],
    excluded: united([
      ...said(excluded.length > 0, () => inField(excluded, null)),
      ...textFields.flatMap((field) => said(excludedIn[field].length > 0, () => inField(excludedIn[field], field))),
      ...said(excludedSkill.length > 0, () => labelled(excludedSkill.map(namesSkill))),
      ...said(excludedSource.length > 0, () => labelled(excludedSource.map(listedAt))),
    ]),
    bits: bitsOfFilter(filter),
    pay: payOf(salary, isPayStated, dictionary),
    postedWithinMs,
  };
};

const payOf = (salary: SalaryRange | null, mustBeStated: boolean, { intern }: Dictionary): Pay | null => {
  if (salary === null && !mustBeStated) return null;
  const currency = salary?.currency ?? null;
  return {
    min: salary?.min ?? null,
    max: salary?.max ?? null,
    currency: currency === null ? null : intern(paysIn(currency)),
    mustBeStated,
  };
};

const clauseOf = (
  terms: readonly Term[],
  field: TextField | null,
  more: readonly string[],
  { intern }: Dictionary,
): Clause => {
  const feature = (word: string): number => intern(field === null ? word : wordIn(field, word));
  const features: number[] = more.map(intern);
  const phrases: Phrase[] = [];
  for (const { words } of terms) {
    const [first] = words;
    if (first !== undefined && words.length === 1) features.push(feature(first));
    else phrases.push({ field, words: words.map(intern), features: words.map(feature) });
  }
  return { features, phrases };
};

const nothing: Clause = { features: [], phrases: [] };

const united = (clauses: readonly Clause[]): Clause =>
  clauses.length === 0
    ? nothing
    : {
        features: clauses.flatMap(({ features }) => features),
        phrases: clauses.flatMap(({ phrases }) => phrases),
      };
