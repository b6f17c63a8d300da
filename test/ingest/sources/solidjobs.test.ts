import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { solidjobs } from '../../../src/ingest/sources/solidjobs.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const list =
  'https://solid.jobs/public-api/offers/IT?campaign=jobhound&sortActive=validFrom&sortDirection=desc&pageIndex=0&pageSize=200';
const source = { url: list, companyName: null };
const job = (jobOfferKey: unknown, more = {}) => ({
  jobOfferKey,
  title: 'Tester',
  company: 'Jodła',
  url: `https://solid.jobs/o/${jobOfferKey}/api`,
  ...more,
});
const page = (jobs: unknown, more = {}) => JSON.stringify({ jobs, ...more });

test('an offer is read with its pay, level and skills', () => {
  const full = job('a-1', {
    category: 'QA',
    locations: ['Gdynia', 'Sopot'],
    isRemote: false,
    isHybrid: true,
    contractTime: 'part_time',
    experienceLevel: 'Senior',
    skills: [{ name: 'Selenium', level: 'Expert' }],
    salary: { from: 8000, to: 9000.5, currency: 'PLN', period: 'Month', employmentType: 'B2B' },
    description: '<p>Testuj.</p>',
    validFrom: '2026-06-11T14:26:58.0305458+02:00',
    validTo: '2026-07-12T14:26:58.0305458+02:00',
  });
  expect(postingsIn(itemsOf(solidjobs, page([full]), source))).toMatchObject([
    {
      externalId: 'a-1',
      url: 'https://solid.jobs/o/a-1/api',
      companyName: 'Jodła',
      location: 'Gdynia; Sopot',
      remote: 'hybrid',
      department: 'QA',
      employmentType: 'part-time',
      salary: { min: 800_000, max: 900_050, currency: 'PLN', period: 'month' },
      description: 'Testuj.',
      postedAt: new Date('2026-06-11T12:26:58.030Z'),
      deadlineAt: new Date('2026-07-12T12:26:58.030Z'),
    },
  ]);
});

test('remote work is said or not known', () => {
  const said = [
    { isRemote: true, isHybrid: true },
    { isRemote: false, isHybrid: false },
    { isRemote: false },
    { isRemote: 'x' },
  ];
  const items = itemsOf(solidjobs, page(said.map((more, id) => job(String(id), more))), source);
  expect(postingsIn(items).map(({ remote }) => remote)).toEqual(['yes', 'no', null, null]);
});

test('pages follow up to the last one', () => {
  const more = (extra: object) =>
    solidjobs.read({ url: list, body: page([], extra) }, source).more?.map(({ url }) => url);
  expect(more({ pageIndex: 0, totalPages: 3 })).toEqual([list.replace('pageIndex=0', 'pageIndex=1')]);
  expect(more({ pageIndex: 2, totalPages: 3 })).toEqual([]);
  expect(more({})).toEqual([]);
  expect(more({ pageIndex: 'x', totalPages: -1 })).toEqual([]);
});

test('bad offers are refused alone', () => {
  const items = itemsOf(
    solidjobs,
    page([job('1'), job('1'), job('2', { company: ' ' }), job('3', { url: 'x' }), job(null), 7]),
    source,
  );
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['1']);
  expect(rejectionsIn(items).map(({ item }) => item)).toEqual(['1', '2', '3', 'number 5', 'number 6']);
});

test.each(['', '[]', '{}', '{"jobs":{}}', '<html>'])('%j is no list', (body) => {
  expect(() => itemsOf(solidjobs, body, source)).toThrow(UnreadableBody);
});

test('an empty list is an empty board', () => {
  expect(itemsOf(solidjobs, page([]), source)).toEqual([]);
});

test.each([
  'https://solid.jobs/offers/it',
  'http://www.solid.jobs/offers/it;cities=Warszawa/',
  'https://solid.jobs/public-api/offers/it?campaign=other&pageIndex=4',
])('%s is read from its first page', (address) => {
  expect(feedOf(solidjobs, address)).toBe(list);
});

// The page of one offer does not say its division.
test.each([
  ...lookAlikes('solid.jobs', '/offers/it'),
  'https://solid.jobs/',
  'https://solid.jobs/offer/123/tester',
  'https://solid.jobs/offers/nothing',
])('%s is not recognised', (address) => {
  expect(feedOf(solidjobs, address)).toBeNull();
});
