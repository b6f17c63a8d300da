import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { workable } from '../../../src/ingest/sources/workable.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = { url: 'https://apply.workable.com/api/v1/widget/accounts/elm-works?details=true', companyName: null };
const row = (country: string, more = {}) => ({
  title: 'Baker',
  shortcode: 'AB12CD34EF',
  url: 'https://apply.workable.com/j/AB12CD34EF',
  country,
  city: '',
  state: '',
  locations: [{ country, countryCode: 'XX', city: '', region: null, hidden: false }],
  ...more,
});
const board = (...jobs: readonly unknown[]) => ({ name: 'Elm Works', jobs });
const read = (...jobs: readonly unknown[]) => itemsOf(workable, board(...jobs), source);
const only = (...jobs: readonly unknown[]): NormalisedPosting => {
  const items = read(...jobs);
  const [posting] = postingsIn(items);
  if (posting === undefined || items.length !== 1) throw new Error(JSON.stringify(items));
  return posting;
};

test('a posting is read with everything that it says', () => {
  const listed = row('Spain', {
    city: 'Vigo',
    state: 'Galicia',
    locations: [{ country: 'Spain', city: 'Vigo', region: 'Galicia' }],
    description: '<p>Bread &amp; rolls</p>',
    department: 'Kitchen',
    employment_type: 'Part-time',
    application_url: 'https://apply.workable.com/j/AB12CD34EF/apply',
    shortlink: 'https://apply.workable.com/j/AB12CD34EF',
    published_on: '2026-08-05',
    created_at: '2026-07-02',
    telecommuting: false,
  });
  expect(only(listed)).toMatchObject({
    externalId: 'AB12CD34EF',
    url: 'https://apply.workable.com/j/AB12CD34EF',
    otherUrls: ['https://apply.workable.com/j/AB12CD34EF/apply'],
    title: 'Baker',
    companyName: 'Elm Works',
    location: 'Vigo, Galicia, Spain',
    remote: null,
    department: 'Kitchen',
    employmentType: 'part-time',
    description: 'Bread & rolls',
    postedAt: new Date('2026-08-05T00:00:00Z'),
    raw: listed,
  });
});

test('a posting that says only what it must is read', () => {
  expect(only({ title: 'Cook', shortcode: 'X1' })).toMatchObject({
    url: 'https://apply.workable.com/j/X1',
    location: null,
    remote: null,
    postedAt: null,
  });
  const odd = row('Spain', { locations: 'all', telecommuting: 'yes', department: 3, published_on: [] });
  expect(only(odd)).toMatchObject({ location: 'Spain', remote: null, department: null, postedAt: null });
});

test.each([null, 7, 'x', []])('%j is no row', (item) => {
  expect(postingsIn(read(item))).toEqual([]);
  expect(rejectionsIn(read(item))).toHaveLength(1);
});

describe('rows of one posting', () => {
  test('make one posting with all their places', () => {
    const posting = only(row('Spain'), row('Portugal'), row('Italy'));
    expect(posting.location).toBe('Spain; Portugal; Italy');
    expect(posting.raw).toEqual([row('Spain'), row('Portugal'), row('Italy')]);
  });

  test('are found wherever they stand among others', () => {
    const items = read(row('Spain'), row('Peru', { shortcode: 'B' }), row('Portugal'), null, row('Italy'));
    expect(postingsIn(items).map(({ externalId, location }) => [externalId, location])).toEqual([
      ['AB12CD34EF', 'Spain; Portugal; Italy'],
      ['B', 'Peru'],
    ]);
    expect(rejectionsIn(items)).toHaveLength(1);
  });

  test('that each list all places say none twice', () => {
    const locations = [{ country: 'Spain' }, { country: 'Portugal' }];
    expect(only(row('Spain', { locations }), row('Portugal', { locations })).location).toBe('Spain; Portugal');
  });

  test('without another place are refused like every second posting with an id', () => {
    const items = read(row('Spain'), row('Spain', { title: 'Cook' }));
    expect(postingsIn(items).map(({ title }) => title)).toEqual(['Baker']);
    expect(rejectionsIn(items)).toEqual([{ item: 'AB12CD34EF', reason: 'id: there is another posting with this id' }]);
  });

  test('lose nothing to a row that cannot be read', () => {
    const items = read(row('Spain', { title: null }), row('Portugal'), row('Italy'));
    expect(postingsIn(items).map(({ location }) => location)).toEqual(['Portugal; Italy']);
    expect(rejectionsIn(items)).toEqual([{ item: 'AB12CD34EF', reason: expect.stringMatching(/^title: /) }]);
  });
});

