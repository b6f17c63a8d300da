import type { AnalysedJob } from './analyse.ts';
import type { JobFilter, Term } from './filter.ts';
import { matches } from './matches.ts';

interface Indexed {
  readonly id: number;
  readonly filter: JobFilter;
}

/** Finds the searches that fit a job, in the order of their ids. */
export type FindFitting<Search> = (job: AnalysedJob, now: Date) => readonly Search[];

/**
 * The same answer as `matches` on every search, sooner: files each search under the words of its rarest condition, one of which a fitting job must hold,
 * so that a job meets only searches with which it shares a word. `frequency` says how common a word
 * is; wrong numbers cost time and never lose a match. Searches without a condition on words, and
 * those on a place, which remote jobs fit without naming it, meet every job.
 */
export const indexSearches = <Search extends Indexed>(
  searches: readonly Search[],
  frequency: (word: string) => number,
): FindFitting<Search> => {
  const byWord = new Map<string, Search[]>();
  const unfiled: Search[] = [];
  for (const search of searches) {
    const words = anchors(search.filter, frequency);
    if (words === null) unfiled.push(search);
    for (const word of words ?? []) {
      const filed = byWord.get(word);
      if (filed === undefined) byWord.set(word, [search]);
      else filed.push(search);
    }
  }
  return (job, now) => {
    const fitting = new Set<Search>();
    const look = (filed: readonly Search[]): void => {
      for (const search of filed) if (matches(search.filter, job, now)) fitting.add(search);
    };
    look(unfiled);
    for (const word of job.places.keys()) look(byWord.get(word) ?? []);
    return [...fitting].sort((one, other) => one.id - other.id);
  };
};

/** The words of the rarest condition: of each of its terms the rarest. Null: no condition on words. */
const anchors = (
  { clauses, title, company }: JobFilter,
  frequency: (word: string) => number,
): ReadonlySet<string> | null => {
  let rarest: ReadonlySet<string> | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const condition of [...clauses, title, company]) {
    if (condition.length === 0) continue;
    const words = condition.map((term) => rarestWord(term, frequency));
    const sum = words.reduce((total, word) => total + frequency(word), 0);
    if (rarest === null || sum < least) [rarest, least] = [new Set(words), sum];
  }
  return rarest;
};

const rarestWord = ({ words }: Term, frequency: (word: string) => number): string =>
  words.reduce((rarest, word) => (frequency(word) < frequency(rarest) ? word : rarest), words[0] ?? '');
