import type pg from 'pg';
import { analyseJob } from '../src/matching/analyse.ts';
import type { JobFilter, MatchableJob } from '../src/matching/filter.ts';
import { matches } from '../src/matching/matches.ts';
import { fits } from './match-tables.ts';

/** What one way of matching found in the time it was given, and what it used. */
export interface Sample {
  readonly name: string;
  /** Jobs against all searches, or their equal in work. */
  readonly jobs: number;
  readonly what: string;
  readonly cpuMs: number;
  readonly pairs: readonly (readonly [job: number, search: number])[];
  /** True for the pairs of the jobs and searches that it looked at. */
  readonly looksAt: (job: number, search: number) => boolean;
}

export interface Ways {
  readonly client: pg.Client;
  readonly serverMs: () => number;
  readonly filters: readonly JobFilter[];
  readonly jobs: readonly MatchableJob[];
  readonly now: Date;
  /** How long each may take, ms. */
  readonly budgetMs: number;
}

/** `matches` with every search. */
export const naive = ({ filters, jobs, now, budgetMs }: Ways): Sample => {
  const pairs: [number, number][] = [];
  const before = process.cpuUsage();
  const end = performance.now() + budgetMs;
  let count = 0;
  for (; count < jobs.length && performance.now() < end; count += 1) {
    const job = jobs[count];
    if (job === undefined) break;
    const analysed = analyseJob(job);
    for (const [index, filter] of filters.entries()) if (matches(filter, analysed, now)) pairs.push([count, index + 1]);
  }
  const { user, system } = process.cpuUsage(before);
  return {
    name: 'naive loop',
    jobs: count,
    what: `${count} jobs`,
    cpuMs: (user + system) / 1000,
    pairs,
    looksAt: (job) => job < count,
  };
};

/** Runs statements over more and more jobs at once, so that what one statement costs is not what is measured. */
const join = async (name: string, sql: string, { client, serverMs, jobs, budgetMs }: Ways): Promise<Sample> => {
  const pairs: [number, number][] = [];
  const before = serverMs();
  const start = performance.now();
  let count = 0;
  let atOnce = 1;
  while (count < jobs.length) {
    const turn = performance.now();
    const { rows } = await client.query<[number, number]>({
      text: sql,
      values: [count, count + atOnce],
      rowMode: 'array',
    });
    for (const row of rows) pairs.push(row);
    count = Math.min(jobs.length, count + atOnce);
    const tookMs = performance.now() - turn;
    if (performance.now() - start + tookMs > budgetMs) break;
    if (tookMs < budgetMs / 20) atOnce *= 2;
  }
  return { name, jobs: count, what: `${count} jobs`, cpuMs: serverMs() - before, pairs, looksAt: (job) => job < count };
};

export const nestedLoop = (ways: Ways): Promise<Sample> =>
  join(
    'PostgreSQL nested loop',
    `select j.id, s.id from plain.jobs j cross join plain.searches s where j.id >= $1 and j.id < $2 and ${fits}`,
    ways,
  );

export const anchorJoin = (ways: Ways): Promise<Sample> =>
  join(
    'PostgreSQL anchor join',
    `select j.id, s.id from plain.jobs j cross join lateral unnest(tsvector_to_array(j.vector)) as word
     join plain.searches s on s.anchor = word where j.id >= $1 and j.id < $2 and ${fits}`,
    ways,
  );

/** One query a search over all jobs at once: the more jobs wait, the better for it. */
export const polling = async ({ client, serverMs, filters, jobs, budgetMs }: Ways): Promise<Sample> => {
  const pairs: [number, number][] = [];
  const before = serverMs();
  const end = performance.now() + budgetMs;
  // In steps through all of them, so that the ones it comes to are as the others.
  const step = 7_919;
  const asked = new Set<number>();
  for (let turn = 0; turn < filters.length && performance.now() < end; turn += 1) {
    const id = ((turn * step) % filters.length) + 1;
    if (asked.has(id)) continue;
    asked.add(id);
    const { rows } = await client.query<[number]>({
      name: 'poll',
      text: `select j.id from plain.polled j, (select * from plain.searches where id = $1) s where ${fits}`,
      values: [id],
      rowMode: 'array',
    });
    for (const [job] of rows) pairs.push([job, id]);
  }
  return {
    name: 'polling',
    jobs: (jobs.length * asked.size) / filters.length,
    what: `${asked.size} searches`,
    cpuMs: serverMs() - before,
    pairs,
    looksAt: (_, search) => asked.has(search),
  };
};
