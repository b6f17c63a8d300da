import { parseArgs } from 'node:util';
import pg from 'pg';
import type { JobFilter, MatchableJob } from '../src/matching/filter.ts';
import { inventLanguage } from './invented-words.ts';
import { anchorJoin, naive, nestedLoop, polling, type Sample, type Ways } from './match-baselines.ts';
import { checksum, disagreement } from './match-checksum.ts';
import { runDurable } from './match-durable.ts';
import { buildEngine, type EngineRun, runEngine, runThreads } from './match-engine.ts';
import { loadTables } from './match-tables.ts';
import { frequencyIn, inventWorkload } from './match-workload.ts';
import { say } from './say.ts';
import { withThrowawayDatabase } from './search-database.ts';
import { serverCpu } from './server-cpu.ts';

// How much of a processor it takes to find the saved searches that new jobs fit, beside four other ways.

const sizes = {
  '50k': { searches: 50_000, jobs: 1_000 },
  '100k': { searches: 100_000, jobs: 10_000 },
  '1m': { searches: 1_000_000, jobs: 10_000 },
} as const;
const isSize = (name: string): name is keyof typeof sizes => name in sizes;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: ['50k', '100k', '1m'] },
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string', default: '7' },
  },
});
const budgetMs = Number(values.seconds) * 1000;
const seed = Number(values.seed);
if (!(budgetMs > 0 && budgetMs <= 60_000) || !seed) throw new RangeError('--seconds is at most 60, --seed a number');

/** Jobs of before, which tell what is common: none of those that are measured. */
const sampled = 300;
const now = new Date();
const workload = inventWorkload(inventLanguage(seed), seed);
let hasFailed = false;

const fail = (line: string): void => {
  hasFailed = true;
  say(`WRONG: ${line}`);
};
const rate = (jobs: number, ms: number): number => jobs / (ms / 1000);
const shown = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 3 });
/** A figure beside what was wished for. */
const wished = (isMet: boolean, wish: string): string => `(wished for: ${wish}${isMet ? '' : '; MISSED'})`;

const compare = (run: EngineRun, sample: Sample, jobs: number, wish: number | null): void => {
  const theirs = rate(sample.jobs, sample.cpuMs);
  const whole = rate(jobs, run.cpuMs) / theirs;
  const alone = rate(jobs, run.matchMs) / theirs;
  // Those in PostgreSQL are given vectors that are ready, so that reading a text is no part of either.
  const target = wish === null ? '' : ` ${wished(alone >= wish, `${wish} times`)}`;
  say(
    `  ${sample.name}, ${sample.what}: ${shown(theirs)} jobs per CPU second; matching alone ${shown(alone)} times that${target}, with reading the texts ${shown(whole)} times`,
  );
  const wrong = disagreement(run.found, sample);
  if (wrong !== null) fail(`${sample.name} ${wrong}`);
};

const measure = async (name: keyof typeof sizes): Promise<void> => {
  const size = sizes[name];
  const filters: JobFilter[] = Array.from({ length: size.searches }, (_, number) => workload.search(number));
  const jobs: MatchableJob[] = Array.from({ length: size.jobs }, (_, number) => workload.job(number));
  const frequency = frequencyIn(Array.from({ length: sampled }, (_, number) => workload.job(size.jobs + number)));

  say(`${name}: ${size.searches} searches, ${size.jobs} jobs, seed ${seed}`);
  const buildStart = performance.now();
  const engine = await buildEngine(filters, frequency);
  const buildMs = performance.now() - buildStart;
  // The first run is for the compiler.
  runEngine(engine, jobs.slice(0, 1_000), now);
  const run = runEngine(engine, jobs, now);
  const halfEngine = await buildEngine(filters.slice(0, size.searches / 2), frequency);
  runEngine(halfEngine, jobs.slice(0, 200), now);
  const half = runEngine(halfEngine, jobs, now);

  const perMatch = run.candidates / run.pairs;
  const bytes = engine.size().bytes / size.searches;
  const growth = run.cpuMs / half.cpuMs;
  say(
    `  built in ${shown(buildMs / 1000)} s; selectivity ${((100 * run.pairs) / size.jobs / size.searches).toFixed(3)} %`,
  );
  say(`  engine, one thread: ${shown(rate(size.jobs, run.cpuMs))} jobs per CPU second with reading the texts`);
  say(`  engine, one thread: ${shown(rate(size.jobs, run.matchMs))} jobs per CPU second matching alone`);
  say(`  ${perMatch.toFixed(2)} candidates a match ${wished(perMatch <= 3, 'at most 3')}`);
  say(`  ${bytes.toFixed(1)} bytes a search ${wished(bytes <= 80, 'at most 80')}`);
  say(`  ${growth.toFixed(2)} times the cost for twice the searches ${wished(growth < 2.2, 'less than 2.2')}`);
  say(`  ${run.pairs} matches, checksum ${checksum(run.found)}`);

  const threads = await runThreads(engine, jobs, now);
  const isMatched = name !== '1m' || threads.jobsPerSecond >= 3_000;
  say(
    `  ${threads.threads} threads: ${shown(threads.jobsPerSecond)} jobs/s from text to stored bytes${name === '1m' ? ` ${wished(isMatched, '3,000')}` : ''}`,
  );
  if (threads.pairs !== run.pairs) fail(`the threads found ${threads.pairs} matches`);

  await withThrowawayDatabase(async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await loadTables(client, filters, jobs, frequency);
      const ways: Ways = { client, serverMs: await serverCpu(client), filters, jobs, now, budgetMs };
      const isJudged = name === '100k';
      compare(run, await anchorJoin(ways), size.jobs, isJudged ? 50 : null);
      compare(run, await nestedLoop(ways), size.jobs, isJudged ? 300 : null);
      compare(run, await polling(ways), size.jobs, null);
      compare(run, naive(ways), size.jobs, null);
      await client.query('drop schema plain cascade');
    } finally {
      await client.end();
    }
    const durable = await runDurable(url, filters, jobs);
    const perSecond = durable.jobs / durable.seconds;
    say(
      `  durable: ${shown(perSecond)} jobs/s from the table of jobs to committed batches${name === '1m' ? ` ${wished(perSecond >= 1_500, '1,500')}` : ''}; ` +
        `searches loaded in ${shown(durable.loadMs / 1000)} s; nothing else held up for more than ${shown(durable.heldMs)} ms`,
    );
    if (durable.pairs !== run.pairs) fail(`the matcher of the bot stored ${durable.pairs} matches`);
  });
};

for (const name of values.only) {
  if (!isSize(name)) throw new RangeError(`--only is one of ${Object.keys(sizes).join(', ')}`);
  await measure(name);
}
if (hasFailed) process.exitCode = 1;
