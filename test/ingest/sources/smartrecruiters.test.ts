import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { smartrecruiters } from '../../../src/ingest/sources/smartrecruiters.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const api = 'https://api.smartrecruiters.com/v1/companies/ElmWorks/postings';
const source = { url: `${api}?limit=100&offset=0`, companyName: null };
const posting = (more = {}) => ({
  id: '743999000000001',
  name: 'Baker',
  company: { identifier: 'ElmWorks', name: 'Elm Works' },
  ref: `${api}/743999000000001`,
  ...more,
});
const list = (content: readonly unknown[], more = {}) => ({
  offset: 0,
  limit: 100,
  totalFound: content.length,
  content,
  ...more,
});
const only = (more = {}): NormalisedPosting => {
  const items = itemsOf(smartrecruiters, list([posting(more)]), source);
  const [read] = postingsIn(items);
  if (read === undefined) throw new Error(JSON.stringify(items));
  return read;
};
const sections = {
  companyDescription: { title: 'Who we are', text: '<p>A bakery.</p>' },
  jobDescription: { title: 'Job Description', text: '<p>Bread &amp; rolls</p>' },
  qualifications: { title: 'Qualifications', text: '<ul><li>Strong arms</li></ul>' },
  additionalInformation: { title: 'Additional Information', text: '<p>Write to us.</p>' },
};

test('a listed posting is read with everything that it says', () => {
  const said = {
    releasedDate: '2026-06-08T02:11:28.000Z',
    location: {
      city: 'Lyon',
      region: 'ARA',
      country: 'fr',
      remote: false,
      hybrid: true,
      fullLocation: 'Lyon, ARA, France',
    },
    department: { label: 'Kitchen' },
    function: { label: 'Food' },
    typeOfEmployment: { id: 'part-time', label: 'Part-time' },
    experienceLevel: { label: 'Entry Level' },
    language: { code: 'fr', label: 'French' },
    visibility: 'PUBLIC',
  };
  expect(only(said)).toMatchObject({
    externalId: '743999000000001',
    url: 'https://jobs.smartrecruiters.com/ElmWorks/743999000000001',
    title: 'Baker',
    companyName: 'Elm Works',
    location: 'Lyon, ARA, France',
    remote: 'hybrid',
    department: 'Kitchen',
    employmentType: 'part-time',
    language: 'fr',
    description: '',
    postedAt: new Date('2026-06-08T02:11:28Z'),
    raw: posting(said),
  });
});

test('a posting that says only what it must is read, the rest is not known', () => {
  expect(only({ company: undefined })).toMatchObject({
    url: 'https://jobs.smartrecruiters.com/ElmWorks/743999000000001',
    companyName: 'ElmWorks',
    location: null,
    remote: null,
  });
  const odd = { location: 'Lyon', department: {}, typeOfEmployment: 'part', language: 'fr', releasedDate: 7 };
  expect(only(odd)).toMatchObject({ location: null, department: null, employmentType: null, postedAt: null });
});

test.each([
  [{ city: 'Lyon', country: 'fr' }, 'Lyon, FR', null],
  [{ remote: true, hybrid: true, fullLocation: ' ' }, null, 'yes'],
  [{ remote: false, hybrid: false }, null, null],
])('location %j is %j, remote %j', (location, written, remote) => {
  expect(only({ location })).toMatchObject({ location: written, remote });
});

test('what is not public is passed over', () => {
  const items = itemsOf(smartrecruiters, list([posting({ visibility: 'INTERNAL' }), posting({ id: 'b' })]), source);
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['b']);
  expect(rejectionsIn(items)).toEqual([]);
});

describe('paging', () => {
  const more = (url: string, body: object) =>
    smartrecruiters.read({ url, body: JSON.stringify(body) }, source).more?.map((request) => request.url);
  const full = Array.from({ length: 100 }, (_, id) => posting({ id: String(id) }));

  test('a page leads to the next one until all are read', () => {
    expect(more(source.url, list(full, { totalFound: 250 }))).toEqual([`${api}?limit=100&offset=100`]);
    expect(more(`${api}?limit=100&offset=100`, list(full, { totalFound: 250, offset: 100 }))).toEqual([
      `${api}?limit=100&offset=200`,
    ]);
    expect(more(`${api}?limit=100&offset=200`, list(full.slice(50), { totalFound: 250 }))).toBeUndefined();
  });

  test('shorter pages than asked for are followed by the next posting', () => {
    expect(more(source.url, list(full.slice(90), { totalFound: 30 }))).toEqual([`${api}?limit=100&offset=10`]);
  });

  test('an empty page is the last, and so is a list in a file', () => {
    expect(more(source.url, list([], { totalFound: 250 }))).toBeUndefined();
    expect(more('file:///boards/elm.json', list(full, { totalFound: 250 }))).toBeUndefined();
  });
});

