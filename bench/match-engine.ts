import { availableParallelism } from 'node:os';
import { analyseJob } from '../src/matching/analyse.ts';
import { createBreathe } from '../src/matching/engine/breathe.ts';
import { createEngineBuilder, type Engine, type Frequency } from '../src/matching/engine/engine.ts';
import { createPool } from '../src/matching/engine/pool.ts';
import type { JobFilter, MatchableJob } from '../src/matching/filter.ts';

/** The searches are numbered from 1. */
export const buildEngine = async (filters: readonly JobFilter[], frequency: Frequency): Promise<Engine> => {
  const breathe = createBreathe();
  const builder = createEngineBuilder(frequency, breathe);
  for (const [index, filter] of filters.entries()) {
    builder.add(index + 1, filter);
    await breathe();
  }
  return builder.build();
};

export interface EngineRun {
  /** Of each job, the searches that it fits, ascending. */
  readonly found: readonly Int32Array[];
  readonly pairs: number;
  readonly candidates: number;
  /** Of the whole, reading the text of the jobs too. */
  readonly cpuMs: number;
  /** Of matching alone, as the baselines are given vectors that are ready. */
  readonly matchMs: number;
}

/** As many as stay in memory between reading and matching; the bot has one at a time. */
const jobsAtOnce = 100;

const cpuNow = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Analyses and matches every job in this thread. */
export const runEngine = (engine: Engine, jobs: readonly MatchableJob[], now: Date): EngineRun => {
  const found: Int32Array[] = [];
  let pairs = 0;
  let candidates = 0;
  let readMs = 0;
  const start = cpuNow();
  for (let from = 0; from < jobs.length; from += jobsAtOnce) {
    const begun = cpuNow();
    const analysed = jobs.slice(from, from + jobsAtOnce).map(analyseJob);
    readMs += cpuNow() - begun;
    for (const job of analysed) {
      const fits = engine.match(job, now);
      found.push(fits.ids);
      pairs += fits.ids.length;
      candidates += fits.candidates;
    }
  }
  const cpuMs = cpuNow() - start;
  return { found, pairs, candidates, cpuMs, matchMs: cpuMs - readMs };
};

/** Jobs a second of all threads together, from the text of the jobs to the bytes that are stored; the threads have started. */
export const runThreads = async (engine: Engine, jobs: readonly MatchableJob[], now: Date) => {
  const threads = availableParallelism();
  const pool = createPool(threads);
  try {
    await pool.match(engine, jobs.slice(0, 1000), now);
    const start = performance.now();
    const answer = await pool.match(engine, jobs, now);
    const seconds = (performance.now() - start) / 1000;
    return { threads, jobsPerSecond: jobs.length / seconds, pairs: answer.reduce((sum, { count }) => sum + count, 0) };
  } finally {
    await pool.stop();
  }
};
