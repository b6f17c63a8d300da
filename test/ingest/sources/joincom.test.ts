import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { joincom } from '../../../src/ingest/sources/joincom.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const list = 'https://join.com/api/public/companies/42/jobs?page=1';
const source = { url: list, companyName: null };
const job = (id: unknown, more = {}) => ({
  id,
  title: 'Glazier',
  shareableUrl: `https://join.com/companies/yew-glass/jobs/${id}-glazier`,
  ...more,
});
const page = (items: unknown, pagination: unknown = undefined) => JSON.stringify({ items, pagination });

test('a posting is read with everything that it says', () => {
  const full = job(8, {
    description: '<p>Cut glass.</p>',
    locations: [
      { name: 'Wien', city: 'Wien', country: 'AT', isRemote: false },
      { name: 'Remote — Austria', country: 'AT' },
      {},
    ],
    publishedAt: '2026-04-20T10:30:00.000Z',
    employmentType: 'PART_TIME',
    remoteOption: 'HYBRID',
    department: { name: 'Works' },
    category: 'Craft',
  });
  expect(postingsIn(itemsOf(joincom, page([full]), source))).toMatchObject([
    {
      externalId: '8',
      url: 'https://join.com/companies/yew-glass/jobs/8-glazier',
      companyName: 'Yew Glass',
      location: 'Wien, AT; Remote — Austria',
      remote: 'hybrid',
      department: 'Works',
      employmentType: 'part-time',
      description: 'Cut glass.',
      postedAt: new Date('2026-04-20T10:30:00Z'),
    },
  ]);
});

test('a department is written as a name or as an object with one', () => {
  const departments = [
    { department: 'A' },
    { department: { name: 'B' } },
    { category: { name: 'C' } },
    { department: 7 },
  ];
  const items = itemsOf(joincom, page(departments.map((more, id) => job(id, more))), source);
  expect(postingsIn(items).map(({ department }) => department)).toEqual(['A', 'B', 'C', null]);
});

test('the pages follow up to the last one', () => {
  const more = (pagination: unknown) => joincom.read({ url: list, body: page([], pagination) }, source).more;
  expect(more({ page: 1, totalPages: 2 })).toEqual([{ url: 'https://join.com/api/public/companies/42/jobs?page=2' }]);
  for (const odd of [
    undefined,
    'x',
    { page: 2, totalPages: 2 },
    { page: 0, totalPages: 1e9 },
    { page: -1, totalPages: 3 },
  ]) {
    expect(more(odd)).toEqual([]);
  }
});

test('bad rows are refused alone', () => {
  const items = itemsOf(
    joincom,
    page([job(1), job(1), job(2, { shareableUrl: 'x' }), job(3, { title: 9 }), [], job(4)]),
    source,
  );
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['1', '4']);
  expect(rejectionsIn(items).map(({ item }) => item)).toEqual(['1', '2', '3', 'number 5']);
});

test.each(['', '[]', '{}', '{"items":{}}', '<html>'])('%j is no list', (body) => {
  expect(() => itemsOf(joincom, body, source)).toThrow(UnreadableBody);
});

test('an empty list is an empty board', () => {
  expect(itemsOf(joincom, page([]), source)).toEqual([]);
});

test.each([
  'https://join.com/api/public/companies/42/jobs',
  'http://www.join.com/api/public/companies/42/jobs/?page=3&pageSize=5&locale=en-us',
  'https://join.com/api/public/companies/42',
])('%s is read from its first page', (address) => {
  expect(feedOf(joincom, address)).toBe(list);
});

// A page for people has the company's name, and nothing finds its number.
test.each([
  ...lookAlikes('join.com', '/api/public/companies/42/jobs'),
  'https://join.com/companies/acme',
  'https://join.com/api/public/companies/acme/jobs',
])('%s is not recognised', (address) => {
  expect(feedOf(joincom, address)).toBeNull();
});
