import { expect, test } from 'vitest';
import { decideAlerts } from '../../src/alerts/decide-alerts.ts';

const match = (searchId: number, userId: number, jobId: number) => ({ searchId, userId, jobId });

test('a job that several searches of a person match is one message', () => {
  const alerts = decideAlerts([match(1, 7, 3), match(2, 7, 3), match(5, 8, 3)], new Set(), new Map(), '2026-03-01');
  expect(alerts).toEqual([
    { userId: 7, kind: 'match', dedupeKey: 'job:3', jobId: 3, savedSearchId: 1 },
    { userId: 8, kind: 'match', dedupeKey: 'job:3', jobId: 3, savedSearchId: 5 },
  ]);
});

test('a pair that is done with causes none and takes no place of the five', () => {
  const alerts = decideAlerts([match(1, 7, 3), match(1, 7, 4)], new Set(['7:3']), new Map([[7, 4]]), '2026-03-01');
  expect(alerts.map(({ dedupeKey }) => dedupeKey)).toEqual(['job:4']);
});

test('above five in 24 hours there is one message that says there is more', () => {
  const jobs = [1, 2, 3, 4, 5, 6].map((jobId) => match(1, 7, jobId));
  const alerts = decideAlerts([...jobs, match(2, 8, 1)], new Set(), new Map([[7, 2]]), '2026-03-01');
  expect(alerts.map(({ userId, dedupeKey }) => [userId, dedupeKey])).toEqual([
    [7, 'job:1'],
    [7, 'job:2'],
    [7, 'job:3'],
    [7, 'overflow:2026-03-01'],
    [8, 'job:1'],
  ]);
});

test('one vacancy in several places is one message to a person, whichever place comes first', () => {
  const vacancies = new Map([
    [3, 'fernwood backend'],
    [4, 'fernwood backend'],
    [5, 'oak nurse'],
  ]);
  const matched = [match(1, 7, 4), match(1, 7, 3), match(1, 7, 5), match(1, 7, 6), match(2, 8, 3)];
  const alerts = decideAlerts(matched, new Set(), new Map(), '2026-03-01', vacancies);
  expect(alerts.map(({ userId, jobId }) => [userId, jobId])).toEqual([
    [7, 4],
    [7, 5],
    [7, 6],
    [8, 3],
  ]);
});
