import { describe, expect, test } from 'vitest';
import { analyseJob } from '../../src/matching/analyse.ts';
import { withAvoided } from '../../src/matching/avoided.ts';
import { explain } from '../../src/matching/explain.ts';
import { matches } from '../../src/matching/matches.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { withCurrency } from '../../src/matching/salary.ts';
import { matchableJob } from './matchable-job.ts';

const now = new Date('2026-03-02T10:00:00Z');
const fits = (query: string, job: Parameters<typeof matchableJob>[0]): boolean =>
  matches(parseFilter(query), analyseJob(matchableJob(job)), now);

describe('matches', () => {
  const job = {
    title: 'Rust Developers',
    companyName: 'Fernwood',
    location: 'New York',
    description: 'Node.js and Go',
  };
  test.each([
    ['rust developer', true],
    ['rust java', false],
    ['java or go', true],
    ['"node js" "and go"', true],
    ['"js node"', false],
    ['"developers fernwood"', false],
    ['rust -java', true],
    ['rust -go', false],
    ['title:rust', true],
    ['title:go title:rust', true],
    ['title:go', false],
    ['company:fernwood -company:acme', true],
    ['location:"new york"', true],
    ['location:berlin', false],
    ['rust -location:york', false],
  ])('%s: %s', (query, expected) => {
    expect(fits(query, job)).toBe(expected);
  });

  test('a remote job fits every place unless it says where from', () => {
    expect(fits('location:berlin', { location: 'Lisbon', remote: 'yes' })).toBe(true);
    expect(fits('location:berlin', { location: 'Lisbon', remote: 'yes', remoteFrom: 'Portugal' })).toBe(false);
    expect(fits('location:berlin', { location: 'Lisbon', remote: 'hybrid' })).toBe(false);
    expect(fits('remote:yes -location:lisbon', { location: 'Lisbon', remote: 'yes' })).toBe(false);
    expect(fits('remote:yes -location:berlin', { location: 'Lisbon', remote: 'yes' })).toBe(true);
  });

  test('what says nothing about remote work is not remote', () => {
    expect(fits('remote:no', { remote: null })).toBe(true);
    expect(fits('remote:no', { remote: 'hybrid' })).toBe(true);
    expect(fits('remote:no', { remote: 'yes' })).toBe(false);
    expect(fits('remote:yes', { remote: null })).toBe(false);
    expect(fits('type:contract -remote:no', { remote: null, employmentType: 'contract' })).toBe(false);
  });

  test('a job without a type is an ordinary one', () => {
    expect(fits('type:full-time', {})).toBe(true);
    expect(fits('type:part-time', {})).toBe(false);
    expect(fits('remote:no -type:full-time', {})).toBe(true);
    expect(fits('remote:no -type:full-time', { employmentType: 'full-time' })).toBe(false);
  });

  test('pay that is not stated or not comparable passes, other pay must overlap', () => {
    const pay = { salaryYearlyMin: 60_000_00, salaryYearlyMax: 80_000_00, salaryCurrency: 'EUR' };
    expect(fits('salary:80k EUR', {})).toBe(true);
    expect(fits('salary:80k EUR', pay)).toBe(true);
    expect(fits('salary:80001 EUR', pay)).toBe(false);
    expect(fits('salary:80001', pay)).toBe(false);
    expect(fits('salary:90k USD', pay)).toBe(true);
    expect(fits('salary:<=60k EUR', pay)).toBe(true);
    expect(fits('salary:<=59999 EUR', pay)).toBe(false);
    expect(fits('salary:<=60k', { ...pay, salaryYearlyMin: null })).toBe(false);
  });

  test('what the profile avoids does not fit', () => {
    const avoided = { companies: ['Acme'], words: ['on-call', '!!'] };
    const filter = withAvoided(parseFilter('rust'), avoided);
    expect(matches(filter, analyseJob(matchableJob({ title: 'Rust' })), now)).toBe(true);
    expect(matches(filter, analyseJob(matchableJob({ title: 'Rust', companyName: 'ACME Ltd' })), now)).toBe(false);
    expect(matches(filter, analyseJob(matchableJob({ title: 'Rust', description: 'On call at night' })), now)).toBe(
      false,
    );
  });
});

test('a pay without currency takes one, in its own minor units', () => {
  expect(withCurrency(parseFilter('salary:90k'), 'EUR').salary).toEqual({ min: 90_000_00, max: null, currency: 'EUR' });
  expect(withCurrency(parseFilter('salary:6m'), 'JPY').salary).toEqual({ min: 6_000_000, max: null, currency: 'JPY' });
  expect(withCurrency(parseFilter('salary:90k USD'), 'EUR').salary?.currency).toBe('USD');
});

describe('explain', () => {
  const why = (query: string, job: Parameters<typeof matchableJob>[0]) =>
    explain(parseFilter(query), analyseJob(matchableJob(job)), now);

  test('says of each condition whether it passed', () => {
    expect(why('rust or go java -cobol location:berlin', { title: 'Go', location: 'Berlin', remote: 'yes' })).toEqual([
      { clause: 'rust or go', passed: true },
      { clause: 'java', passed: false },
      { clause: 'location:berlin', passed: true },
      { clause: '-cobol', passed: true },
    ]);
  });

  test('says why a condition passed that the posting does not mention', () => {
    const query = 'location:berlin type:full-time salary:90k EUR';
    expect(why(query, { remote: 'yes' })).toEqual([
      { clause: 'location:berlin', passed: true, note: 'remote' },
      { clause: 'type:full-time', passed: true, note: 'type not stated' },
      { clause: 'salary:>=90k-EUR', passed: true, note: 'pay not stated' },
    ]);
    expect(why('salary:90k EUR', { salaryYearlyMin: 1, salaryCurrency: 'USD' })).toEqual([
      { clause: 'salary:>=90k-EUR', passed: true, note: 'pay in USD' },
    ]);
  });
});
