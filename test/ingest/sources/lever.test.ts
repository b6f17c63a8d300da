import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { lever } from '../../../src/ingest/sources/lever.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = { url: 'https://api.lever.co/v0/postings/elm-works?mode=json', companyName: null };
const id = '3f0f2d8e-1111-4222-8333-444455556666';
const posting = (more = {}) => ({
  id,
  text: 'Baker',
  hostedUrl: `https://jobs.lever.co/elm-works/${id}`,
  ...more,
});
const only = (more = {}): NormalisedPosting => {
  const items = itemsOf(lever, [posting(more)], source);
  const [read] = postingsIn(items);
  if (read === undefined) throw new Error(JSON.stringify(items));
  return read;
};

test('a posting is read with everything that it says', () => {
  const said = {
    applyUrl: `https://jobs.lever.co/elm-works/${id}/apply`,
    createdAt: 1_764_205_361_939,
    country: 'DE',
    workplaceType: 'hybrid',
    categories: { location: 'Berlin', team: 'Ovens', department: 'Kitchen', commitment: 'Regular Part-time' },
    salaryRange: { min: 40_000, max: 52_000.5, currency: 'EUR', interval: 'per-year-salary' },
    description: '<p>Bread &amp; rolls</p>',
  };
  expect(only(said)).toMatchObject({
    externalId: id,
    url: `https://jobs.lever.co/elm-works/${id}`,
    otherUrls: [`https://jobs.lever.co/elm-works/${id}/apply`],
    title: 'Baker',
    companyName: 'Elm Works',
    location: 'Berlin',
    remote: 'hybrid',
    department: 'Kitchen',
    employmentType: 'part-time',
    description: 'Bread & rolls',
    salary: { min: 4_000_000, max: 5_200_050, currency: 'EUR', period: 'year' },
    postedAt: new Date('2025-11-27T01:02:41.939Z'),
    deadlineAt: null,
    raw: posting(said),
  });
});

test('a posting that says only what it must is read, the rest is not known', () => {
  expect(only()).toMatchObject({ location: null, remote: null, department: null, description: '', postedAt: null });
  const odd = {
    categories: 'all',
    lists: { a: 1 },
    createdAt: 'soon',
    salaryRange: [7],
    workplaceType: 4,
    country: {},
  };
  expect(only(odd)).toMatchObject({ location: null, remote: null, salary: null, postedAt: null });
});

test('all places of a posting are read, not the first alone', () => {
  expect(only({ categories: { location: 'Paris', allLocations: ['Paris', 'Lyon', 'Nantes'] } }).location).toBe(
    'Paris; Lyon; Nantes',
  );
  expect(only({ country: 'FR', categories: { allLocations: [] } }).location).toBe('FR');
});

test.each([
  ['remote', 'yes'],
  ['hybrid', 'hybrid'],
  ['onsite', 'no'],
  ['on-site', 'no'],
  ['unspecified', null],
  [null, null],
])('workplace type %j is remote %j', (workplaceType, remote) => {
  expect(only({ workplaceType }).remote).toBe(remote);
});

describe('the body', () => {
  const lists = [
    { text: 'What we ask', content: '\n<li>Strong arms</li>\n<li>Early mornings</li>' },
    { text: 'What we give', content: '<p>Bread</p>' },
  ];

  test('is put together from all fields that hold a part of it', () => {
    const parts = { opening: '<p>Hello.</p>', descriptionBody: '<p>You bake.</p>', additional: '<p>Write to us.</p>' };
    expect(only({ ...parts, lists, salaryDescription: '<p>Paid weekly.</p>' }).description.split(/\n+/)).toEqual([
      'Hello.',
      'You bake.',
      'What we ask',
      '- Strong arms',
      '- Early mornings',
      'What we give',
      'Bread',
      'Write to us.',
      'Paid weekly.',
    ]);
  });

  test('says nothing twice where the description is opening and body together', () => {
    const parts = { opening: '<p>Hello.</p>', descriptionBody: '<p>You&rsquo;ll bake.</p>' };
    const twice = only({ ...parts, description: '<p>Hello.</p>\n<p><b>You’ll</b> bake.</p>' }).description;
    expect(twice.match(/Hello|bake/g)).toEqual(['Hello', 'bake']);
    expect(only({ opening: '<p>Hello.</p>', description: '<div>Hello.</div>' }).description).toBe('Hello.');
    const other = only({ ...parts, description: '<p>Every day.</p>' }).description;
    expect(other.split(/\n+/)).toEqual(['Hello.', 'Every day.', 'You’ll bake.']);
  });

  test('is taken from the plain twins where there is no markup', () => {
    const plain = { description: '', descriptionPlain: 'You bake.\nDaily.', additionalPlain: 'Write to us.' };
    expect(only({ ...plain, lists }).description).toMatch(/^You bake\.\nDaily\.\n+What we ask\n[\s\S]*Write to us\.$/);
  });

  test('of nothing but brackets costs no more than its length', () => {
    expect(only({ opening: '<'.repeat(400_000), description: '<'.repeat(400_001) }).externalId).toBe(id);
  });
});

