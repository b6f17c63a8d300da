import { expect, test } from 'vitest';
import { unhurried } from '../../../src/ingest/crawl/unhurried.ts';

const busy = (ms: number): void => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

test('long work lets others have their turn, item by item, in order', async () => {
  let turns = 0;
  let done = false;
  const other = (): void => {
    turns += 1;
    if (!done) setImmediate(other);
  };
  setImmediate(other);
  const lazily = function* (): Generator<number> {
    for (const item of [1, 2, 3, 4, 5, 6]) {
      busy(12);
      yield item;
    }
  };
  expect(await unhurried(lazily(), (item) => item * 2)).toEqual([2, 4, 6, 8, 10, 12]);
  done = true;
  expect(turns).toBeGreaterThanOrEqual(5);
});
