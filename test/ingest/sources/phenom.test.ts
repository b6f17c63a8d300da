import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { phenom } from '../../../src/ingest/sources/phenom.ts';
import { feedOf, nestedPages } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const list = 'https://careers.maple.example/us/en/search-results';
const source = { url: list, companyName: null };
const job = (jobId: unknown, more = {}) => ({ jobId, jobSeqNo: `MAPLE${jobId}US`, title: 'Nurse', ...more });
const page = (jobs: unknown, totalHits?: unknown): string =>
  `<script>var phApp = {}; phApp.ddo = ${JSON.stringify({ eagerLoadRefineSearch: { totalHits, data: { jobs } } })}; phApp.experimentData = {};</script>`;

test('the list in the page is read, with the request for the page of each posting', () => {
  const full = job('R-1', {
    type: 'Part-Time',
    descriptionTeaser: 'Care for people.',
    location: 'Omaha, Nebraska, United States',
    category: 'Health',
    department: '',
    postedDate: '2026-04-09T09:54:06.573+0000',
  });
  const items = itemsOf(phenom, page([full]), source);
  expect(items).toEqual([
    {
      posting: expect.objectContaining({
        externalId: 'R-1',
        url: 'https://careers.maple.example/us/en/job/MAPLER-1US',
        companyName: 'Maple',
        location: 'Omaha, Nebraska, United States',
        department: 'Health',
        employmentType: 'part-time',
        description: 'Care for people.',
        postedAt: new Date('2026-04-09T09:54:06.573Z'),
      }),
      detail: { url: 'https://careers.maple.example/us/en/job/MAPLER-1US' },
    },
  ]);
  const [listed] = postingsIn(items);
  if (listed === undefined) throw new Error('refused');
  const posting = {
    '@type': 'JobPosting',
    title: 'x',
    description: '<p>All of it.</p>',
    hiringOrganization: { name: 'Maple Health' },
  };
  const body = `<script type="application/ld+json">${JSON.stringify(posting)}</script>`;
  expect(phenom.readDetail?.({ url: listed.url, body }, listed, source)).toMatchObject({
    posting: { externalId: 'R-1', title: 'Nurse', companyName: 'Maple Health', description: 'All of it.' },
  });
  expect(() => phenom.readDetail?.({ url: listed.url, body: '' }, listed, source)).toThrow(UnreadableBody);
});

test('pages follow until all hits are read', () => {
  const more = (url: string, jobs: readonly unknown[], hits: unknown) =>
    phenom.read({ url, body: page(jobs, hits) }, source).more?.map((request) => request.url);
  expect(more(list, [job(1), job(2)], 52)).toEqual([`${list}?from=2&s=1`]);
  expect(more(`${list}?from=50&s=1`, [job(3), job(4)], 52)).toEqual([]);
  expect(more(`${list}?from=50&s=1`, [], 'many')).toEqual([]);
});

test('bad rows are refused alone', () => {
  const items = itemsOf(
    phenom,
    page([job(1), job(1), job(2, { title: null }), job(3, { jobSeqNo: '../x' }), null]),
    source,
  );
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['1']);
  expect(rejectionsIn(items).map(({ item }) => item)).toEqual(['1', '2', '3', 'number 5']);
});

test.each(['', '{}', '<html></html>', '<script>phApp.ddo = {}; </script>', page(7)])('%j is no list', (body) => {
  expect(() => itemsOf(phenom, body, source)).toThrow(UnreadableBody);
});

test('an empty list is an empty board', () => {
  expect(itemsOf(phenom, page([], 0), source)).toEqual([]);
});

test.each(nestedPages)('%s end in an error within two seconds', (_name, body) => {
  const start = performance.now();
  expect(() => itemsOf(phenom, body, source)).toThrow(UnreadableBody);
  expect(performance.now() - start).toBeLessThan(2000);
});

test.each([list, `${list}/`, `${list}?keywords=nurse&from=20`, list.replace('https', 'http')])(
  '%s is read from its first page',
  (address) => {
    expect(feedOf(phenom, address)).toBe(list);
  },
);

test.each([
  'https://careers.maple.example/us/en',
  'https://careers.maple.example/search-results',
  'https://careers.maple.example:8443/us/en/search-results',
  'https://someone:secret@careers.maple.example/us/en/search-results',
  'https://evil.example/x?y=/us/en/search-results',
])('%s is not recognised', (address) => {
  expect(feedOf(phenom, address)).toBeNull();
});
