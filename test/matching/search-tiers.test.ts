import { describe, expect, test } from 'vitest';
import { firstTiers, nextTier, type Tier } from '../../src/matching/search-tiers.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.parse('2026-03-05T15:00:00Z');
const midday = Date.parse('2026-03-05T12:00:00Z');

describe('the first tiers', () => {
  test('are the newest six to twelve hours where these hold enough jobs', () => {
    expect(firstTiers({ now, sampleFrom: now - 5 * HOUR, newest: now - 1 })).toEqual([
      {
        labels: [`=6h-${midday / (6 * HOUR)}`, `=6h-${midday / (6 * HOUR) - 1}`],
        from: midday - 6 * HOUR,
        to: midday + 6 * HOUR,
      },
    ]);
  });

  test('go back further the fewer jobs there are, and hold all where there are few', () => {
    const days = (age: number | null): (number | null)[] =>
      firstTiers({ now, sampleFrom: age === null ? null : now - age * DAY, newest: now }).map(({ from }) =>
        from === null ? null : Math.floor((now - from) / DAY),
      );
    expect(days(0.5)).toEqual([1]);
    expect(days(3)[0]).toBeGreaterThanOrEqual(4);
    expect(days(15)[0]).toBeGreaterThanOrEqual(16);
    expect(days(17)).toEqual([null]);
    expect(days(null)).toEqual([null]);
  });

  test('begin with the jobs of the future where there are such', () => {
    const [future, first] = firstTiers({ now, sampleFrom: now - HOUR, newest: now + 30 * DAY });
    expect(future).toEqual({ labels: [], from: first?.to, to: null });
  });
});

describe('the next tier', () => {
  const [first] = firstTiers({ now, sampleFrom: now - HOUR, newest: now });
  const onwards = (tier: Tier, found: number): Tier | null => nextTier(tier, { now, found, wanted: 1000 });
  const from = first?.from ?? 0;
  const start: Tier = { labels: [], from, to: null };

  test('begins where the one before ended and goes as far as will give enough', () => {
    expect(onwards(start, 900)).toMatchObject({
      labels: [expect.stringMatching(/^=1d-/), expect.any(String)],
      to: from,
    });
    expect(onwards(start, 150)).toMatchObject({
      labels: [expect.stringMatching(/^=4d-/), expect.any(String)],
      to: from,
    });
    expect(onwards(start, 50)).toMatchObject({
      labels: [expect.stringMatching(/^=16d-/), expect.any(String)],
      to: from,
    });
  });

  test('is all that is left when little was found, and nothing comes after that', () => {
    expect(onwards(start, 0)).toEqual({ labels: [], from: null, to: from });
    expect(onwards(start, 3)).toEqual({ labels: [], from: null, to: from });
    expect(onwards({ labels: [], from: null, to: from }, 3)).toBeNull();
  });
});
