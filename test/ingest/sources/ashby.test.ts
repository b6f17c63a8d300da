import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { ashby } from '../../../src/ingest/sources/ashby.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = {
  url: 'https://api.ashbyhq.com/posting-api/job-board/elm-works?includeCompensation=true',
  companyName: null,
};
const id = '3f0f2d8e-1111-4222-8333-444455556666';
const job = (more = {}) => ({
  id,
  title: ' Baker ',
  jobUrl: `https://jobs.ashbyhq.com/elm-works/${id}`,
  isListed: true,
  ...more,
});
const board = (...jobs: readonly unknown[]) => ({ apiVersion: '1', jobs });
const only = (more = {}): NormalisedPosting => {
  const items = itemsOf(ashby, board(job(more)), source);
  const [read] = postingsIn(items);
  if (read === undefined) throw new Error(JSON.stringify(items));
  return read;
};
const address = (addressLocality: string, addressRegion: string, addressCountry: string) => ({
  addressLocality,
  addressRegion,
  addressCountry,
});
const salary = (more = {}) => ({
  compensationType: 'Salary',
  interval: '1 YEAR',
  currencyCode: 'EUR',
  minValue: 40_000,
  maxValue: 50_000,
  ...more,
});

test('a posting is read with everything that it says', () => {
  expect(
    only({
      applyUrl: `https://jobs.ashbyhq.com/elm-works/${id}/application`,
      department: 'Kitchen',
      team: 'Ovens',
      employmentType: 'FullTime',
      location: 'Toronto, ON',
      address: { postalAddress: address('Toronto', 'Ontario', 'Canada') },
      secondaryLocations: [{ location: 'Bakery Two', address: address('Lyon', '', 'France') }, { location: 'Porto' }],
      isRemote: true,
      workplaceType: 'Hybrid',
      descriptionHtml: '<p>Bread &amp; rolls</p>',
      descriptionPlain: 'Bread & rolls, plain',
      publishedAt: '2026-07-08T19:48:19.767+00:00',
      compensation: { summaryComponents: [salary(), { compensationType: 'EquityPercentage', interval: 'NONE' }] },
    }),
  ).toMatchObject({
    externalId: id,
    otherUrls: [`https://jobs.ashbyhq.com/elm-works/${id}/application`],
    title: 'Baker',
    companyName: 'Elm Works',
    location: 'Toronto, Ontario, Canada; Bakery Two, Lyon, France; Porto',
    remote: 'hybrid',
    remoteFrom: null,
    department: 'Kitchen',
    employmentType: 'full-time',
    description: 'Bread & rolls',
    salary: { min: 4_000_000, max: 5_000_000, currency: 'EUR', period: 'year' },
    postedAt: new Date('2026-07-08T19:48:19.767Z'),
  });
});

test('the older names of fields are read too', () => {
  const older = {
    departmentName: 'Kitchen',
    publishedDate: '2026-05-20',
    descriptionPlain: 'Bread',
    compensation: {
      compensationComponents: [
        {
          compensationType: 'Salary',
          tiers: [{ tierFloor: 40_000, tierCeiling: 50_000, currency: 'EUR', interval: 'YEAR' }],
        },
      ],
    },
  };
  expect(only(older)).toMatchObject({
    department: 'Kitchen',
    description: 'Bread',
    salary: { min: 4_000_000, max: 5_000_000, currency: 'EUR', period: 'year' },
    postedAt: new Date('2026-05-20T00:00:00Z'),
  });
});

test('optional fields of an unexpected shape count as not said', () => {
  const odd = { address: 'Berlin', secondaryLocations: 'all', compensation: [7], isRemote: 'no', publishedAt: {} };
  expect(only(odd)).toMatchObject({ location: null, remote: null, salary: null, postedAt: null, description: '' });
});

test('what the employer does not list is passed over, not refused', () => {
  const items = itemsOf(ashby, board(job({ isListed: false }), job({ id: 'b', isListed: null })), source);
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['b']);
  expect(rejectionsIn(items)).toEqual([]);
});

test.each([
  ['Remote', false, 'yes'],
  ['Hybrid', true, 'hybrid'],
  ['OnSite', true, 'no'],
  ['On-site', null, 'no'],
  [null, true, 'yes'],
  [null, false, null],
  [null, null, null],
  ['Elsewhere', null, null],
])('workplace type %j with isRemote %j is remote %j', (workplaceType, isRemote, remote) => {
  expect(only({ workplaceType, isRemote }).remote).toBe(remote);
});