test.each([
  ['per-hour-wage', 'hour'],
  ['per-month-salary', 'month'],
  ['bi-week-salary', undefined],
  ['one-time', undefined],
  [null, undefined],
])('pay of interval %j is per %s', (interval, period) => {
  const salaryRange = { min: 1500, max: 1800, currency: 'EUR', interval };
  expect(only({ salaryRange }).salary?.period).toBe(period);
});

test('the company is what the operator says, else the name of the board, else that in the link', () => {
  const company = (url: string, companyName: string | null): unknown =>
    postingsIn(itemsOf(lever, [posting()], { url, companyName }))[0]?.companyName;
  expect(company(source.url, 'Elm Ltd')).toBe('Elm Ltd');
  expect(company('file:///boards/oak-tree.json', null)).toBe('Oak Tree');
  expect(company('http://127.0.0.1:1/board', null)).toBe('Elm Works');
});

test.each([
  [{ id: null }, /^id: /],
  [{ text: undefined }, /^text: /],
  [{ text: ' \u0000\u200b' }, /^title: empty/],
  [{ text: 'x'.repeat(10_000_000) }, /^text: longer/],
  [{ hostedUrl: null }, /^hostedUrl: /],
  [{ hostedUrl: 'javascript:alert(1)' }, /^url: /],
  [{ description: 'x'.repeat(600_000) }, /^description: longer/],
])('posting %# is refused with its reason, and loses no other', (more, reason) => {
  const items = itemsOf(lever, [posting(more), posting({ id: 'b' }), null, posting({ id: 'b' })], source);
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['b']);
  expect(rejectionsIn(items)[0]?.reason).toMatch(reason);
  expect(rejectionsIn(items)).toHaveLength(3);
});

test('the answer to a name that no board has is no empty board', () => {
  expect(() => itemsOf(lever, '{"ok":false,"error":"Document not found"}', source)).toThrow(/knows no board/);
  expect(itemsOf(lever, '[]', source)).toEqual([]);
});

test.each(['', '<html>', '{}', '{"data":[]}', 'null', '7'])('%j is no board', (body) => {
  expect(() => itemsOf(lever, body, source)).toThrow(UnreadableBody);
});

const api = 'https://api.lever.co/v0/postings/acme?mode=json';
const europe = 'https://api.eu.lever.co/v0/postings/acme?mode=json';

test.each([
  ['https://jobs.lever.co/acme', api],
  ['http://jobs.lever.co/acme/?team=Sales&location=Berlin', api],
  [`https://jobs.lever.co/acme/${id}?lever-source=x`, api],
  [`https://jobs.lever.co/acme/${id}/apply`, api],
  ['https://api.lever.co/v0/postings/acme', api],
  ['https://api.lever.co/v0/postings/acme?skip=0&limit=5&mode=json', api],
  [`https://api.lever.co/v0/postings/acme/${id}`, api],
  ['https://jobs.eu.lever.co/acme', europe],
  [`https://jobs.eu.lever.co/acme/${id}`, europe],
  ['https://api.eu.lever.co/v0/postings/acme?mode=json', europe],
  ['https://jobs.lever.co/acme.io', 'https://api.lever.co/v0/postings/acme.io?mode=json'],
])('%s is read from %s', (address, feedUrl) => {
  expect(feedOf(lever, address)).toBe(feedUrl);
});

test.each([
  ...lookAlikes('jobs.lever.co', '/acme'),
  ...lookAlikes('api.lever.co', '/v0/postings/acme'),
  'https://jobs.lever.co/',
  'https://api.lever.co/v1/postings/acme',
  'https://api.lever.co/v0/postings/',
  'https://www.lever.co/acme',
  'https://evil-lever.co/acme',
  'https://lever.co.evil.example/acme',
  'https://jobs.us.lever.co/acme',
  'https://jobs.lever.co/%2e%2e%2fadmin',
])('%s is not recognised and read as it is', (address) => {
  expect(feedOf(lever, address)).toBeNull();
  expect(lever.feedUrl(new URL(address)).href).toBe(new URL(address).href);
});
