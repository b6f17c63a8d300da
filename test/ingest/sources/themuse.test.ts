import { expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { themuse } from '../../../src/ingest/sources/themuse.ts';
import { itemsOf, postingsIn } from '../../support/reading.ts';

const feed = 'https://www.themuse.com/api/public/jobs?page=0';
const job = (more: object = {}): object => ({
  id: 3,
  name: 'Gardener',
  contents: '<p>Plant trees</p>',
  publication_date: '2026-07-16T00:00:00Z',
  locations: [{ name: 'Springfield, IL' }, { name: 'Oslo, Norway' }],
  categories: [{ name: 'Gardening' }],
  levels: [{ name: 'Senior Level', short_name: 'senior' }],
  tags: [{ name: 'Fortune 1000' }],
  refs: { landing_page: 'https://www.themuse.com/jobs/fern/gardener' },
  company: { name: 'Fern' },
  ...more,
});
const reading = (url: string, results: readonly unknown[], more: object = {}) =>
  themuse.read(
    { url, body: JSON.stringify({ page: 0, page_count: 20_223, results, ...more }) },
    { url, companyName: null },
  );
const read = (more?: object): NormalisedPosting | undefined => postingsIn([...reading(feed, [job(more)]).items])[0];

test('a posting is read with all of its places', () => {
  expect(read()).toMatchObject({
    externalId: '3',
    companyName: 'Fern',
    location: 'Springfield, IL; Oslo, Norway',
    department: 'Gardening',
    remote: null,
    salary: null,
  });
});

test('"Flexible / Remote" is a way of working', () => {
  expect(read({ locations: [{ name: 'Flexible / Remote' }] })).toMatchObject({ remote: 'yes', location: 'Remote' });
});

test('pages go to 99 and not beyond', () => {
  const url = 'https://www.themuse.com/api/public/jobs';
  expect(reading(feed, [job()]).more).toEqual([{ url: `${url}?page=1` }]);
  expect(reading(`${url}?page=98&api_key=secret`, [job()]).more).toEqual([{ url: `${url}?page=99` }]);
  expect(reading(`${url}?page=99`, [job()]).more).toEqual([]);
  expect(reading(feed, [job()], { page_count: 1 }).more).toEqual([]);
  expect(reading(feed, []).more).toEqual([]);
});

test('the key is optional, goes to the API alone and is no part of the stored address', () => {
  expect(themuse.authorise?.({ url: feed }, {})).toEqual({ url: feed });
  expect(themuse.authorise?.({ url: feed }, { themuseKey: 'k' })).toEqual({ url: `${feed}&api_key=k` });
  const elsewhere = { url: 'https://evil.example/' };
  expect(themuse.authorise?.(elsewhere, { themuseKey: 'k' })).toEqual(elsewhere);
  expect(themuse.feedUrl(new URL(`${feed}&api_key=k&category=Gardening`)).href).toBe(
    'https://www.themuse.com/api/public/jobs?category=Gardening&page=0',
  );
});

test('an answer that ignores the place that was asked for is not read', () => {
  const asked = `${feed}&location=Atlantis`;
  const remote = job({ locations: [{ name: 'Flexible / Remote' }] });
  expect(() => reading(asked, [remote])).toThrow(UnreadableBody);
  expect(() => reading(`${feed}&location=Oslo%2C%20Norway`, [remote, job()])).not.toThrow();
});

test.each(['', '[]', '{}', '{"results":{}}'])('%j is not its list', (body) => {
  expect(() => itemsOf(themuse, body)).toThrow(UnreadableBody);
});
