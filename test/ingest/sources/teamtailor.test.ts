import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { teamtailor } from '../../../src/ingest/sources/teamtailor.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = { url: 'https://elm.teamtailor.com/jobs.json', companyName: null };
const feed = (items: readonly unknown[], more = {}) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Elm Works',
  items,
  ...more,
});
const item = (id: string, more = {}) => ({
  id,
  title: 'Baker',
  url: `https://elm.teamtailor.com/jobs/${id}-baker`,
  ...more,
});
const address = (city: string, region: string, country: string) => ({
  '@type': 'Place',
  address: { '@type': 'PostalAddress', addressLocality: city, addressRegion: region, addressCountry: country },
});

test('an item is read with what its JobPosting says', () => {
  const [posting] = postingsIn(
    itemsOf(
      teamtailor,
      feed([
        item('a-1', {
          content_html: '<p>Bread &amp; rolls</p>',
          date_published: '2026-02-04T09:26:20+01:00',
          _jobposting: {
            '@type': 'JobPosting',
            employmentType: 'PART_TIME',
            validThrough: '2026-05-01',
            hiringOrganization: { name: 'Elm Bakeries AB' },
            jobLocationType: 'TELECOMMUTE',
            applicantLocationRequirements: { '@type': 'Country', name: 'Sweden' },
            jobLocation: [address('Stockholm', 'Europe', 'SE'), address('Aarhus', 'Midtjylland', 'DK')],
            baseSalary: { currency: 'SEK', value: { minValue: 30000, maxValue: 35000, unitText: 'MONTH' } },
          },
        }),
      ]),
      source,
    ),
  );
  expect(posting).toMatchObject({
    externalId: 'a-1',
    url: 'https://elm.teamtailor.com/jobs/a-1-baker',
    companyName: 'Elm Bakeries AB',
    location: 'Stockholm, SE; Aarhus, Midtjylland, DK',
    remote: 'yes',
    remoteFrom: 'Sweden',
    employmentType: 'part-time',
    description: 'Bread & rolls',
    salary: { min: 3_000_000, max: 3_500_000, currency: 'SEK', period: 'month' },
    postedAt: new Date('2026-02-04T08:26:20Z'),
    deadlineAt: new Date('2026-05-01T00:00:00Z'),
  });
});

test('without a JobPosting, or with one of another shape, an item is still a posting of the company of the feed', () => {
  const odd = [undefined, null, 'x', 7, [], { jobLocation: 'Berlin' }, { jobLocation: [null, 3, { address: 'x' }] }];
  const items = itemsOf(teamtailor, feed(odd.map((_jobposting, id) => item(String(id), { _jobposting }))), source);
  expect(postingsIn(items).map(({ companyName }) => companyName)).toEqual(odd.map(() => 'Elm Works'));
});

test('bad items are refused alone', () => {
  const items = itemsOf(
    teamtailor,
    feed([null, item('1'), item('1'), item('2', { title: 7 }), item('3', { url: 'javascript:1' }), item('4')], {
      title: 3,
    }),
    source,
  );
  expect(postingsIn(items).map(({ externalId, companyName }) => [externalId, companyName])).toEqual([
    ['1', 'Elm'],
    ['4', 'Elm'],
  ]);
  expect(rejectionsIn(items).map(({ item: id }) => id)).toEqual(['number 1', '1', '2', '3']);
});

test('the next page of the feed is read, on the same host alone', () => {
  const more = (next_url: unknown) =>
    teamtailor.read({ url: source.url, body: JSON.stringify(feed([], { next_url })) }, source).more;
  expect(more('/jobs.json?page=2')).toEqual([{ url: 'https://elm.teamtailor.com/jobs.json?page=2' }]);
  expect(more('https://evil.example/jobs.json?page=2')).toBeUndefined();
  expect(more(7)).toBeUndefined();
});

test.each(['', '[]', '{}', '{"items":[]}', '{"version":"https://jsonfeed.org/version/1.1"}', '<html>'])(
  '%j is no feed',
  (body) => {
    expect(() => itemsOf(teamtailor, body, source)).toThrow(UnreadableBody);
  },
);

test('an empty feed is an empty board', () => {
  expect(itemsOf(teamtailor, feed([]), source)).toEqual([]);
});

test.each([
  ['https://acme.teamtailor.com', 'https://acme.teamtailor.com/jobs.json'],
  ['https://acme.teamtailor.com/jobs/123-cook?promotion=1', 'https://acme.teamtailor.com/jobs.json'],
  ['http://acme.teamtailor.com/jobs.rss', 'https://acme.teamtailor.com/jobs.json'],
  ['https://acme.na.teamtailor.com/jobs/', 'https://acme.na.teamtailor.com/jobs.json'],
])('%s is read from %s', (pasted, feedUrl) => {
  expect(feedOf(teamtailor, pasted)).toBe(feedUrl);
});

test.each([
  ...lookAlikes('acme.teamtailor.com'),
  'https://www.teamtailor.com/',
  'https://api.teamtailor.com/v1/jobs',
  'https://a.b.teamtailor.com/',
])('%s is not recognised', (pasted) => {
  expect(feedOf(teamtailor, pasted)).toBeNull();
});
