import { setImmediate } from 'node:timers/promises';
import { QueryTypes, type Sequelize, Transaction } from 'sequelize';
import type { Logger } from '../logger.ts';
import { withAvoided } from './avoided.ts';
import type { JobFilter, MatchableJob } from './filter.ts';
import { selectChangedJobs, selectCursor, selectSearches } from './match.sql.ts';
import { readStoredFilter } from './stored-filter.ts';

/** How far jobs have been matched: the transaction that changed the last one, and its id. */
export interface Cursor {
  /** 64 bits, so text. */
  readonly changedXid: string;
  readonly jobId: number;
}

export interface ChangedJob extends MatchableJob {
  readonly id: number;
  readonly changedXid: string;
  readonly status: string;
}

export interface ActiveSearch {
  readonly id: number;
  /** With what the profile of its person avoids. */
  readonly filter: JobFilter;
}

/** Jobs to match and every search to match them with, from one snapshot of the database. */
export interface Batch {
  readonly cursor: Cursor;
  /** As PostgreSQL writes it. */
  readonly snapshot: string;
  readonly jobs: readonly ChangedJob[];
  readonly searches: readonly ActiveSearch[];
}

interface SearchRow {
  readonly id: number;
  readonly filter: unknown;
  readonly avoidCompanies: readonly string[];
  readonly avoidWords: readonly string[];
}

/**
 * Reads the next jobs behind the cursor, at most `limit`, whose transactions are below the horizon,
 * and the active searches as the same snapshot shows them. A search whose filter cannot be read is
 * logged and left out.
 */
export const readBatch = async (sequelize: Sequelize, limit: number, logger: Logger): Promise<Batch> => {
  const { rows, ...batch } = await readRows(sequelize, limit);
  const searches: ActiveSearch[] = [];
  for (const [index, row] of rows.entries()) {
    searches.push(...readSearch(row, logger));
    // Reading ten thousand at once would keep every conversation waiting.
    if (index % 200 === 199) await setImmediate();
  }
  return { ...batch, searches };
};

const readRows = (sequelize: Sequelize, limit: number) =>
  sequelize.transaction({ isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ }, async (transaction) => {
    const select = <Row extends object>(sql: string, bind: Record<string, unknown> = {}): Promise<Row[]> =>
      sequelize.query<Row>(sql, { bind, transaction, type: QueryTypes.SELECT });
    const [at] = await select<Cursor & { horizon: string; snapshot: string }>(selectCursor);
    if (at === undefined) throw new Error('match_cursors has no row "jobs"');
    const { horizon, snapshot, ...cursor } = at;
    const jobs = await select<ChangedJob>(selectChangedJobs, { ...cursor, horizon, limit });
    const rows = jobs.length === 0 ? [] : await select<SearchRow>(selectSearches);
    return { cursor, snapshot, jobs, rows };
  });

const readSearch = ({ id, filter: stored, avoidCompanies, avoidWords }: SearchRow, logger: Logger): ActiveSearch[] => {
  const filter = readStoredFilter(stored);
  if (filter !== null) return [{ id, filter: withAvoided(filter, { companies: avoidCompanies, words: avoidWords }) }];
  logger.error('match.filter_unreadable', { savedSearch: id });
  return [];
};
