import { SavedSearch } from '../../models/index.ts';
import type { AnalysedJob } from '../matching/analyse.ts';
import { type Avoided, withAvoided } from '../matching/avoided.ts';
import { dropClauses } from '../matching/drop-clauses.ts';
import { explain } from '../matching/explain.ts';
import type { JobFilter } from '../matching/filter.ts';
import { everything, filterParts } from '../matching/filter-parts.ts';
import { asksForNothing } from '../matching/parse-filter.ts';
import { printFilter } from '../matching/print-filter.ts';
import { readStoredFilter } from '../matching/stored-filter.ts';
import type { SearchExplained } from './job-view.ts';

/** A search of a person with the filter that it holds. */
export interface ReadSearch {
  readonly search: SavedSearch;
  readonly filter: JobFilter;
}

/** Every search of a person whose filter can be read, by number. */
export const searchesOf = async (userId: number): Promise<ReadSearch[]> => {
  const searches = await SavedSearch.findAll({ where: { userId }, order: [['number', 'ASC']] });
  return searches.flatMap((search) => {
    const filter = readStoredFilter(search.filter);
    return filter === null ? [] : [{ search, filter }];
  });
};

/** Searches held against a job: those that it fits, then the others, the nearest misses first. */
export const explainSearches = (
  searches: readonly ReadSearch[],
  analysed: AnalysedJob,
  now: Date,
): readonly SearchExplained[] =>
  searches
    .map(({ search, filter }): SearchExplained & { failed: number } => {
      const explained = explain(filter, analysed, now);
      const failed = explained.filter((one) => !one.passed).map(({ clause }) => clause);
      return {
        number: search.number,
        name: search.name,
        isActive: search.isActive,
        explained,
        change: failed.length === 0 ? null : changeOf(filter, failed),
        failed: failed.length,
      };
    })
    .sort((one, other) => one.failed - other.failed || one.number - other.number)
    .map(({ failed: _, ...one }) => one);

/** Null where nothing would be left to look for. */
const changeOf = (filter: JobFilter, failed: readonly string[]): SearchExplained['change'] => {
  const left = dropClauses(filter, failed);
  if (asksForNothing(left)) return null;
  const names = filterParts(filter).flatMap(({ clause, name }) => (failed.includes(clause) ? [name] : []));
  return { names, query: printFilter(left) };
};

/** What of a profile's avoid lists a job has in it, as it was written. */
export const avoidedIn = (avoided: Avoided, analysed: AnalysedJob, now: Date): readonly string[] => {
  const filter = withAvoided(everything, avoided);
  const explained = explain(filter, analysed, now);
  return [...filter.excluded, ...filter.excludedIn.company]
    .filter((_, index) => explained[index]?.passed === false)
    .map((term) => term.written);
};
