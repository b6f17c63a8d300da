import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { JobFilter } from '../../src/matching/filter.ts';
import { everything } from '../../src/matching/filter-parts.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { printFilter } from '../../src/matching/print-filter.ts';

const rust = { words: ['rust'], written: 'rust' };
const go = { words: ['go'], written: 'go' };
const java = { words: ['java'], written: 'java' };

const refusal = (query: string): { id: string; details: unknown } => {
  try {
    parseFilter(query);
  } catch (error) {
    if (error instanceof UserError) return { id: error.id, details: error.details };
    throw error;
  }
  throw new Error(`${JSON.stringify(query)} was accepted`);
};

const allLevels = 'intern, junior, mid, senior, lead, principal, manager, director, executive';
const refusedValues: readonly [string, string, unknown][] = (
  [
    ['level:senor', 'level', 'senor', allLevels, 'senior'],
    ['posted:soon', 'posted', 'soon', 'an age, for example <7d, <24h or <2w', null],
    ['posted:<0d', 'posted', '<0d', 'an age, for example <7d, <24h or <2w', null],
    ['rust -posted:<7d', '-posted', '<7d', 'an age without the minus, for example posted:<7d', null],
    ['rust -from:DE', '-from', 'DE', 'where you live, without the minus', null],
    ['from:nowhere', 'from', 'nowhere', 'one country, for example Germany or US', null],
    ['from:EU', 'from', 'EU', 'one country, for example Germany or US', null],
    ['source:a/b', 'source', 'a/b', 'the name of a board, for example greenhouse', null],
  ] as const
).map(([query, field, value, expected, suggestion]) => [
  query,
  'filter.bad_value',
  { field, value, expected, suggestion },
]);

test.each<[string, Partial<JobFilter>]>([
  ['level:senior level:Lead -level:entry-level', { level: ['senior', 'lead'], excludedLevel: ['junior'] }],
  ['skill:postgres skill:"node js"', { skill: ['PostgreSQL', 'Node.js'] }],
  ['any-skill:k8s any_skill:c++ -skill:php', { anySkill: ['Kubernetes', 'C++'], excludedSkill: ['PHP'] }],
  ['from:germany from:uk from:us', { from: ['DE', 'GB', 'US'] }],
  ['from:Munich', { from: ['DE'] }],
  ['source:Greenhouse or source:lever', { source: ['greenhouse', 'lever'] }],
  ['posted:<7d', { postedWithinMs: 7 * 86_400_000 }],
  ['posted: < 36h', { postedWithinMs: 36 * 3_600_000 }],
  ['posted:today posted:"2 weeks"', { postedWithinMs: 14 * 86_400_000 }],
  ['salary:stated', { isPayStated: true }],
  ['salary:90k salary:Stated', { salary: { min: 90_000_00, max: null, currency: null }, isPayStated: true }],
  ['department:sales', { department: [{ words: ['sale'], written: 'sales' }] }],
])('%s asks for that and nothing else', (query, expected) => {
  expect(parseFilter(query)).toEqual({ ...everything, ...expected });
});

