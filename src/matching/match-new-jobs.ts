import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import type { Clock } from '../clock.ts';
import { isConflict } from '../database-conflict.ts';
import type { Logger } from '../logger.ts';
import { checkSample } from './check-sample.ts';
import type { Change, Engine } from './engine/engine.ts';
import { type Fitting, findFitting } from './engine/find-fitting.ts';
import { type Loaded, loadEngine } from './engine/load.ts';
import { createPool } from './engine/pool.ts';
import { lockCursor, moveCursor, removeBatches, writeBatches } from './match.sql.ts';
import { type Batch, readBatch } from './match-batch.ts';
import { decodeSearchIds } from './search-ids.ts';

export interface Matched {
  /** Jobs looked at. */
  readonly jobs: number;
  /** Pairs of a job and a search that fit. */
  readonly matches: number;
  /** True: more jobs are probably waiting; call again. */
  readonly more: boolean;
}

export interface Matcher {
  /**
   * Matches the next batch of new and changed jobs, at most `limit`, to every active saved search: one
   * row of `match_batches` a job, which `alerts/fan-out` turns into messages. The rows and the cursor's
   * advance are committed together, so that a crash at any point repeats the batch or finds it done.
   * Jobs and the changes of searches come from one snapshot that is taken without locks; the writing
   * transaction then takes the cursor and stops if another matcher has moved it meanwhile. Returns
   * zeros where another matcher is at work. Throws database errors. One call at a time.
   */
  readonly matchNext: (limit?: number) => Promise<Matched>;
  /** Ends its threads. */
  readonly stop: () => Promise<void>;
}

interface MatcherDeps {
  readonly sequelize: Sequelize;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** An engine that is kept up to date, and when (`performance.now()`) it was loaded. */
interface Followed extends Loaded {
  readonly sinceMs: number;
}

const nothing: Matched = { jobs: 0, matches: 0, more: false };
const jobsAtOnce = 500;
/** More are quicker loaded with all the others. */
const mostChanges = 5_000;
/** Half of the time for which `search_changes` is kept: who has followed it longer may have missed some. */
const followsForMs = 12 * 3_600_000;

/** Some twenty questions to the database. */
const checkEveryMs = 60_000;

/** Keeps every saved search in memory and follows their changes. They are loaded with the first job. */
export const createMatcher = ({ sequelize, logger, clock }: MatcherDeps): Matcher => {
  const pool = createPool();
  let loaded: Followed | null = null;
  let loading: Promise<void> | null = null;
  let checkedAtMs = 0;

  const load = async (): Promise<void> => {
    const sinceMs = performance.now();
    loaded = { ...(await loadEngine(sequelize, logger)), sinceMs };
  };

  /** What is loaded meanwhile has a snapshot of its own: the next batch reads the changes since that. */
  const loadInBackground = (): void => {
    loading ??= load()
      .catch((error: unknown) => logger.error('match.load_failed', {}, error))
      .finally(() => {
        loading = null;
      });
  };

  /** Takes the changes over that the batch has read since `base`. */
  const follow = async (base: Followed, changes: readonly Change[], snapshot: string): Promise<Engine> => {
    await base.engine.apply(changes);
    if (loaded === base) loaded = { ...base, snapshot };
    if (base.engine.isWorn()) loadInBackground();
    return base.engine;
  };

  /** A check that fails says nothing about the batch, which is written by now. */
  const checkNowAndThen = async ({ jobs, snapshot }: Batch, fitting: readonly Fitting[]): Promise<void> => {
    const now = clock.now();
    const index = jobs.findIndex((_, at) => (fitting[at]?.count ?? 0) > 0);
    const job = jobs[index];
    if (job === undefined || now.getTime() - checkedAtMs < checkEveryMs) return;
    checkedAtMs = now.getTime();
    const fits = decodeSearchIds(fitting[index]?.searchIds ?? new Uint8Array());
    const sample = { jobId: job.id, changedXid: job.changedXid, snapshot, fits, now };
    await checkSample({ sequelize, logger, random: Math.random }, sample).catch((error: unknown) =>
      logger.warn('match.check_failed', { reason: error instanceof Error ? error.name : 'unknown' }),
    );
  };

  const matchNext = async (limit = jobsAtOnce): Promise<Matched> => {
    const base = loaded !== null && performance.now() - loaded.sinceMs < followsForMs ? loaded : null;
    const batch = await readBatch(sequelize, { limit, loaded: base?.snapshot ?? null, mostChanges }, logger);
    if (batch.jobs.length === 0) return nothing;
    if (base === null || batch.changes === null) {
      await load();
      return matchNext(limit);
    }
    const engine = await follow(base, batch.changes, batch.snapshot);
    const fitting = await findFitting(engine, batch.jobs, { pool, now: clock.now() });
    try {
      const isWritten = await sequelize.transaction((transaction) => write(sequelize, batch, fitting, transaction));
      if (!isWritten) return nothing;
    } catch (error) {
      // The other side wins; the cursor has not moved, so the next run does it again.
      if (!isConflict(error)) throw error;
      logger.warn('match.conflict', {});
      return nothing;
    }
    await checkNowAndThen(batch, fitting);
    const matches = fitting.reduce((sum, { count }) => sum + count, 0);
    return { jobs: batch.jobs.length, matches, more: batch.jobs.length === limit };
  };

  return {
    matchNext,
    stop: async () => {
      await loading;
      await pool.stop();
    },
  };
};

/** False where another matcher has taken the batch. */
const write = async (
  sequelize: Sequelize,
  { cursor, snapshot, jobs }: Batch,
  fitting: readonly Fitting[],
  transaction: Transaction,
): Promise<boolean> => {
  const run = async (sql: string, bind: Record<string, unknown>): Promise<void> => {
    await sequelize.query(sql, { bind, transaction });
  };
  const held = await sequelize.query<object>(lockCursor, {
    bind: { ...cursor },
    transaction,
    type: QueryTypes.SELECT,
  });
  if (held.length === 0) return false;

  const rows = jobs.map((job, index) => ({ job, ...(fitting[index] ?? { count: 0, searchIds: new Uint8Array() }) }));
  const fits = rows.filter(({ count }) => count > 0);
  const fitsNone = rows.filter(({ count }) => count === 0);
  if (fitsNone.length > 0) await run(removeBatches, { jobIds: fitsNone.map(({ job }) => job.id) });
  if (fits.length > 0) {
    await run(writeBatches, {
      snapshot,
      jobIds: fits.map(({ job }) => job.id),
      changedXids: fits.map(({ job }) => job.changedXid),
      searchIds: fits.map(({ searchIds }) =>
        Buffer.from(searchIds.buffer, searchIds.byteOffset, searchIds.byteLength).toString('base64'),
      ),
      searchCounts: fits.map(({ count }) => count),
    });
  }
  const last = jobs.at(-1);
  if (last !== undefined) await run(moveCursor, { changedXid: last.changedXid, jobId: last.id });
  return true;
};
