import { expect, test } from 'vitest';
import { completeQuery } from '../../src/matching/complete-query.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';

const values = {
  company: async (start: string) => ['Acme, Inc.', 'Axle'].filter((one) => one.toLowerCase().startsWith(start)),
};
const complete = (query: string) => completeQuery(query, values);

test.each<[string, readonly string[]]>([
  ['rust lev', ['rust lev', 'rust level:']],
  ['rust -lev', ['rust -lev', 'rust -level:']],
  ['rust level:se', ['rust level:senior']],
  ['rust -level:LE', ['rust -level:lead']],
  ['nurse company:a', ['nurse company:"Acme, Inc."', 'nurse company:Axle']],
  ['company:"ac', ['company:"Acme, Inc."']],
  ['skill:react n', ['skill:react n']],
  ['skill:"react n', ['skill:"React Native"']],
  ['posted:<7', ['posted:<7d']],
  ['level:xyz', []],
  ['zzz', ['zzz']],
])('%s may become %j', async (query, expected) => {
  expect(await complete(query)).toEqual(expected);
});

test('nothing typed offers every field, and no more than 25 are offered', async () => {
  expect(await complete('')).toContain('any-skill:');
  expect((await complete('skill:')).length).toBe(25);
});

test('what is offered for a value is read by the filter language', async () => {
  for (const start of ['level:', 'type:', 'remote:', 'posted:', 'salary:', 'skill:c', 'any-skill:"r'])
    for (const query of await complete(`rust ${start}`)) expect(parseFilter(query).clauses).toHaveLength(1);
});

test('the longest of anything is completed at once', async () => {
  for (const piece of ['a', '-', '"', 'a:', 'level:"', ' ', '\n']) {
    const started = performance.now();
    await complete(piece.repeat(1000).slice(0, 1000));
    expect(performance.now() - started).toBeLessThan(500);
  }
});
