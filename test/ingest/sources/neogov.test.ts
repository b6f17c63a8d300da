import { expect, test } from 'vitest';
import { type Item, UnreadableBody } from '../../../src/ingest/source.ts';
import { neogov } from '../../../src/ingest/sources/neogov.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = { url: 'https://www.governmentjobs.com/SearchEngine/JobsFeed?agency=elmcounty', companyName: null };
const feed = (items: string, title = '<title>Elm County</title>'): string =>
  `\ufeff<?xml version="1.0"?><rss version="2.0" xmlns:joblisting="http://www.neogov.com/namespaces/JobListing"><channel>${title}${items}</channel></rss>`;
const item = (id: string, more = ''): string =>
  `<item><title>Ranger</title><link>https://www.governmentjobs.com/careers/elmcounty/jobs/${id}</link><joblisting:jobId>${id}</joblisting:jobId>${more}</item>`;
const read = (items: string, title?: string): Item[] => itemsOf(neogov, feed(items, title), source);

test('an item is read with everything that it says', () => {
  const [posting] = postingsIn(
    read(
      item(
        '41',
        `<description>&lt;p&gt;Walk &amp;amp; watch.&lt;/p&gt;</description>
        <pubDate>Wed, 19 Aug 2026 23:10:38 GMT</pubDate>
        <joblisting:advertiseFromDateUTC>Wed, 19 Aug 2026 05:00:00:0</joblisting:advertiseFromDateUTC>
        <joblisting:advertiseToDateTimeUTC>Sun, 20 Sep 2026 04:59:00:0</joblisting:advertiseToDateTimeUTC>
        <joblisting:minimumSalary>65</joblisting:minimumSalary><joblisting:maximumSalary>85.25</joblisting:maximumSalary>
        <joblisting:salaryCurrency>USD</joblisting:salaryCurrency><joblisting:salaryInterval>Hour</joblisting:salaryInterval>
        <joblisting:department>Parks</joblisting:department><joblisting:location>Elm, Ohio</joblisting:location>
        <joblisting:qualifications>&lt;p&gt;Good shoes.&lt;/p&gt;</joblisting:qualifications>`,
      ),
    ),
  );
  expect(posting).toMatchObject({
    externalId: '41',
    url: 'https://www.governmentjobs.com/careers/elmcounty/jobs/41',
    companyName: 'Elm County',
    location: 'Elm, Ohio',
    department: 'Parks',
    salary: { min: 6500, max: 8525, currency: 'USD', period: 'hour' },
    postedAt: new Date('2026-08-19T05:00:00Z'),
    deadlineAt: new Date('2026-09-20T04:59:00Z'),
  });
  expect(posting?.description.replace(/\n+/g, '|')).toBe('Walk & watch.|Qualifications|Good shoes.');
});

test('without a name of the agency the name in the address stands in', () => {
  expect(postingsIn(read(item('1'), ''))[0]?.companyName).toBe('Elmcounty');
});

test('bad items are refused alone', () => {
  const items = read(
    `${item('1')}${item('1')}<item><title>x</title></item><item/>${item('2', '<pubDate>soon</pubDate>')}`,
  );
  expect(postingsIn(items).map(({ externalId, postedAt }) => [externalId, postedAt])).toEqual([
    ['1', null],
    ['2', null],
  ]);
  expect(rejectionsIn(items)).toHaveLength(3);
});

test.each([
  ['other RSS', '<rss version="2.0"><channel><title>News</title><item/></channel></rss>'],
  ['no channel', '<rss xmlns:joblisting="x"/>'],
  ['a document type', `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${feed(item('1'))}`],
  ['a page', '<html></html>'],
  ['cut off', feed(item('1')).slice(0, -20)],
])('%s is unreadable', (_name, body) => {
  expect(() => itemsOf(neogov, body, source)).toThrow(UnreadableBody);
});

test('a feed without items is an empty board', () => {
  expect(read('')).toEqual([]);
});

test.each([
  [
    'https://www.governmentjobs.com/careers/elmcounty',
    'https://www.governmentjobs.com/SearchEngine/JobsFeed?agency=elmcounty',
  ],
  [
    'http://governmentjobs.com/careers/elmcounty/?keywords=x',
    'https://www.governmentjobs.com/SearchEngine/JobsFeed?agency=elmcounty',
  ],
  [
    'https://www.governmentjobs.com/careers/elmcounty/jobs/41/ranger',
    'https://www.governmentjobs.com/SearchEngine/JobsFeed?agency=elmcounty',
  ],
  [
    'https://www.schooljobs.com/careers/elmdistrict',
    'https://www.schooljobs.com/SearchEngine/JobsFeed?agency=elmdistrict',
  ],
  [
    'https://www.governmentjobs.com/searchengine/jobsfeed?agency=elmcounty&x=1',
    'https://www.governmentjobs.com/SearchEngine/JobsFeed?agency=elmcounty',
  ],
])('%s is read from %s', (address, feedUrl) => {
  expect(feedOf(neogov, address)).toBe(feedUrl);
});

test.each([
  ...lookAlikes('www.governmentjobs.com', '/careers/elmcounty'),
  'https://www.governmentjobs.com/jobs/41',
  'https://www.governmentjobs.com/careers/',
  'https://www.governmentjobs.com/careers/elmcounty/promotionaljobs',
])('%s is not recognised', (address) => {
  expect(feedOf(neogov, address)).toBeNull();
});
