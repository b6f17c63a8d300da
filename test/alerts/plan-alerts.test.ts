import { describe, expect, test } from 'vitest';
import { type Candidate, dealt, planAlerts, toldNothing } from '../../src/alerts/plan-alerts.ts';
import type { Cadence } from '../../src/alerts/settings.ts';
import { settingsWith } from './every-zone.ts';

const noon = new Date('2026-11-27T12:00Z');
const night = new Date('2026-11-27T23:00Z');
const instant = settingsWith({ cadence: 'instant', quietFrom: 22 * 60, quietTo: 8 * 60 });

const job = (jobId: number, searches: readonly number[], given: Partial<Candidate & { cadence: Cadence }> = {}) => ({
  vacancy: null,
  company: `Company ${jobId}`,
  score: null,
  ...given,
  jobId,
  searches: searches.map((searchId) => ({ searchId, cadence: given.cadence ?? ('instant' as const) })),
});
const ids = (jobs: readonly Candidate[]): number[] => jobs.map(({ jobId }) => jobId);
const many = (search: number, from: number, count: number, score: number | null = null): Candidate[] =>
  Array.from({ length: count }, (_, index) => job(from + index, [search], { score }));

describe('what of new matches is told', () => {
  test('at once as far as the day goes, the rest in a digest', () => {
    const plan = planAlerts(instant, many(1, 1, 7), { ...toldNothing, messages: 2 }, [1], noon);
    expect([ids(plan.tell), ids(plan.holdMessages), ids(plan.holdDigest)]).toEqual([[1, 2, 3], [], [4, 5, 6, 7]]);
  });

  test('in quiet hours later, in a pause in a digest, for a silent search never', () => {
    const jobs = [job(1, [1]), job(2, [2], { cadence: 'daily' }), job(3, [3], { cadence: 'silent' })];
    const quiet = planAlerts(instant, jobs, toldNothing, [1], night);
    expect([ids(quiet.tell), ids(quiet.holdMessages), ids(quiet.holdDigest)]).toEqual([[], [1], [2]]);
    const paused = planAlerts({ ...instant, pausedUntil: night }, jobs, toldNothing, [1], noon);
    expect([ids(paused.tell), ids(paused.holdMessages), ids(paused.holdDigest)]).toEqual([[], [], [1, 2]]);
  });

  test('a job of several searches once, as soon as the most urgent of them wants it', () => {
    const both = {
      ...job(1, [1, 2]),
      searches: [...job(1, [1], { cadence: 'weekly' }).searches, ...job(1, [2]).searches],
    };
    expect(ids(planAlerts(instant, [both], toldNothing, [2], noon).tell)).toEqual([1]);
  });

  test('a vacancy in several places once, and no more of a company than a day may have', () => {
    const jobs = [
      job(1, [1], { vacancy: 'oak nurse' }),
      job(2, [1], { vacancy: 'oak nurse' }),
      job(3, [1], { company: 'Oak' }),
      job(4, [1], { company: 'Oak' }),
    ];
    const plan = planAlerts({ ...instant, perCompany: 1 }, jobs, toldNothing, [1], noon);
    expect([ids(plan.tell), ids(plan.holdDigest)]).toEqual([[1, 3], [4]]);
  });
});

describe('fairness', () => {
  test('places are dealt in turns over the searches, the best of each first', () => {
    const jobs = [...many(1, 1, 9), job(20, [2], { score: 40 }), job(21, [2], { score: 90 }), job(30, [3])];
    expect(ids(dealt(jobs)).slice(0, 6)).toEqual([1, 21, 30, 2, 20, 3]);
    expect(ids(planAlerts(instant, jobs, toldNothing, [1, 2, 3], noon).tell)).toEqual([1, 21, 30, 2, 20]);
  });

  test('a search that finds much early in the day leaves a place to each other that finds something lately', () => {
    const morning = planAlerts(instant, many(1, 1, 1000), toldNothing, [1, 2, 3], noon);
    expect(morning.tell).toHaveLength(3);
    const told = { messages: 3, companies: new Map(), searches: new Set([1]) };
    expect(ids(planAlerts(instant, [job(2000, [2]), ...many(1, 3000, 50)], told, [1, 2, 3], noon).tell)).toEqual([
      2000,
    ]);
    expect(ids(planAlerts(instant, many(1, 1, 9), toldNothing, [1], noon).tell)).toHaveLength(5);
  });
});
