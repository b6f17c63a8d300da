import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../src/outbox/backoff.ts';

const almostOne = () => 0.999_999;

describe('backoff', () => {
  test('the ceiling doubles from one second and ends at 15 minutes', () => {
    const ceilings = [1, 2, 3, 10, 11, 12, 60].map((attempts) => backoffMs(attempts, almostOne));
    expect(ceilings.map((ms) => Math.round(ms / 1_000))).toEqual([1, 2, 4, 512, 900, 900, 900]);
  });

  test('the jitter is full: any wait below the ceiling can come out', () => {
    expect(backoffMs(5, () => 0)).toBe(0);
    expect(backoffMs(5, () => 0.25)).toBe(4_000);
  });
});