describe('the detail page', () => {
  const listed = only();
  const read = (detail: unknown) =>
    smartrecruiters.readDetail?.({ url: `${api}/1`, body: JSON.stringify(detail) }, listed, source);

  test('is asked for where the list has no text', () => {
    const items = itemsOf(smartrecruiters, list([posting(), posting({ id: 'b', jobAd: { sections } })]), source);
    expect(items.map((item) => 'posting' in item && item.detail)).toEqual([
      { url: `${api}/743999000000001` },
      undefined,
    ]);
    expect(postingsIn(items)[1]?.description).toMatch(/^Who we are\n+A bakery\./);
  });

  test('adds the text, all sections in their order', () => {
    const postingUrl = 'https://jobs.smartrecruiters.com/ElmWorks/743999000000001-baker';
    const item = read({ ...posting(), postingUrl, jobAd: { sections } });
    const [posted] = postingsIn(item === undefined ? [] : [item]);
    expect(posted).toMatchObject({ externalId: listed.externalId, url: listed.url, otherUrls: [postingUrl] });
    expect(posted?.raw).toEqual(listed.raw);
    expect(posted?.description.split(/\n+/)).toEqual([
      'Who we are',
      'A bakery.',
      'Job Description',
      'Bread & rolls',
      'Qualifications',
      '- Strong arms',
      'Additional Information',
      'Write to us.',
    ]);
  });

  test.each([[{ message: 'not found' }], [posting({ id: 'another' })], ['']])('%j is unreadable', (detail) => {
    expect(() => read(detail)).toThrow(UnreadableBody);
  });
});

test.each([
  [{ id: null }, /^id: /],
  [{ id: '../../secret' }, /^id: /],
  [{ name: undefined }, /^name: /],
  [{ name: 'x'.repeat(10_000_000) }, /^name: longer/],
  [{ name: '\u0000' }, /^title: empty/],
])('posting %# is refused with its reason, and loses no other', (more, reason) => {
  const items = itemsOf(smartrecruiters, list([posting(more), posting({ id: 'b' }), posting({ id: 'b' })]), source);
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['b']);
  expect(rejectionsIn(items)[0]?.reason).toMatch(reason);
  expect(rejectionsIn(items)).toHaveLength(2);
});

test.each(['', '<html>', '[]', '{}', '{"content":{}}', '{"message":"x"}'])('%j is no list', (body) => {
  expect(() => itemsOf(smartrecruiters, body, source)).toThrow(UnreadableBody);
});

test('an empty list is a board', () => {
  expect(itemsOf(smartrecruiters, list([]), source)).toEqual([]);
});

test.each([
  'https://careers.smartrecruiters.com/ElmWorks',
  'http://careers.smartrecruiters.com/ElmWorks/?search=baker',
  'https://careers.smartrecruiters.com/ElmWorks/bakery-two',
  'https://jobs.smartrecruiters.com/ElmWorks/743999000000001-baker?trid=x',
  'https://jobs.smartrecruiters.com/ElmWorks',
  'https://jobs.smartrecruiters.com/oneclick-ui/company/ElmWorks/publication/3f0f2d8e?dcr_ci=ElmWorks',
  'https://www.smartrecruiters.com/ElmWorks/743999000000001-baker',
  'https://api.smartrecruiters.com/v1/companies/ElmWorks/postings',
  'https://api.smartrecruiters.com/v1/companies/ElmWorks/postings?limit=10&offset=20',
  'https://api.smartrecruiters.com/v1/companies/ElmWorks/postings/743999000000001/',
])('%s is read from the first page of the API', (address) => {
  expect(feedOf(smartrecruiters, address)).toBe(source.url);
});

test.each([
  ...lookAlikes('careers.smartrecruiters.com', '/ElmWorks'),
  ...lookAlikes('api.smartrecruiters.com', '/v1/companies/ElmWorks/postings'),
  'https://careers.smartrecruiters.com/',
  'https://www.smartrecruiters.com/recruiting/applicant-tracking-system/',
  'https://static.smartrecruiters.com/ElmWorks',
  'https://api.smartrecruiters.com/user-api/v201804/users',
  'https://jobs.smartrecruiters.com/%2e%2e%2fadmin',
])('%s is not recognised', (address) => {
  expect(feedOf(smartrecruiters, address)).toBeNull();
});
