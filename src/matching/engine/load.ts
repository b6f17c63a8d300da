import { QueryTypes, type Sequelize, Transaction } from 'sequelize';
import type { Logger } from '../../logger.ts';
import { analyseJob } from '../analyse.ts';
import { withAvoided } from '../avoided.ts';
import type { MatchableJob } from '../filter.ts';
import { jobColumns } from '../match.sql.ts';
import { readStoredFilter } from '../stored-filter.ts';
import { createBreathe } from './breathe.ts';
import { type Change, createEngineBuilder, type Engine, type Frequency } from './engine.ts';
import { forEachFeature } from './features.ts';
import {
  removeOldChanges,
  selectChangedSearches,
  selectSample,
  selectSearchesAfter,
  selectSnapshot,
} from './load.sql.ts';

/** An engine and the snapshot (as PostgreSQL writes it) whose searches it holds. */
export interface Loaded {
  readonly engine: Engine;
  readonly snapshot: string;
}

interface SearchRow {
  readonly id: number;
  /** Null: gone or paused. */
  readonly filter: unknown;
  readonly avoidCompanies: readonly string[];
  readonly avoidWords: readonly string[];
}

type Select = <Row extends object>(sql: string, bind?: Record<string, unknown>) => Promise<Row[]>;

const searchesAtOnce = 2_000;
/** Enough to tell common features from rare ones. */
const jobsSampled = 300;

/** Loads every active search as one snapshot of the database shows them. A filter that cannot be read is logged and left out. */
export const loadEngine = (sequelize: Sequelize, logger: Logger): Promise<Loaded> =>
  sequelize.transaction({ isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ }, async (transaction) => {
    const select: Select = (sql, bind = {}) => sequelize.query(sql, { bind, transaction, type: QueryTypes.SELECT });
    const breathe = createBreathe();
    const [at] = await select<{ snapshot: string }>(selectSnapshot);
    const builder = createEngineBuilder(await sampleFrequency(select, breathe), breathe);
    for (let after = 0, isMore = true; isMore; ) {
      const rows = await select<SearchRow>(selectSearchesAfter, { after, limit: searchesAtOnce });
      for (const row of rows) {
        const { id, filter } = readChange(row, logger);
        if (filter !== null) builder.add(id, filter);
        await breathe();
      }
      after = rows.at(-1)?.id ?? after;
      isMore = rows.length === searchesAtOnce;
    }
    return { engine: await builder.build(), snapshot: at?.snapshot ?? '' };
  });

/** What changed since a snapshot, as the caller's transaction sees it; null: more than `most`. */
export const readChanges = async (
  select: Select,
  since: string,
  most: number,
  logger: Logger,
): Promise<readonly Change[] | null> => {
  const rows = await select<SearchRow>(selectChangedSearches, { loaded: since, limit: most + 1 });
  return rows.length > most ? null : rows.map((row) => readChange(row, logger));
};

const readChange = ({ id, filter: stored, avoidCompanies, avoidWords }: SearchRow, logger: Logger): Change => {
  if (stored === null) return { id, filter: null };
  const filter = readStoredFilter(stored);
  if (filter !== null) return { id, filter: withAvoided(filter, { companies: avoidCompanies, words: avoidWords }) };
  logger.error('match.filter_unreadable', { savedSearch: id });
  return { id, filter: null };
};

/** Which share of the newest jobs has a feature. */
const sampleFrequency = async (select: Select, breathe: () => Promise<void>): Promise<Frequency> => {
  const jobs = await select<MatchableJob>(selectSample(jobColumns), { limit: jobsSampled });
  const counts = new Map<string, number>();
  for (const job of jobs) {
    const seen = new Set<string>();
    forEachFeature(analyseJob(job), (feature) => seen.add(feature));
    for (const feature of seen) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    await breathe();
  }
  return (feature) => (counts.get(feature) ?? 0) / Math.max(1, jobs.length);
};

/** Deletes what no matcher needs any more of the log of changed searches. */
export const forgetOldChanges = async (sequelize: Sequelize): Promise<void> => {
  await sequelize.query(removeOldChanges);
};
