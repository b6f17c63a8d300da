import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { manatal } from '../../../src/ingest/sources/manatal.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const list = 'https://www.careers-page.com/api/v1.0/c/beech-farms/jobs/';
const source = { url: list, companyName: null };
const job = (id: unknown, more = {}) => ({ id, hash: `AB${id}`, position_name: 'Shepherd', ...more });
const page = (results: unknown, next: unknown = null) => JSON.stringify({ count: 12, next, previous: null, results });

test('a posting is read, with its address from its code', () => {
  const [posting] = postingsIn(
    itemsOf(
      manatal,
      page([job(3, { description: '<p>Mind sheep.</p>', location_display: 'Hay, Wales, United Kingdom' })]),
      source,
    ),
  );
  expect(posting).toMatchObject({
    externalId: '3',
    url: 'https://www.careers-page.com/beech-farms/job/AB3',
    companyName: 'Beech Farms',
    location: 'Hay, Wales, United Kingdom',
    description: 'Mind sheep.',
  });
  const parts = { location_display: '', city: 'Hay', state: '', country: 'United Kingdom' };
  expect(postingsIn(itemsOf(manatal, page([job(3, parts)]), source))[0]?.location).toBe('Hay, United Kingdom');
});

test('the next page is followed on the same host alone', () => {
  const more = (next: unknown) => manatal.read({ url: list, body: page([], next) }, source).more;
  expect(more(`${list}?page=2`)).toEqual([{ url: `${list}?page=2` }]);
  for (const next of [null, 7, 'https://evil.example/api/', 'file:///etc/passwd']) expect(more(next)).toBeUndefined();
});

test('bad rows are refused alone', () => {
  const items = itemsOf(
    manatal,
    page([job(1), job(1), job(2, { hash: '../x' }), job(3, { position_name: ' ' }), null, job(4)]),
    source,
  );
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['1', '4']);
  expect(rejectionsIn(items).map(({ item }) => item)).toEqual(['1', '2', '3', 'number 5']);
});

test.each(['', '[]', '{}', '{"results":{}}', '<html>'])('%j is no list', (body) => {
  expect(() => itemsOf(manatal, body, source)).toThrow(UnreadableBody);
});

test('an empty list is an empty board', () => {
  expect(itemsOf(manatal, page([]), source)).toEqual([]);
});

test.each([
  'https://www.careers-page.com/acme',
  'http://careers-page.com/acme/',
  'https://www.careers-page.com/acme/job/AB3?utm_source=x',
  'https://www.careers-page.com/api/v1.0/c/acme/jobs/?page=3',
])('%s is read from its first page', (address) => {
  expect(feedOf(manatal, address)).toBe('https://www.careers-page.com/api/v1.0/c/acme/jobs/');
});

test.each([
  ...lookAlikes('www.careers-page.com', '/acme'),
  'https://www.careers-page.com/',
  'https://www.careers-page.com/api/v1.0/',
])('%s is not recognised', (address) => {
  expect(feedOf(manatal, address)).toBeNull();
});
