import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyseJob } from '../../src/matching/analyse.ts';
import { matches } from '../../src/matching/matches.ts';
import { indexSearches } from '../../src/matching/search-index.ts';
import { filter, job, now } from './arbitraries.ts';

test('the index finds what looking at every search finds, however wrong the frequencies are', () => {
  let fitting = 0;
  fc.assert(
    fc.property(
      fc.array(filter, { maxLength: 30 }),
      fc.array(job, { maxLength: 10 }),
      fc.func(fc.nat(9)),
      (all, jobs, frequency) => {
        const searches = all.map((one, id) => ({ id, filter: one }));
        const fittingOf = indexSearches(searches, frequency);
        for (const analysed of jobs.map(analyseJob)) {
          const expected = searches.filter((search) => matches(search.filter, analysed, now));
          fitting += expected.length;
          expect(fittingOf(analysed, now)).toEqual(expected);
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(fitting).toBeGreaterThan(100);
});
