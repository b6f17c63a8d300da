import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { paylocity } from '../../../src/ingest/sources/paylocity.ts';
import { feedOf, lookAlikes, nestedPages } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const board = '211e692d-c45a-4e3a-ae01-3e497af97929';
const list = `https://recruiting.paylocity.com/recruiting/jobs/All/${board}`;
const source = { url: list, companyName: null };
const job = (JobId: unknown, more = {}) => ({ JobId, JobTitle: 'Potter', ...more });
const page = (data: unknown): string =>
  `<html><script>var x = "window.pageData";</script><body><script>\n  window.pageData = ${JSON.stringify(data)};\n window.other = {"Jobs":[]};</script></body></html>`;

test('the list in the page is read, with the request for the page of each posting', () => {
  const JobLocation = { City: 'Sèvres', State: null, Country: 'France', Zip: '92310' };
  const first = job(11, {
    JobTitle: 'Potter "}; window.x = {" and more',
    JobLocation,
    LocationName: 'Works',
    HiringDepartment: 'Kiln',
    PublishedDate: '2026-08-08T11:27:44-05:00',
    IsRemote: false,
  });
  const items = itemsOf(
    paylocity,
    page({
      ModuleTitle: 'Larch Pottery',
      Jobs: [first, job(12, { LocationName: 'Hybrid' }), job(13, { IsRemote: true })],
    }),
    source,
  );
  expect(items[0]).toEqual({
    posting: expect.objectContaining({
      externalId: '11',
      url: `https://recruiting.paylocity.com/recruiting/jobs/Details/11/${board}`,
      title: 'Potter "}; window.x = {" and more',
      companyName: 'Larch Pottery',
      location: 'Sèvres, France',
      department: 'Kiln',
      remote: null,
      postedAt: new Date('2026-08-08T16:27:44Z'),
    }),
    detail: { url: `https://recruiting.paylocity.com/recruiting/jobs/Details/11/${board}` },
  });
  expect(postingsIn(items).map(({ remote }) => remote)).toEqual([null, 'hybrid', 'yes']);
});

test('the page of a posting adds its text and pay', () => {
  const [listed] = postingsIn(itemsOf(paylocity, page({ ModuleTitle: 'Larch Pottery', Jobs: [job(11)] }), source));
  if (listed === undefined) throw new Error('refused');
  const posting = {
    '@type': 'JobPosting',
    title: 'Another title',
    description: '<p>Throw clay.</p>',
    employmentType: 'FULL_TIME',
    baseSalary: { currency: 'USD', value: { minValue: 20, maxValue: 25, unitText: 'HOUR' } },
  };
  const body = `<script type="application/ld+json">${JSON.stringify(posting)}</script>`;
  expect(paylocity.readDetail?.({ url: listed.url, body }, listed, source)).toMatchObject({
    posting: {
      externalId: '11',
      title: 'Potter',
      companyName: 'Larch Pottery',
      description: 'Throw clay.',
      employmentType: 'full-time',
      salary: { min: 2000, max: 2500, currency: 'USD', period: 'hour' },
    },
  });
  expect(() => paylocity.readDetail?.({ url: listed.url, body: '<p>Gone</p>' }, listed, source)).toThrow(
    UnreadableBody,
  );
});

test('bad rows are refused alone', () => {
  const items = itemsOf(
    paylocity,
    page({ ModuleTitle: 'x', Jobs: [job(1), job(1), job(null), job(2, { JobTitle: '' }), 7] }),
    source,
  );
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['1']);
  expect(rejectionsIn(items).map(({ item }) => item)).toEqual(['1', 'number 3', '2', 'number 5']);
});

test.each([
  '',
  '{}',
  '<html></html>',
  '<script>window.pageData = {</script>',
  '<script>window.pageData = {"Jobs":7}</script>',
  '<script>window.pageData = [{"Jobs":[]}]</script>',
  '<p>window.pageData = {"Jobs":[]}</p>',
])('%j is no board', (body) => {
  expect(() => itemsOf(paylocity, body, source)).toThrow(UnreadableBody);
});

test('an empty list is an empty board', () => {
  expect(itemsOf(paylocity, page({ ModuleTitle: 'x', Jobs: [] }), source)).toEqual([]);
});

const evilPages: typeof nestedPages = [
  ...nestedPages,
  ['a script of open braces', `<script>window.pageData = ${'{'.repeat(1_000_000)}</script>`],
  ['many scripts', `<script>window.pageData = {"a":1</script>`.repeat(20_000)],
];

test.each(evilPages)('%s end in an error within two seconds', (_name, body) => {
  const start = performance.now();
  expect(() => itemsOf(paylocity, body, source)).toThrow(UnreadableBody);
  expect(performance.now() - start).toBeLessThan(2000);
});

test.each([
  `https://recruiting.paylocity.com/recruiting/jobs/All/${board}/Larch-Pottery`,
  `http://recruiting.paylocity.com/Recruiting/Jobs/All/${board.toUpperCase()}/`,
  `https://recruiting.paylocity.com/Recruiting/Jobs/List/${board}?x=1`,
  `https://recruiting.paylocity.com/recruiting/jobs/Details/11/${board}`,
])('%s is read from its list', (address) => {
  expect(feedOf(paylocity, address)).toBe(list);
});

// The page of a posting with the company's name only does not say which board it is of.
test.each([
  ...lookAlikes('recruiting.paylocity.com', `/recruiting/jobs/All/${board}`),
  'https://recruiting.paylocity.com/Recruiting/Jobs/Details/11/Larch-Pottery/Potter',
  'https://www.paylocity.com/careers/',
])('%s is not recognised', (address) => {
  expect(feedOf(paylocity, address)).toBeNull();
});
