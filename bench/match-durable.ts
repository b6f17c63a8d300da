import pg from 'pg';
import { initModels } from '../models/index.ts';
import { openDatabase } from '../src/database.ts';
import { createLogger } from '../src/logger.ts';
import type { JobFilter, MatchableJob } from '../src/matching/filter.ts';
import { createMatcher } from '../src/matching/match-new-jobs.ts';
import { type Cell, copyRows } from './copy-rows.ts';

const rowsAtOnce = 2_000;
const people = 1_000;

export interface Durable {
  /** From the start of the matcher until it has loaded every search and matched one job. */
  readonly loadMs: number;
  readonly jobs: number;
  readonly pairs: number;
  readonly seconds: number;
  /** The longest time for which nothing else of the process could run, ms. */
  readonly heldMs: number;
}

/**
 * Jobs that stand in the database -> committed rows of `match_batches`, by the matcher that the bot runs.
 * Empties `filters` once they are stored: a bot has no million of them beside, which each collection of garbage would walk.
 */
export const runDurable = async (
  url: string,
  filters: JobFilter[],
  jobs: readonly MatchableJob[],
): Promise<Durable> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await loadSearches(client, filters);
  filters.length = 0;
  const sequelize = openDatabase({ url, pool: 4, logger: createLogger('silent') });
  initModels(sequelize);
  const matcher = createMatcher({ sequelize, logger: createLogger('silent'), clock: { now: () => new Date() } });
  let held = watchLoop();
  held.stop();
  try {
    await loadJobs(client, jobs.slice(0, rowsAtOnce));
    const beforeMs = performance.now();
    for (let more = true; more; ) more = (await matcher.matchNext()).more;
    const loadMs = performance.now() - beforeMs;

    await loadJobs(client, jobs);
    held = watchLoop();
    const start = performance.now();
    let done = 0;
    let pairs = 0;
    for (let more = true; more; ) {
      const turn = await matcher.matchNext();
      done += turn.jobs;
      pairs += turn.matches;
      more = turn.more;
    }
    const seconds = (performance.now() - start) / 1000;
    if (done !== jobs.length) throw new Error(`matched ${done} of ${jobs.length} jobs`);
    return { loadMs, jobs: done, pairs, seconds, heldMs: held.stop() };
  } finally {
    held.stop();
    await matcher.stop();
    await sequelize.close();
    await client.end();
  }
};

/** Measures how late a timer of one millisecond comes. */
const watchLoop = () => {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 1);
    last = now;
  }, 1);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
};

const loadSearches = async (client: pg.Client, filters: readonly JobFilter[]): Promise<void> => {
  await client.query(`insert into users (display_name) select 'Person ' || n from generate_series(1, ${people}) n`);
  const { rows } = await client.query<{ id: number }>('select id from users order by id');
  // As if they had been there for long: they are not noted as changed.
  await client.query('set session_replication_role = replica');
  const into =
    'saved_searches (id, user_id, number, name, query, filter, changed_xid, backfilled_xid, created_at, updated_at)';
  const now = new Date().toISOString();
  await inBatches(client, into, filters, (filter, index) => [
    ...[index + 1, rows[index % rows.length]?.id ?? 0, Math.floor(index / rows.length) + 1, 'search', 'search'],
    ...[JSON.stringify(filter), '0', '0', now, now],
  ]);
  await client.query('set session_replication_role = origin');
  await client.query('vacuum (analyze) saved_searches');
};

const loadJobs = async (client: pg.Client, jobs: readonly MatchableJob[]): Promise<void> => {
  const into = `jobs (title, company_name, location, description, remote, remote_from, employment_type,
    salary_yearly_min, salary_yearly_max, salary_currency, level, source_kind, first_seen_at, url)`;
  await inBatches(client, into, jobs, (job) => [
    ...[job.title, job.companyName, job.location, job.description, job.remote, job.remoteFrom, job.employmentType],
    ...[job.salaryYearlyMin, job.salaryYearlyMax, job.salaryCurrency, job.level, job.sourceKind],
    ...[job.firstSeenAt.toISOString(), ''],
  ]);
};

const inBatches = async <Value>(
  client: pg.Client,
  into: string,
  values: readonly Value[],
  row: (value: Value, index: number) => readonly Cell[],
): Promise<void> => {
  for (let from = 0; from < values.length; from += rowsAtOnce) {
    const some = values.slice(from, from + rowsAtOnce);
    await copyRows(
      client,
      into,
      some.map((value, index) => row(value, from + index)),
    );
  }
};
