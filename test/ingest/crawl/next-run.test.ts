import { describe, expect, test } from 'vitest';
import { nextRunAt } from '../../../src/ingest/crawl/next-run.ts';
import { tooSoon } from '../../../src/ingest/crawl/too-soon.ts';

const now = new Date('2026-08-01T10:00:00Z');
const hour = 3_600_000;
const plan = { everyMs: hour, cron: null, minimumMs: 300_000 };

describe('the next reading', () => {
  test.each([
    [0, '2026-08-01T11:00:00.000Z'],
    [0.5, '2026-08-01T11:03:00.000Z'],
    [1, '2026-08-01T11:06:00.000Z'],
  ])('is up to a tenth later than planned (%d), never sooner', (random, at) => {
    expect(nextRunAt(now, plan, random).toISOString()).toBe(at);
  });

  test('is no sooner than the board allows, whatever was wished', () => {
    expect(nextRunAt(now, { ...plan, minimumMs: 6 * hour }, 0)).toEqual(new Date('2026-08-01T16:00:00Z'));
    expect(nextRunAt(now, { ...plan, cron: '*/5 * * * *', minimumMs: 6 * hour }, 0)).toEqual(
      new Date('2026-08-01T16:00:00Z'),
    );
  });

  test('is by cron in UTC where there is one', () => {
    const daily = { ...plan, cron: '0 6 * * *' };
    expect(nextRunAt(now, daily, 0)).toEqual(new Date('2026-08-02T06:00:00Z'));
    expect(nextRunAt(now, daily, 1)).toEqual(new Date('2026-08-02T06:05:00Z'));
    expect(nextRunAt(new Date('2026-08-02T05:58:00Z'), daily, 0)).toEqual(new Date('2026-08-03T06:00:00Z'));
  });

  test('is by the interval where the cron expression cannot be read', () => {
    expect(nextRunAt(now, { ...plan, cron: 'at tea time' }, 0)).toEqual(new Date('2026-08-01T11:00:00Z'));
  });
});

describe('a reading by hand', () => {
  const kind = { label: 'Remotive', terms: { everyMs: hour, minimumMs: 6 * hour } };

  test('before the board allows it is too soon, and says when it is not', () => {
    expect(tooSoon({ askedAt: new Date('2026-08-01T08:30:00Z') }, kind, now)).toEqual({
      readableAt: new Date('2026-08-01T14:30:00Z'),
      reason: 'may be read again from 2026-08-01 14:30:00 UTC on: Remotive is read every 6 hours at most',
    });
  });

  test('is allowed when that time has come, or where it was never asked', () => {
    expect(tooSoon({ askedAt: new Date('2026-08-01T04:00:00Z') }, kind, now)).toBeNull();
    expect(tooSoon({ askedAt: null }, kind, now)).toBeNull();
  });
});
