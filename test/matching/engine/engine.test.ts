import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyseJob } from '../../../src/matching/analyse.ts';
import { createEngineBuilder } from '../../../src/matching/engine/engine.ts';
import { createPool } from '../../../src/matching/engine/pool.ts';
import type { JobFilter } from '../../../src/matching/filter.ts';
import { matches } from '../../../src/matching/matches.ts';
import { parseFilter } from '../../../src/matching/parse-filter.ts';
import { decodeSearchIds } from '../../../src/matching/search-ids.ts';
import { filter, job, now } from '../arbitraries.ts';
import { matchableJob } from '../matchable-job.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const jobs = fc.sample(job, { numRuns: 120, seed });
const analysed = jobs.map(analyseJob);
const filters = fc.sample(filter, { numRuns: 900, seed });
const filterOf = (id: number): JobFilter => filters[id % filters.length] ?? filters[0] ?? never();
const never = (): never => {
  throw new Error('no filter');
};
const breathe = async (): Promise<void> => {};

/** An engine of the searches `ids`, each with the filter of its number. */
const engineOf = (ids: readonly number[], frequency: (feature: string) => number) => {
  const builder = createEngineBuilder(frequency, breathe);
  for (const id of ids) builder.add(id, filterOf(id));
  return builder.build();
};

/** Anything from 0 to 1, and the same for the same feature: mostly wrong. */
const wrong = (feature: string): number => ((feature.length * 7919 + (feature.codePointAt(0) ?? 0)) % 97) / 97;
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

const byLooking = (searches: ReadonlyMap<number, JobFilter>): number[][] =>
  analysed.map((one) =>
    [...searches]
      .filter(([, wanted]) => matches(wanted, one, now))
      .map(([id]) => id)
      .sort((a, b) => a - b),
  );

test('the engine finds what looking at every search finds, however wrong its frequencies are', {
  timeout: 60_000,
}, async () => {
  const ids = numbers(1, 900);
  const expected = byLooking(new Map(ids.map((id) => [id, filterOf(id)])));
  for (const frequency of [() => 0, () => 1, wrong]) {
    const engine = await engineOf(ids, frequency);
    for (const [index, one] of analysed.entries()) {
      expect({ seed, index, ids: [...engine.match(one, now).ids] }).toEqual({ seed, index, ids: expected[index] });
    }
  }
  const pairs = expected.reduce((sum, found) => sum + found.length, 0);
  const share = pairs / ids.length / jobs.length;
  process.stdout.write(
    `engine: ${(share * 100).toFixed(1)} % of ${ids.length * jobs.length} pairs fit (seed ${seed})\n`,
  );
  expect(share).toBeGreaterThan(0.05);
  expect(share).toBeLessThan(0.5);
});

test('searches that are added, changed and deleted while it runs are found as they are now', {
  timeout: 60_000,
}, async () => {
  const steps = fc.sample(
    fc.array(fc.record({ id: fc.integer({ min: 1, max: 400 }), to: fc.option(fc.integer({ min: 0, max: 899 })) }), {
      minLength: 1,
      maxLength: 40,
    }),
    { numRuns: 6, seed },
  );
  const start = numbers(1, 300);
  const searches = new Map(start.map((id) => [id, filterOf(id)]));
  const engine = await engineOf(start, wrong);
  const pool = createPool(2);
  for (const step of steps) {
    for (const { id, to } of step) {
      if (to === null) searches.delete(id);
      else searches.set(id, filterOf(to));
    }
    await engine.apply(step.map(({ id }) => ({ id, filter: searches.get(id) ?? null })));
    const expected = byLooking(searches);
    expect({ seed, found: analysed.map((one) => [...engine.match(one, now).ids]) }).toEqual({ seed, found: expected });
    // Threads, which have followed from the start or come late, see the same.
    const byThreads = await pool.match(engine, jobs, now);
    expect(byThreads.map(({ searchIds }) => decodeSearchIds(searchIds))).toEqual(expected);
  }
  await pool.stop();
});

test('of searches for two words only those are looked at of which the job has both', async () => {
  const builder = createEngineBuilder(() => 0.1, breathe);
  for (const id of numbers(1, 1000)) builder.add(id, parseFilter(`engineer word${id}`));
  builder.add(1000, parseFilter('engineer berlin'));
  const engine = await builder.build();
  const { ids, candidates } = engine.match(analyseJob(matchableJob({ title: 'Engineer', location: 'Berlin' })), now);
  expect({ ids: [...ids], candidates }).toEqual({ ids: [1000], candidates: 1 });
});
