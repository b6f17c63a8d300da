import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { himalayas } from '../../../src/ingest/sources/himalayas.ts';
import { itemsOf, postingsIn } from '../../support/reading.ts';

const feed = 'https://himalayas.app/jobs/api?offset=0&limit=20';
const page = 'https://himalayas.app/companies/fern/jobs/gardener-1';
const job = (more: object = {}): object => ({
  title: 'Gardener',
  companyName: 'Fern',
  companySlug: 'fern-trees',
  employmentType: 'Full Time',
  minSalary: null,
  maxSalary: null,
  salaryPeriod: 'annual',
  currency: null,
  seniority: ['Senior'],
  locationRestrictions: ['Canada', 'Mexico'],
  categories: ['Tree-Gardener'],
  parentCategories: ['Gardening'],
  description: '<p>Plant trees</p>',
  pubDate: 1_786_813_232,
  expiryDate: 1_791_997_231,
  applicationLink: page,
  guid: page,
  ...more,
});
const read = (more?: object): NormalisedPosting | undefined => postingsIn(itemsOf(himalayas, { jobs: [job(more)] }))[0];
const moreOf = (url: string, jobs: readonly unknown[], totalCount?: number): unknown =>
  himalayas.read({ url, body: JSON.stringify({ jobs, totalCount }) }, { url: feed, companyName: null }).more;

test('a posting is read, with both of its moments', () => {
  expect(read()).toMatchObject({
    externalId: page,
    url: page,
    department: 'Gardening',
    postedAt: new Date(1_786_813_232_000),
    deadlineAt: new Date(1_791_997_231_000),
  });
});

test('restrictions say where a person may live; none is the whole world', () => {
  expect(read()).toMatchObject({ remote: 'yes', remoteFrom: 'Canada; Mexico' });
  expect(read({ locationRestrictions: [] })).toMatchObject({ remote: 'yes', remoteFrom: null, location: 'Worldwide' });
});

test('a link to the employer is another address, the card opens the board', () => {
  expect(read({ applicationLink: 'https://fern.example/jobs/1' })).toMatchObject({
    url: page,
    otherUrls: ['https://fern.example/jobs/1'],
  });
});

test('a company whose name is the name of the field is called by its slug', () => {
  expect(read({ companyName: 'name' })?.companyName).toBe('Fern Trees');
});

describe('pay', () => {
  const pay = (min: number, max: number, salaryPeriod: string, currency = 'USD'): unknown =>
    read({ minSalary: min, maxSalary: max, salaryPeriod, currency })?.salary;

  test('that is plausible is read', () => {
    expect(pay(80_000, 100_000, 'annual')).toEqual({
      min: 8_000_000,
      max: 10_000_000,
      currency: 'USD',
      period: 'year',
    });
    expect(pay(14, 14, 'hourly')).toEqual({ min: 1400, max: 1400, currency: 'USD', period: 'hour' });
  });
  test('that nobody pays is not known', () => {
    expect(pay(4, 5500, 'monthly')).toBeNull();
    expect(pay(3, 3, 'monthly')).toBeNull();
    expect(pay(90_000, 90_000, 'hourly')).toBeNull();
    expect(pay(90_000, 90_000, 'monthly', 'EUR')).toEqual({
      min: 9_000_000,
      max: 9_000_000,
      currency: 'EUR',
      period: 'month',
    });
    expect(pay(400_000, 500_000, 'monthly', 'EUR')).toBeNull();
  });
});

test('pages follow by offset within a bound, those of a search by number', () => {
  const twenty = Array.from({ length: 20 }, () => job());
  expect(moreOf(feed, twenty)).toEqual([{ url: 'https://himalayas.app/jobs/api?offset=20&limit=20' }]);
  expect(moreOf('https://himalayas.app/jobs/api?offset=980&limit=20', twenty)).toEqual([]);
  expect(moreOf(feed, twenty, 20)).toEqual([]);
  expect(moreOf(feed, [])).toEqual([]);
  expect(moreOf('https://himalayas.app/jobs/api/search?q=go&page=1', twenty)).toEqual([
    { url: 'https://himalayas.app/jobs/api/search?q=go&page=2' },
  ]);
});

test('it is read at most once a day, and named', () => {
  expect(himalayas.terms).toMatchObject({ minimumMs: 86_400_000, attribution: { name: 'Himalayas' } });
});

test('its pages lead to the list or to the search', () => {
  expect(himalayas.feedUrl(new URL('https://himalayas.app/jobs')).href).toBe(feed);
  expect(himalayas.feedUrl(new URL('https://himalayas.app/jobs?q=go&x=1')).href).toBe(
    'https://himalayas.app/jobs/api/search?q=go&page=1',
  );
  expect(himalayas.recognises(new URL(page))).toBe(false);
  expect(himalayas.recognises(new URL('https://himalayas.app.example/jobs'))).toBe(false);
});

test.each(['', '[]', '{}', '{"jobs":7}'])('%j is not its list', (body) => {
  expect(() => itemsOf(himalayas, body)).toThrow(UnreadableBody);
});
