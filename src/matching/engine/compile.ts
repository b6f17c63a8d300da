import type { JobFilter, SalaryRange, Term, TextField } from '../filter.ts';
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
  const said = (clause: Clause, isSaid: boolean): Clause[] => (isSaid ? [clause] : []);

  const allowed = allowedValues(filter);
  return {
    clauses: [
      ...clauses.map((terms) => inField(terms, null)),
      ...said(inField(title, 'title'), title.length > 0),
      ...said(inField(company, 'company'), company.length > 0),
      ...said(inField(department, 'department'), department.length > 0),
      ...said(inField(location, 'location', [anywhere]), location.length > 0),
      ...skill.map((name) => labelled([namesSkill(name)])),
      ...said(labelled(anySkill.map(namesSkill)), anySkill.length > 0),
      ...said(labelled([null, ...from].map(openFrom)), from.length > 0),
      ...said(labelled(source.map(listedAt)), source.length > 0),
    ],
    labels: [
      ...said(labelled(allowed.remote.map(isRemoteLabel)), remote.length > 0 || excludedRemote.length > 0),
      ...said(labelled(allowed.type.map(isTypeLabel)), type.length > 0 || excludedType.length > 0),
      ...said(labelled(allowed.level.map(isLevelLabel)), level.length > 0 || excludedLevel.length > 0),
    ],
    excluded: united([
      inField(excluded, null),
      inField(excludedIn.title, 'title'),
      inField(excludedIn.company, 'company'),
      inField(excludedIn.location, 'location'),
      inField(excludedIn.department, 'department'),
      labelled(excludedSkill.map(namesSkill)),
      labelled(excludedSource.map(listedAt)),
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

const united = (clauses: readonly Clause[]): Clause => ({
  features: clauses.flatMap(({ features }) => features),
  phrases: clauses.flatMap(({ phrases }) => phrases),
});
