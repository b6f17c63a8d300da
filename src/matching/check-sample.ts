import { QueryTypes, type Sequelize, Transaction } from 'sequelize';
import type { Logger } from '../logger.ts';
import { withAvoided } from './avoided.ts';
import { selectFits, selectIsSameJob, selectSampleSearches } from './check-sample.sql.ts';
import { filterSql } from './filter.sql.ts';
import { readStoredFilter } from './stored-filter.ts';

/** What the engine said of one job. */
export interface Sample {
  readonly jobId: number;
  readonly changedXid: string;
  /** Of the searches that it was matched with. */
  readonly snapshot: string;
  /** Ids of the searches that fit, ascending. */
  readonly fits: readonly number[];
  /** When it was matched. */
  readonly now: Date;
}

const searchesOfEach = 10;

/**
 * Asks PostgreSQL whether it agrees with the engine on one job and some twenty searches: half that fit,
 * half that probably do not. Each difference is logged as an error, which operators watch for. Returns
 * how many there are; 0 where the job has changed since. `random` gives numbers from 0 up to 1.
 */
export const checkSample = (
  { sequelize, logger, random }: { sequelize: Sequelize; logger: Logger; random: () => number },
  { jobId, changedXid, snapshot, fits, now }: Sample,
): Promise<number> =>
  sequelize.transaction({ isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ }, async (transaction) => {
    const select = <Row extends object>(sql: string, bind: Record<string, unknown>): Promise<Row[]> =>
      sequelize.query<Row>(sql, { bind, transaction, type: QueryTypes.SELECT });
    const [job] = await select<{ isSame: boolean }>(selectIsSameJob, { jobId, changedXid });
    if (job?.isSame !== true) return 0;
    const start = Math.floor(random() * Math.max(1, fits.length - searchesOfEach));
    const rows = await select<Searched>(selectSampleSearches, {
      snapshot,
      some: fits.slice(start, start + searchesOfEach),
      from: Math.floor(random() * (fits.at(-1) ?? 1)),
      limit: searchesOfEach,
    });
    const found = new Set(fits);
    let differences = 0;
    for (const { id, filter: stored, avoidCompanies, avoidWords } of rows) {
      const filter = readStoredFilter(stored);
      if (filter === null) continue;
      const fit = filterSql(withAvoided(filter, { companies: avoidCompanies, words: avoidWords }), now);
      const [answer] = await sequelize.query<{ fits: boolean }>(selectFits(fit), {
        replacements: { ...fit.replacements, jobId },
        transaction,
        type: QueryTypes.SELECT,
      });
      if (answer?.fits === found.has(id)) continue;
      differences += 1;
      logger.error('match.differs', {
        job: jobId,
        savedSearch: id,
        engineSays: found.has(id) ? 'fits' : 'does not fit',
      });
    }
    return differences;
  });

interface Searched {
  readonly id: number;
  readonly filter: unknown;
  readonly avoidCompanies: readonly string[];
  readonly avoidWords: readonly string[];
}