describe('parseFilter', () => {
  test.each<[string, Partial<JobFilter>]>([
    ['rust go', { clauses: [[rust], [go]] }],
    ['rust or go OR java', { clauses: [[rust, go, java]] }],
    ['rust or go java', { clauses: [[rust, go], [java]] }],
    [
      'rust, -java; -"data  entry"',
      { clauses: [[rust]], excluded: [java, { words: ['data', 'entry'], written: 'data entry' }] },
    ],
    ['“node js”', { clauses: [[{ words: ['node', 'js'], written: 'node js' }]] }],
    ['node.js', { clauses: [[{ words: ['node', 'js'], written: 'node.js' }]] }],
    ['"or"', { clauses: [[{ words: ['or'], written: 'or' }]] }],
    ['rust - go & java', { clauses: [[rust], [go], [java]] }],
    [
      'Title:rust title:"go" -title:java',
      { title: [rust, go], excludedIn: { title: [java], company: [], location: [], department: [] } },
    ],
    ['title:rust or title:go', { title: [rust, go] }],
    ['location: rust', { location: [rust] }],
    ['remote:yes remote:hybrid remote:yes -remote:no', { remote: ['yes', 'hybrid'], excludedRemote: ['no'] }],
    ['rust remote:any', { clauses: [[rust]] }],
    ['type:fulltime type:"Part Time" -type:intern', { type: ['full-time', 'part-time'], excludedType: ['internship'] }],
    ['type:full time rust', { type: ['full-time'], clauses: [[rust]] }],
    ['type:freelance type:permanent', { type: ['contract', 'full-time'] }],
    ['https://rust', { clauses: [[{ words: ['http', 'rust'], written: 'https://rust' }]] }],
    ['rust\u0000go', { clauses: [[rust], [go]] }],
  ])('%s', (query, expected) => {
    expect(parseFilter(query)).toEqual({ ...everything, ...expected });
  });

  test.each<[string, number | null, number | null, string | null]>([
    ['>=90k EUR', 90_000_00, null, 'EUR'],
    ['>= 90k eur', 90_000_00, null, 'EUR'],
    ['>90k', 90_000_00, null, null],
    ['90k', 90_000_00, null, null],
    ['90k+', 90_000_00, null, null],
    ['90k-EUR', 90_000_00, null, 'EUR'],
    ['90k-120k', 90_000_00, 120_000_00, null],
    ['90-120k', 90_000_00, 120_000_00, null],
    ['120k - 90k usd', 90_000_00, 120_000_00, 'USD'],
    ['90k-120k-GBP', 90_000_00, 120_000_00, 'GBP'],
    ['<=120k', null, 120_000_00, null],
    ['90000EUR', 90_000_00, null, 'EUR'],
    ['90.000€', 90_000_00, null, 'EUR'],
    ['90,000.50', null, null, null],
    ['90.5k€', 90_500_00, null, 'EUR'],
    ['$90k', 90_000_00, null, 'USD'],
    ['EUR 90k', 90_000_00, null, 'EUR'],
    ['6m JPY', 6_000_000, null, 'JPY'],
    ['">=90k EUR"', 90_000_00, null, 'EUR'],
  ])('salary:%s', (written, min, max, currency) => {
    if (min === null && max === null) expect(refusal(`salary:${written}`).id).toBe('filter.bad_value');
    else expect(parseFilter(`salary:${written}`)).toEqual({ ...everything, salary: { min, max, currency } });
  });

  test('a word after the pay is a currency only where it cannot be what somebody looks for', () => {
    expect(parseFilter('salary:90k php').clauses).toEqual([[{ words: ['php'], written: 'php' }]]);
    expect(parseFilter('salary:90k cad').clauses).toEqual([[{ words: ['cad'], written: 'cad' }]]);
    expect(parseFilter('salary:90k CAD').salary?.currency).toBe('CAD');
    expect(parseFilter('salary:90k and').salary?.currency).toBe(null);
  });

  test.each<[string, string, unknown]>([
    ['', 'filter.empty', {}],
    ['remote:any', 'filter.empty', {}],
    ['-java -title:go', 'filter.empty', {}],
    ['loction:berlin', 'filter.unknown_field', { field: 'loction', suggestion: 'location' }],
    ['rust -colour:go', 'filter.unknown_field', { field: 'colour', suggestion: null }],
    ['pay:90k', 'filter.unknown_field', { field: 'pay', suggestion: 'salary' }],
    ['skill:postgress', 'filter.unknown_skill', { field: 'skill', skill: 'postgress', suggestion: 'PostgreSQL' }],
    ['skill:telekinesis', 'filter.unknown_skill', { field: 'skill', skill: 'telekinesis', suggestion: null }],
    ['skill:rust or skill:go', 'filter.dangling_or', { near: 'skill:rust or skill:go' }],
    ...refusedValues,
    [
      'remote:maybe',
      'filter.bad_value',
      { field: 'remote', value: 'maybe', expected: 'yes, hybrid, no, any', suggestion: null },
    ],
    [
      'rust -remote:any',
      'filter.bad_value',
      { field: '-remote', value: 'any', expected: 'yes, hybrid, no', suggestion: null },
    ],
    ['title:', 'filter.bad_value', { field: 'title', value: '', expected: 'a word or "a phrase"', suggestion: null }],
    [
      'title: remote:yes',
      'filter.bad_value',
      { field: 'title', value: '', expected: 'a word or "a phrase"', suggestion: null },
    ],
    ['rust or', 'filter.dangling_or', { near: 'rust or' }],
    ['or rust', 'filter.dangling_or', { near: 'or rust' }],
    ['rust or -go', 'filter.dangling_or', { near: 'rust or -go' }],
    ['rust or or go', 'filter.dangling_or', { near: 'rust or or' }],
    ['remote:yes or hybrid', 'filter.dangling_or', { near: 'remote:yes or hybrid' }],
    ['rust "data entry', 'filter.unclosed_quote', { near: '"data entry' }],
    ['rust 🚀', 'filter.no_words', { term: '🚀' }],
    ['rust "!!"', 'filter.no_words', { term: '!!' }],
    ['a '.repeat(51), 'filter.too_long', { terms: 51, max: 50 }],
    ['a'.repeat(2001), 'message.too_long', { length: 2001, max: 2000 }],
  ])('%j is refused as %s', (query, id, details) => {
    expect(refusal(query)).toEqual({ id, details });
  });

  test.each(['9', '90', 'lots', '>=', '90kXXX', '90k-120kk', '>=90k-120k', '1e9', '999999999999999'])(
    'salary:%s is no yearly pay',
    (value) => {
      expect(refusal(`salary:${value}`).id).toBe('filter.bad_value');
    },
  );

  test('two salaries, or one to exclude, are refused', () => {
    expect(refusal('salary:90k salary:80k').id).toBe('filter.bad_value');
    expect(refusal('rust -salary:90k').id).toBe('filter.bad_value');
  });

  test('the longest query of anything is read at once', () => {
    for (const piece of [
      'a',
      ',',
      'a,',
      '-',
      '"',
      '" ',
      ':',
      'a:',
      'or ',
      'salary:9',
      '9-',
      '>=',
      'a"',
      '\u0000',
      '$',
    ]) {
      const started = performance.now();
      try {
        parseFilter(piece.repeat(2000).slice(0, 2000));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
      expect(performance.now() - started).toBeLessThan(100);
    }
  });
});

const pieces = fc.constantFrom(
  ...[
    'rust',
    'Node.js',
    'c++',
    '.net',
    'or',
    'OR',
    '-java',
    '"a phrase"',
    '"or"',
    '"-x"',
    '"title:x"',
    '-"b c"',
    '--x',
  ],
  ...['title:rust', 'title:"or"', 'title:"location:x"', 'company:"Acme, Inc."', '-company:x', 'location:Zürich'],
  ...['-location:"new york"', 'remote:yes', 'remote:any', '-remote:no', 'type:contract', '-type:temp', 'https://x,'],
  ...[
    'salary:90k',
    'salary:stated',
    'level:senior',
    '-level:entry',
    'skill:postgres',
    'skill:"React Native"',
    'any-skill:k8s',
    '-skill:c++',
    'from:germany',
    'source:lever',
    '-source:hacker-news',
    'posted:<7d',
    'posted:36h',
    'department:"customer success"',
    '-department:sales',
    'salary:>=90.5k EUR',
    'salary:90k-120k',
    'salary:<=1234567',
    'salary:100001KWD',
    '🚀',
    ',',
    'מפתח',
    '“q”',
  ],
);

test('a printed filter is read as the same filter', () => {
  const query = fc.oneof(
    { weight: 4, arbitrary: fc.array(pieces, { maxLength: 12 }).map((all) => all.join(' ')) },
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.oneof(pieces, fc.constantFrom('"', ' ', '-', ':', ',', '\u202e', '\ud800', '\u0000')), {
        maxLength: 12,
      })
      .map((all) => all.join('')),
  );
  let read = 0;
  fc.assert(
    fc.property(query, (text) => {
      let filter: JobFilter;
      try {
        filter = parseFilter(text);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        return;
      }
      read += 1;
      const printed = printFilter(filter);
      expect(parseFilter(printed)).toEqual(filter);
      expect(printFilter(parseFilter(printed))).toBe(printed);
    }),
    { numRuns: 2500 },
  );
  expect(read).toBeGreaterThan(500);
});
