import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { type Avoided, withAvoided } from './avoided.ts';
import { filterSql } from './filter.sql.ts';
import type { JobFilter } from './filter.ts';
import { filterParts } from './filter-parts.ts';
import { countFitting, selectAvoided, selectNewest } from './find-jobs.sql.ts';
import { asksForNothing } from './parse-filter.ts';

export interface Search {
  readonly sequelize: Sequelize;
  readonly transaction?: Transaction;
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
export const findJobs = async (
  search: Search,
  filter: JobFilter,
  { userId, limit, offset = 0 }: { readonly userId: number; readonly limit: number; readonly offset?: number },
): Promise<FoundJobs> => {
  const avoided = await avoidedBy(search, userId);
  const { where, replacements } = filterSql(withAvoided(filter, avoided));
  const rows = await select<{ id: number }>(search, selectNewest(where), { ...replacements, userId, limit, offset });
  return { ids: rows.map(({ id }) => id), total: await count(search, withAvoided(filter, avoided), userId) };
};

/**
 * How many open jobs fit the filter for this person, at most `mostCounted`; with `since`, of those
 * published since then. A job that does not say when counts from when it was first seen.
 */
export const countFits = async (search: Search, filter: JobFilter, userId: number, since?: Date): Promise<number> =>
  count(search, withAvoided(filter, await avoidedBy(search, userId)), userId, since);

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
export const relax = async (search: Search, filter: JobFilter, userId: number): Promise<Relaxed[]> => {
  const avoided = await avoidedBy(search, userId);
  const relaxed: Relaxed[] = [];
  // One after the other: a person's question must not take the whole pool of connections.
  for (const { clause, name, without } of filterParts(filter)) {
    if (asksForNothing(without)) continue;
    relaxed.push({ clause, name, filter: without, fits: await count(search, withAvoided(without, avoided), userId) });
  }
  return relaxed;
};

/** What the profile of a person excludes everywhere; nothing where there is no profile yet. */
export const avoidedBy = async (search: Search, userId: number): Promise<Avoided> => {
  const [row] = await select<Avoided>(search, selectAvoided, { userId });
  return row ?? { companies: [], words: [] };
};

const count = async (search: Search, filter: JobFilter, userId: number, since?: Date): Promise<number> => {
  const { where, replacements } = filterSql(filter);
  const [row] = await select<{ total: number }>(search, countFitting(where), {
    ...replacements,
    userId,
    since: since ?? null,
    most: mostCounted,
  });
  return row?.total ?? 0;
};

const select = <Row extends object>(
  { sequelize, transaction }: Search,
  sql: string,
  replacements: Record<string, unknown>,
): Promise<Row[]> =>
  sequelize.query<Row>(sql, { replacements, type: QueryTypes.SELECT, ...(transaction ? { transaction } : {}) });
