import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSearchIds, encodeSearchIds } from '../../src/matching/search-ids.ts';

test('ids of searches are read back as they were written', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 })), (ids) => {
      const ascending = ids.sort((one, other) => one - other);
      expect(decodeSearchIds(encodeSearchIds(ascending))).toEqual(ascending);
    }),
  );
});

test('ten thousand neighbours take a byte each', () => {
  expect(encodeSearchIds(Array.from({ length: 10_000 }, (_, index) => index + 1))).toHaveLength(10_000);
});
