import type { Sequelize } from 'sequelize';
import type { Avoided } from './avoided.ts';
import type { JobFilter } from './filter.ts';
import { filterParts } from './filter-parts.ts';
import { asPerson } from './newest-fits.ts';
import { asksForNothing } from './parse-filter.ts';

export interface Search {
  readonly sequelize: Sequelize;
}

/** Counting further is slow and tells a person nothing: shown as "1000+". */
export const mostCounted = 1000;

export interface FoundJobs {
  /** Newest first. */
  readonly ids: readonly number[];
  /** How many fit in all, at most `mostCounted`. */
  readonly total: number;
}

/**
 * The open jobs that fit the filter and that this person may see, newest first. What their profile
 * avoids is left out, as in their saved searches: both give the same answer.
 */
export const findJobs = (
  { sequelize }: Search,
  filter: JobFilter,
  { userId, limit, offset = 0 }: { readonly userId: number; readonly limit: number; readonly offset?: number },
): Promise<FoundJobs> =>
  asPerson(sequelize, userId, async ({ newest }) => {
    // Those on the page are among those counted, so that to look for them is no work of its own.
    const ids = await newest(filter, Math.max(mostCounted, offset + limit));
    return { ids: ids.slice(offset, offset + limit), total: Math.min(ids.length, mostCounted) };
  });

/**
 * How many open jobs fit the filter for this person, at most `mostCounted`; with `since`, of those
 * published since then. A job that does not say when counts from when it was first seen.
 */
export const countFits = ({ sequelize }: Search, filter: JobFilter, userId: number, since?: Date): Promise<number> =>
  asPerson(sequelize, userId, async ({ newest }) => (await newest(filter, mostCounted, since)).length);

/** A filter with one condition less. */
export interface Relaxed {
  /** What was left out, as the filter language writes it: `location:tokyo`. */
  readonly clause: string;
  /** What to call it in a sentence: `tokyo`. */
  readonly name: string;
  readonly filter: JobFilter;
  /** How many jobs fit then, at most `mostCounted`. */
  readonly fits: number;
}

/** For a filter that nothing fits: each condition that can be dropped, in order, and what fits without it. */
export const relax = ({ sequelize }: Search, filter: JobFilter, userId: number): Promise<Relaxed[]> =>
  asPerson(sequelize, userId, async ({ newest }) => {
    const relaxed: Relaxed[] = [];
    for (const { clause, name, without } of filterParts(filter)) {
      if (asksForNothing(without)) continue;
      relaxed.push({ clause, name, filter: without, fits: (await newest(without, mostCounted)).length });
    }
    return relaxed;
  });

/** What the profile of a person excludes everywhere; nothing where there is no profile yet. */
export const avoidedBy = ({ sequelize }: Search, userId: number): Promise<Avoided> =>
  asPerson(sequelize, userId, async ({ avoided }) => avoided);
