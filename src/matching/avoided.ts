import { analyse } from './analyse.ts';
import type { JobFilter, Term } from './filter.ts';

/** What a person's profile says they never want to see. */
export interface Avoided {
  readonly companies: readonly string[];
  readonly words: readonly string[];
}

/** The filter that also excludes the companies and words of the profile. Entries without any word say nothing. */
export const withAvoided = (filter: JobFilter, avoided: Avoided): JobFilter => ({
  ...filter,
  excluded: [...filter.excluded, ...toTerms(avoided.words)],
  excludedIn: { ...filter.excludedIn, company: [...filter.excludedIn.company, ...toTerms(avoided.companies)] },
});

const toTerms = (entries: readonly string[]): Term[] =>
  entries.map((written) => ({ words: analyse(written), written })).filter((term) => term.words.length > 0);