describe('places', () => {
  const canada = { postalAddress: address('', '', 'Canada') };

  test('a remote job of whole countries is for people who live there', () => {
    const from = (more: object) => only({ workplaceType: 'Remote', location: 'Canada', address: canada, ...more });
    expect(from({}).remoteFrom).toBe('Canada');
    expect(from({ secondaryLocations: [{ location: 'Peru', address: address('', '', 'Peru') }] }).remoteFrom).toBe(
      'Canada; Peru',
    );
    expect(from({ secondaryLocations: [{ location: 'Lima', address: address('Lima', '', 'Peru') }] })).toMatchObject({
      remoteFrom: null,
      location: 'Canada; Lima, Peru',
    });
  });

  test('beside "Remote" the town of the employer is not where the work is', () => {
    const place = { location: 'Remote', address: { postalAddress: address('Toronto', 'Ontario', 'Canada') } };
    expect(only(place)).toMatchObject({ location: 'Remote', remoteFrom: null });
    expect(only({ location: 'Remote', address: canada }).location).toBe('Remote, Canada');
  });

  test('a name that says more than its address stays', () => {
    const two = { location: 'New York, NY; Boston, MA', address: { postalAddress: address('New York', 'NY', '') } };
    expect(only(two).location).toBe('New York, NY; Boston, MA');
  });
});

describe('pay', () => {
  const pay = (...summaryComponents: readonly unknown[]) => only({ compensation: { summaryComponents } }).salary;

  test('several ranges in one currency and period are spanned', () => {
    expect(
      pay(
        salary(),
        salary({ minValue: 38_000, maxValue: null }),
        salary({ currencyCode: 'USD', maxValue: 90_000 }),
        salary({ compensationType: 'Bonus', maxValue: 70_000 }),
      ),
    ).toEqual({ min: 3_800_000, max: 5_000_000, currency: 'EUR', period: 'year' });
  });

  test('a period of several weeks is not known', () => {
    expect(pay(salary({ interval: '1 HOUR', minValue: 20, maxValue: 30 }))?.period).toBe('hour');
    expect(pay(salary({ interval: '2 WEEK', minValue: 2000, maxValue: 3000 }))).toBeNull();
  });

  test('what the employer does not want to be shown is not shown', () => {
    const compensation = { summaryComponents: [salary()], compensationTierSummary: '€40K – €50K per year' };
    expect(only({ compensation, shouldDisplayCompensationOnJobPostings: false }).salary).toBeNull();
  });
});

test.each([
  [{ id: {} }, /^id: /],
  [{ title: undefined }, /^title: /],
  [{ title: 'x'.repeat(10_000_000) }, /^title: longer/],
  [{ jobUrl: null }, /^jobUrl: /],
  [{ jobUrl: 'data:text/html,x' }, /^url: /],
  [{ descriptionHtml: 'x'.repeat(600_000) }, /^descriptionHtml: longer/],
])('posting %# is refused with its reason, and loses no other', (more, reason) => {
  const items = itemsOf(ashby, board(job(more), job({ id: 'b' }), 7, job({ id: 'b' })), source);
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['b']);
  expect(rejectionsIn(items)[0]?.reason).toMatch(reason);
  expect(rejectionsIn(items)).toHaveLength(3);
});

test.each(['', '<html>', '[]', '{}', '{"jobs":{}}', '{"jobs":null}', 'Not Found'])('%j is no board', (body) => {
  expect(() => itemsOf(ashby, body, source)).toThrow(UnreadableBody);
});

test('an empty board is a board', () => {
  expect(itemsOf(ashby, '{"apiVersion":"1","jobs":[]}', source)).toEqual([]);
});

const feed = (slug: string): string => `https://api.ashbyhq.com/posting-api/job-board/${slug}?includeCompensation=true`;

test.each([
  ['https://jobs.ashbyhq.com/acme', feed('acme')],
  ['http://jobs.ashbyhq.com/Acme/?departmentId=1', feed('Acme')],
  ['https://jobs.ashbyhq.com/acme/embed?version=2', feed('acme')],
  [`https://jobs.ashbyhq.com/acme/${id}`, feed('acme')],
  [`https://jobs.ashbyhq.com/acme/${id}/application?utm_source=x`, feed('acme')],
  ['https://jobs.ashbyhq.com/acme.io', feed('acme.io')],
  ['https://jobs.ashbyhq.com/Acme%20Works', feed('Acme%20Works')],
  ['https://api.ashbyhq.com/posting-api/job-board/acme', feed('acme')],
  ['https://api.ashbyhq.com/posting-api/job-board/Acme%20Works/?includeCompensation=false', feed('Acme%20Works')],
])('%s is read from %s', (pasted, feedUrl) => {
  expect(feedOf(ashby, pasted)).toBe(feedUrl);
});

test.each([
  ...lookAlikes('jobs.ashbyhq.com', '/acme'),
  ...lookAlikes('api.ashbyhq.com', '/posting-api/job-board/acme'),
  'https://jobs.ashbyhq.com/',
  'https://jobs.ashbyhq.com/api/non-user-graphql',
  'https://jobs.ashbyhq.com/_next/static/x.js',
  'https://jobs.ashbyhq.com/%2e%2e%2fadmin',
  'https://www.ashbyhq.com/acme',
  'https://api.ashbyhq.com/job.list',
])('%s is not recognised', (pasted) => {
  expect(feedOf(ashby, pasted)).toBeNull();
});
