import { expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { oracle } from '../../../src/ingest/sources/oracle.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const host = 'acme.fa.ocs.oraclecloud.com';
const listAt = (offset: number): string =>
  `https://${host}/hcmRestApi/resources/latest/recruitingCEJobRequisitions?onlyData=true&expand=requisitionList.secondaryLocations&finder=findReqs;siteNumber=CX_1,limit=200,offset=${offset},sortBy=POSTING_DATES_DESC`;
const source = { url: listAt(0), companyName: 'Rowan plc' };
const job = (Id: unknown, more = {}) => ({ Id, Title: 'Mason', ...more });
const page = (requisitionList: unknown, more = {}) => ({
  items: [{ requisitionList, ...more }],
  count: 1,
  hasMore: false,
});
const listed = (): NormalisedPosting => {
  const [posting] = postingsIn(itemsOf(oracle, page([job('77', { PrimaryLocation: 'Bath, United Kingdom' })]), source));
  if (posting === undefined) throw new Error('refused');
  return posting;
};

test('a listed posting is read with all its places, and the request for its text', () => {
  const secondaryLocations = [{ Name: 'Bristol, United Kingdom' }, { Name: null }];
  const row = job('77', { PostedDate: '2026-08-07', PrimaryLocation: 'Bath, United Kingdom', secondaryLocations });
  expect(itemsOf(oracle, page([row]), source)).toEqual([
    {
      posting: expect.objectContaining({
        externalId: '77',
        url: `https://${host}/hcmUI/CandidateExperience/en/sites/CX_1/job/77`,
        companyName: 'Rowan plc',
        location: 'Bath, United Kingdom; Bristol, United Kingdom',
        postedAt: new Date('2026-08-07T00:00:00Z'),
      }),
      detail: {
        url: `https://${host}/hcmRestApi/resources/latest/recruitingCEJobRequisitionDetails?expand=all&onlyData=true&finder=ById;Id=%2277%22,siteNumber=CX_1`,
      },
    },
  ]);
});

test('its text comes from an answer of its own, alone or as the only one of a list', () => {
  const detail = {
    ExternalDescriptionStr: '<p>Lay stones.</p>',
    ExternalQualificationsStr: '<p>A trowel.</p>',
    WorkplaceType: 'On-site',
    JobSchedule: 'Part time',
  };
  for (const body of [detail, { items: [detail], count: 1 }]) {
    const item = oracle.readDetail?.({ url: 'x', body: JSON.stringify(body) }, listed(), source);
    expect(item).toMatchObject({
      posting: { externalId: '77', location: 'Bath, United Kingdom', remote: 'no', employmentType: 'part-time' },
    });
    expect(item && 'posting' in item && item.posting.description.replace(/\n+/g, '|')).toBe(
      'Lay stones.|Qualifications|A trowel.',
    );
  }
  for (const body of ['', '{}', '{"items":[]}', '<html>']) {
    expect(() => oracle.readDetail?.({ url: 'x', body }, listed(), source)).toThrow(UnreadableBody);
  }
});

test('pages follow until all are read', () => {
  const rows = Array.from({ length: 200 }, (_, id) => job(String(id)));
  const more = (url: string, list: readonly unknown[], extra = {}) =>
    oracle.read({ url, body: JSON.stringify(page(list, extra)) }, source).more?.map((request) => request.url);
  expect(more(listAt(0), rows)).toEqual([listAt(200)]);
  expect(more(listAt(200), rows, { TotalJobsCount: 400 })).toEqual([]);
  expect(more(listAt(0), rows.slice(0, 25), { TotalJobsCount: 30 })).toEqual([listAt(25)]);
  expect(more(listAt(0), rows.slice(1))).toEqual([]);
  expect(more(listAt(400), [], { TotalJobsCount: 900 })).toEqual([]);
});

test('bad rows are refused alone', () => {
  const items = itemsOf(
    oracle,
    page([job('1'), job('1'), job(2), job('a,b'), job('3', { Title: undefined }), null]),
    source,
  );
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['1', '2']);
  expect(rejectionsIn(items).map(({ item }) => item)).toEqual(['1', 'number 4', '3', 'number 6']);
});

test.each(['', '[]', '{}', '{"items":{}}', '{"items":[{}]}', '<html>'])('%j is no list', (body) => {
  expect(() => itemsOf(oracle, body, source)).toThrow(UnreadableBody);
});

test('an empty list is an empty board', () => {
  expect(itemsOf(oracle, page([]), source)).toEqual([]);
});

test.each([
  `https://${host}/hcmUI/CandidateExperience/en/sites/CX_1`,
  `https://${host}/hcmUI/CandidateExperience/en/sites/CX_1/requisitions?location=x`,
  `https://${host}/hcmUI/CandidateExperience/de/sites/CX_1/job/77/?utm_medium=jobshare`,
  `http://${host}/hcmUI/CandidateExperience/en/sites/CX_1/jobs/`,
  listAt(400),
])('%s is read from its first page', (address) => {
  expect(feedOf(oracle, address)).toBe(listAt(0));
});

test.each([
  ...lookAlikes(host, '/hcmUI/CandidateExperience/en/sites/CX_1'),
  `https://${host}/`,
  `https://${host}/hcmUI/CandidateExperience/en/`,
  'https://www.oracle.com/careers/',
])('%s is not recognised', (address) => {
  expect(feedOf(oracle, address)).toBeNull();
});