test('a place that the employer hides is not shown', () => {
  const locations = [{ country: 'Spain', city: 'Vigo', hidden: true }, { country: 'Peru' }];
  expect(only(row('Spain', { locations })).location).toBe('Peru');
});

test('who telecommutes lives in one of the countries; that nobody says so is not known', () => {
  const from = (...rows: readonly unknown[]) => {
    const { remote, remoteFrom } = only(...rows);
    return { remote, remoteFrom };
  };
  const telecommuting = true;
  expect(from(row('Spain', { telecommuting }), row('Portugal', { telecommuting }))).toEqual({
    remote: 'yes',
    remoteFrom: 'Spain; Portugal',
  });
  expect(from(row('Spain', { telecommuting, city: 'Vigo' }))).toEqual({ remote: 'yes', remoteFrom: null });
  expect(from(row('Spain', { telecommuting: false }))).toEqual({ remote: null, remoteFrom: null });
  expect(from(row('Spain', { workplace_type: 'on_site', telecommuting: false })).remote).toBe('no');
});

test('the company is what the board says, else what the operator says, else the name of the board', () => {
  const company = (name: unknown, companyName: string | null): unknown =>
    postingsIn(itemsOf(workable, { name, jobs: [row('Spain')] }, { ...source, companyName }))[0]?.companyName;
  expect(company('Elm GmbH', 'Oak')).toBe('Elm GmbH');
  expect(company(' ', 'Oak')).toBe('Oak');
  expect(company(7, null)).toBe('Elm Works');
});

test.each([
  [{ shortcode: null }, /^shortcode: not an id/],
  [{ title: 'x'.repeat(10_000_000) }, /^title: longer/],
  [{ title: '\u0000' }, /^title: empty/],
  [{ url: 'javascript:alert(1)' }, /^url: /],
  [{ description: 'x'.repeat(600_000) }, /^description: longer/],
])('row %# is refused with its reason, and loses no other', (more, reason) => {
  const items = read(row('Spain', more), row('Spain', { shortcode: 'B' }));
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['B']);
  expect(rejectionsIn(items)).toEqual([{ item: expect.any(String), reason: expect.stringMatching(reason) }]);
});

test.each(['', '<html>', '[]', '{}', '{"jobs":{}}', '{"name":"x"}'])('%j is no board', (body) => {
  expect(() => itemsOf(workable, body, source)).toThrow(UnreadableBody);
});

test('an empty board is a board', () => {
  expect(read()).toEqual([]);
});

const feed = 'https://apply.workable.com/api/v1/widget/accounts/acme?details=true';

test.each([
  'https://apply.workable.com/acme/',
  'http://apply.workable.com/Acme',
  'https://apply.workable.com/acme/?lng=en#jobs',
  'https://apply.workable.com/acme/j/AB12CD34EF/apply/',
  'https://apply.workable.com/api/v1/widget/accounts/acme',
  'https://apply.workable.com/api/v1/widget/accounts/acme?details=true',
  'https://apply.workable.com/api/v1/accounts/acme',
  'https://apply.workable.com/api/v3/accounts/acme/jobs',
  'https://www.workable.com/api/accounts/acme?details=true',
  'https://acme.workable.com',
  'https://acme.workable.com/jobs/123456',
])('%s is read from the one feed', (address) => {
  expect(feedOf(workable, address)).toBe(feed);
});

test.each([
  ...lookAlikes('apply.workable.com', '/acme'),
  ...lookAlikes('acme.workable.com'),
  'https://apply.workable.com/',
  'https://apply.workable.com/j/AB12CD34EF',
  'https://apply.workable.com/api/v1/widget',
  'https://jobs.workable.com/company/abc/jobs-at-acme',
  'https://www.workable.com/acme',
  'https://help.workable.com/acme',
  'https://a.b.workable.com/',
])('%s is not recognised', (address) => {
  expect(feedOf(workable, address)).toBeNull();
});
