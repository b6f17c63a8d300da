import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { QueryTypes } from 'sequelize';
import { initModels } from '../models/index.ts';
import { openDatabase } from '../src/database.ts';
import { createLogger } from '../src/logger.ts';
import { backfill } from '../src/matching/backfill.ts';
import { countFits, type FoundJobs, findJobs, relax } from '../src/matching/find-jobs.ts';
import { parseFilter } from '../src/matching/parse-filter.ts';
import { inventLanguage } from './invented-words.ts';
import { loadJobs } from './load-jobs.ts';
import { findPlainly } from './plain-design.ts';
import { withThrowawayDatabase } from './search-database.ts';
import { askQuestions, avoidList, classes } from './search-questions.ts';

// How long a person waits for the first page and the count of a search in chat, beside the plain design.

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000000' },
    questions: { type: 'string', default: '200' },
    plain: { type: 'string', default: '25' },
    seed: { type: 'string', default: '7' },
  },
});
const [jobs, count, plainCount, seed] = [values.jobs, values.questions, values.plain, values.seed].map(Number);
if (!jobs || !count || !plainCount || !seed)
  throw new RangeError('--jobs, --questions, --plain and --seed are numbers');
const language = inventLanguage(seed);
const DAY_MS = 86_400_000;
const PAGE = 10;
/** Asks without filters; the other has filters and a list of what they avoid. */
const plainPerson = 1;
const choosyPerson = 2;

const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(times.length * share) - 1)] ?? Number.NaN;
const spread = (times: readonly number[]): string =>
  [0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(1).padStart(8)).join(' ');
const seconds = (ms: number): string => `${(ms / 1000).toFixed(0)} s`;

const timed = async <Result>(times: number[], work: () => Promise<Result>): Promise<Result> => {
  const start = performance.now();
  const result = await work();
  times.push(performance.now() - start);
  return result;
};

await withThrowawayDatabase(async (url) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const now = Date.now();
  console.log(`${jobs} jobs of seed ${seed}`);
  const times = await loadJobs(client, { url, seed, jobs, now });
  console.log(
    `loaded in ${seconds(times.rows)}; indexes of job_search in ${seconds(times.narrowIndexes)}, of the plain design in ${seconds(times.plainIndexes)}`,
  );
  const sizes = await client.query<{ size: string }>(
    `select relname || ' ' || pg_size_pretty(pg_total_relation_size(oid)) as size from pg_class
     where relname in ('jobs', 'job_search', 'job_search_words', 'plain_search') order by 1`,
  );
  console.log(sizes.rows.map(({ size }) => size).join(', '));
  const avoided = avoidList(language);
  await client.query(`insert into profiles (user_id, avoid_companies, avoid_words) values ($1, $2, $3)`, [
    choosyPerson,
    JSON.stringify(avoided.companies),
    JSON.stringify(avoided.words),
  ]);
  await client.query('set statement_timeout = 2000');
  const sequelize = openDatabase({ url, pool: 3, logger: createLogger('silent') });
  initModels(sequelize);

  const print = (name: string, measured: readonly number[], rest = ''): void =>
    console.log(`${name.padEnd(26)} ${String(measured.length).padStart(4)} ${spread(measured)}  ${rest}`);
  console.log(`\nms${' '.repeat(27)} n      p50      p95      p99`);
  let worst = 0;
  for (const filtered of [false, true]) {
    for (const of of classes) {
      const userId = filtered ? choosyPerson : plainPerson;
      const filters = askQuestions(language, { seed, of, filtered, count }).map(parseFilter);
      const ask = (filter: (typeof filters)[number]): Promise<FoundJobs> =>
        findJobs({ sequelize }, filter, { userId, limit: PAGE });
      for (const filter of filters) await ask(filter);
      const ours: number[] = [];
      const answers: FoundJobs[] = [];
      for (const filter of filters) answers.push(await timed(ours, () => ask(filter)));
      worst = Math.max(worst, quantile(ours, 0.99));

      const theirs: number[] = [];
      const sample = filters.slice(0, plainCount);
      const byPlain: (FoundJobs | null)[] = [];
      const option = { userId, avoided: filtered ? avoided : { companies: [], words: [] }, limit: PAGE };
      for (const filter of sample) await findPlainly(client, filter, option);
      for (const filter of sample) byPlain.push(await timed(theirs, () => findPlainly(client, filter, option)));
      const inTime = byPlain.flatMap((plain, index) => (plain === null ? [] : [{ plain, our: answers[index] }]));
      const agree = inTime.filter(({ plain, our }) => JSON.stringify(plain) === JSON.stringify(our)).length;
      const sum = createHash('sha256').update(JSON.stringify(answers)).digest('hex').slice(0, 8);
      const many = answers.reduce((total, answer) => total + answer.total, 0) / answers.length;
      const name = `${of}${filtered ? ', filters' : ''}`;
      print(name, ours, `${many.toFixed(0)} fit on average, checksum ${sum}`);
      print(
        '  plain design',
        theirs,
        `${(quantile(theirs, 0.99) / quantile(ours, 0.99)).toFixed(1)} times the p99; ${sample.length - inTime.length} over 2 s; same answer ${agree} of ${inTime.length}`,
      );
    }
  }
  console.log(`worst p99 ${worst.toFixed(1)} ms (goal 50)\n`);

  const mixed = classes.flatMap((of) =>
    askQuestions(language, { seed: seed + 100, of, filtered: true, count: 20 }).map((query) => ({
      query,
      filter: parseFilter(query),
    })),
  );
  const since: number[] = [];
  const deep: number[] = [];
  const relaxed: number[] = [];
  const filled: number[] = [];
  for (const { query, filter } of mixed) {
    await timed(since, () => countFits({ sequelize }, filter, choosyPerson, new Date(now - DAY_MS)));
    await timed(deep, () => findJobs({ sequelize }, filter, { userId: choosyPerson, limit: PAGE, offset: 299 * PAGE }));
    await timed(relaxed, () => relax({ sequelize }, filter, choosyPerson));
    const [row] = await sequelize.query<{ id: number }>(
      `insert into saved_searches (user_id, number, name, query, filter)
       values (:choosyPerson, (select count(*) + 1 from saved_searches), :query, :query, cast(:filter as jsonb)) returning id`,
      { replacements: { choosyPerson, query, filter: JSON.stringify(filter) }, type: QueryTypes.SELECT },
    );
    if (row !== undefined) await timed(filled, () => backfill({ sequelize, savedSearchId: row.id }));
  }
  print('fits since yesterday', since);
  print('page 300', deep);
  print('each condition dropped', relaxed);
  print('backfill of 500', filled);
  await sequelize.close();
  await client.end();
});
