import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { eightfold } from '../../../src/ingest/sources/eightfold.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const list = 'https://acme.eightfold.ai/api/apply/v2/jobs?domain=acme.org&start=0&num=100';
const source = { url: list, companyName: null };
const job = (id: unknown, more = {}) => ({ id, name: 'Chemist', ...more });
const page = (positions: unknown, more = {}) => ({ domain: 'acme.org', positions, ...more });

test('a posting is read, and its text asked for where the list has none', () => {
  const full = {
    canonicalPositionUrl: 'https://acme.eightfold.ai/careers/job/5',
    location: 'Riga, Latvia',
    locations: ['Riga, Latvia', 'Tartu, Estonia'],
    department: 'Lab',
    work_location_option: 'hybrid',
    t_create: 1785801600,
  };
  const items = itemsOf(
    eightfold,
    page([job(5, { ...full, job_description: ' ' }), job(6, { job_description: '<p>Mix.</p>' })]),
    source,
  );
  expect(items).toEqual([
    {
      posting: expect.objectContaining({
        externalId: '5',
        url: 'https://acme.eightfold.ai/careers/job/5',
        companyName: 'Acme',
        location: 'Riga, Latvia; Tartu, Estonia',
        department: 'Lab',
        remote: 'hybrid',
        postedAt: new Date(1785801600000),
      }),
      detail: { url: 'https://acme.eightfold.ai/api/apply/v2/jobs/5?domain=acme.org' },
    },
    { posting: expect.objectContaining({ url: 'https://acme.eightfold.ai/careers/job/6', description: 'Mix.' }) },
  ]);
  const [listed] = postingsIn(items);
  if (listed === undefined) throw new Error('refused');
  expect(
    eightfold.readDetail?.({ url: 'x', body: '{"job_description":"<p>Weigh.</p>"}' }, listed, source),
  ).toMatchObject({
    posting: { externalId: '5', description: 'Weigh.', department: 'Lab' },
  });
  expect(() => eightfold.readDetail?.({ url: 'x', body: '{}' }, listed, source)).toThrow(UnreadableBody);
});

test('pages follow until all are counted, or nothing comes', () => {
  const more = (url: string, positions: readonly unknown[], count?: number) =>
    eightfold
      .read({ url, body: JSON.stringify(page(positions, { count })) }, source)
      .more?.map((request) => request.url);
  const at = (start: number) => list.replace('start=0', `start=${start}`);
  expect(more(list, [job(1), job(2)])).toEqual([at(2)]);
  expect(more(at(2), [job(3)], 3)).toEqual([]);
  expect(more(at(2), [job(3)], 4)).toEqual([at(3)]);
  expect(more(at(4), [])).toEqual([]);
});

test('bad rows are refused alone', () => {
  const items = itemsOf(
    eightfold,
    page([job(1), job(1), job(1.5), job(3, { name: {} }), 'x', job(4, { locations: 'y', t_create: 'z' })]),
    source,
  );
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['1', '4']);
  expect(rejectionsIn(items)).toHaveLength(4);
});

test.each(['', '[]', '{}', '{"positions":{}}', '<html>'])('%j is no list', (body) => {
  expect(() => itemsOf(eightfold, body, source)).toThrow(UnreadableBody);
});

test('an empty list is an empty board', () => {
  expect(itemsOf(eightfold, page([]), source)).toEqual([]);
});

test.each([
  ['https://acme.eightfold.ai/careers?domain=Acme.org&query=x', 'acme.org'],
  ['https://acme.eightfold.ai/careers/job/5?domain=acme.org', 'acme.org'],
  ['https://acme.eightfold.ai/careers/job/5', 'acme.com'],
  ['http://acme.eightfold.ai/', 'acme.com'],
  ['https://acme.eightfold.ai/careers?domain=../x', 'acme.com'],
  [list.replace('start=0', 'start=300'), 'acme.org'],
])('%s is read for the domain %s', (address, domain) => {
  expect(feedOf(eightfold, address)).toBe(list.replace('acme.org', domain));
});

test.each([...lookAlikes('acme.eightfold.ai'), 'https://www.eightfold.ai/careers', 'https://eightfold.ai/'])(
  '%s is not recognised',
  (address) => {
    expect(feedOf(eightfold, address)).toBeNull();
  },
);
