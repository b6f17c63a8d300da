import { expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { arbeitnow } from '../../../src/ingest/sources/arbeitnow.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const feed = 'https://www.arbeitnow.com/api/job-board-api';
const source = { url: feed, companyName: null };
const job = (more: object = {}): object => ({
  slug: 'gardener-berlin-1',
  company_name: 'Fern GmbH',
  title: 'Gardener',
  description: '<p>Plant trees</p>',
  remote: false,
  url: 'https://www.arbeitnow.com/jobs/companies/fern/gardener-berlin-1',
  tags: ['Golang (515)'],
  job_types: ['Full Time'],
  location: 'Berlin',
  created_at: 1_786_807_824,
  ...more,
});
const read = (more?: object): NormalisedPosting | undefined => postingsIn(itemsOf(arbeitnow, { data: [job(more)] }))[0];
const moreOf = (url: string, page: object): unknown => arbeitnow.read({ url, body: JSON.stringify(page) }, source).more;

test('a posting is read, with its moment in seconds', () => {
  expect(read()).toMatchObject({
    externalId: 'gardener-berlin-1',
    employmentType: 'full-time',
    location: 'Berlin',
    postedAt: new Date(1_786_807_824_000),
  });
});

test('HTML that was escaped twice reads like any other', () => {
  expect(read({ description: '&lt;p&gt;Salt &amp;amp; pepper&lt;/p&gt;' })?.description).toBe('Salt & pepper');
});

test('`remote` without a tick is not a no', () => {
  expect(read({ remote: true })?.remote).toBe('yes');
  expect(read({ title: 'Gardener (Remote)' })?.remote).toBe('yes');
  expect(read()?.remote).toBeNull();
});

test('the count behind a tag is no part of it', () => {
  expect(read()?.techStack).toEqual(read({ tags: ['Golang'] })?.techStack);
});

test('pages follow by number until there is no next, and never where the answer leads', () => {
  const next = { data: [job()], links: { next: 'https://evil.example/?page=2' } };
  expect(moreOf(feed, next)).toEqual([{ url: `${feed}?page=2` }]);
  expect(moreOf(`${feed}?page=2`, next)).toEqual([{ url: `${feed}?page=3` }]);
  expect(moreOf(`${feed}?page=60`, next)).toEqual([]);
  expect(moreOf(feed, { data: [job()], links: { next: null } })).toEqual([]);
  expect(moreOf(feed, { ...next, data: [] })).toEqual([]);
});

test('two calls give different slices: what is absent is not gone', () => {
  expect(arbeitnow).toMatchObject({
    coverage: 'newest',
    terms: { minimumMs: 3_600_000, attribution: { name: 'Arbeitnow' } },
  });
});

test('a refused item is named by its slug', () => {
  expect(rejectionsIn(itemsOf(arbeitnow, { data: [job({ title: 1 }), job()] }))).toMatchObject([
    { item: 'gardener-berlin-1' },
  ]);
});

test.each(['', '[]', '{}', '{"data":{}}'])('%j is not its list', (body) => {
  expect(() => itemsOf(arbeitnow, body)).toThrow(UnreadableBody);
});

test('its pages lead to the API, with its one filter', () => {
  expect(arbeitnow.recognises(new URL('https://www.arbeitnow.com/'))).toBe(true);
  expect(arbeitnow.recognises(new URL('https://arbeitnow.com.example/'))).toBe(false);
  expect(arbeitnow.feedUrl(new URL(`${feed}?visa_sponsorship=true&page=4`)).href).toBe(`${feed}?visa_sponsorship=true`);
});
