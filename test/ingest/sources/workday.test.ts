import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, type SourceInfo, UnreadableBody } from '../../../src/ingest/source.ts';
import { workday } from '../../../src/ingest/sources/workday.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const host = 'https://elm.wd5.myworkdayjobs.com';
const data = `${host}/wday/cxs/elm/Elm_Careers`;
const source = { url: `${data}/jobs`, companyName: null };
const path = '/job/France---Lyon/Head-Baker_R-1024';
const posting = (more = {}) => ({
  title: 'Head Baker',
  externalPath: path,
  locationsText: 'Lyon, France',
  postedOn: 'Posted Today',
  bulletFields: ['R-1024'],
  ...more,
});
const list = (jobPostings: readonly unknown[], more = {}) => ({ total: jobPostings.length, jobPostings, ...more });
const only = (more = {}, from: SourceInfo = source): NormalisedPosting => {
  const items = itemsOf(workday, list([posting(more)]), from);
  const [read] = postingsIn(items);
  if (read === undefined) throw new Error(JSON.stringify(items));
  return read;
};

test('a listed posting is read, with the site in its link', () => {
  expect(only({ timeType: 'Part time', remoteType: 'Hybrid' })).toMatchObject({
    externalId: 'R-1024',
    url: `${host}/Elm_Careers/job/France---Lyon/Head-Baker_R-1024`,
    title: 'Head Baker',
    companyName: 'Elm',
    location: 'Lyon, France',
    remote: 'hybrid',
    employmentType: 'part-time',
    description: '',
    deadlineAt: null,
  });
});

test.each(['Posted Today', 'Posted Yesterday', 'Posted 30+ Days Ago', undefined])(
  '"%s" is no date without the day on which it was said',
  (postedOn) => {
    expect(only({ postedOn }).postedAt).toBeNull();
  },
);

test.each([
  ['3 Locations', 'France - Lyon'],
  ['2 Standorte', 'France - Lyon'],
  [null, 'France - Lyon'],
  ['69001 Lyon', '69001 Lyon'],
  ['Lyon', 'Lyon'],
])('the place of "%s" is %s', (locationsText, location) => {
  expect(only({ locationsText }).location).toBe(location);
});

test('a path without a place, or with one that cannot be decoded, is survived', () => {
  expect(only({ locationsText: '2 Locations', externalPath: '/job/Baker_R-1' }).location).toBeNull();
  expect(only({ locationsText: '2 Locations', externalPath: '/job/100%-Here/Baker_R-1' }).location).toBe('100% Here');
  expect(only({ locationsText: '2 Locations', externalPath: '/job/Z%C3%BCrich-City/Baker_R-1' }).location).toBe(
    'Zürich City',
  );
});

describe('the id', () => {
  const id = (externalPath: string, bulletFields: unknown = []) => only({ externalPath, bulletFields }).externalId;

  test('stays when title and place are edited', () => {
    expect(id('/job/Lyon/Baker_R-1024')).toBe(id('/job/Paris/Senior-Baker_R-1024'));
  });

  test('tells the postings of one requisition apart', () => {
    expect(id('/job/Lyon/Baker_R_1024-2', ['R_1024'])).toBe('R_1024-2');
    expect(id('/job/Lyon/Baker_R_1024', ['Lyon', 'R_1024'])).toBe('R_1024');
  });

  test('is made of the path where that names no requisition', () => {
    expect(id('/job/Lyon/Baker')).toMatch(/^[\w-]{43}$/);
    expect(id('/job/Lyon/Baker')).not.toBe(id('/job/Lyon/Cook'));
  });
});

describe('paging', () => {
  const page = (length: number, from = 0) =>
    Array.from({ length }, (_, index) => posting({ externalPath: `/job/Lyon/Baker_R-${from + index}` }));
  const more = (url: string, body: object) => workday.read({ url, body: JSON.stringify(body) }, source).more;
  const asking = (offset: number) => ({ appliedFacets: {}, limit: 20, offset, searchText: '' });

  test('begins with a POST of the list', () => {
    expect(workday.first?.(new URL(source.url))).toEqual({ url: source.url, json: asking(0) });
  });

  test('goes on by twenties until the total', () => {
    expect(more(source.url, list(page(20), { total: 47 }))).toEqual([
      { url: `${source.url}#offset=20`, json: asking(20) },
    ]);
    expect(more(`${source.url}#offset=20`, list(page(20, 20), { total: 0 }))).toEqual([
      { url: `${source.url}#offset=40`, json: asking(40) },
    ]);
    expect(more(`${source.url}#offset=40`, list(page(7, 40), { total: 0 }))).toBeUndefined();
    expect(more(source.url, list(page(20), { total: 20 }))).toBeUndefined();
    expect(more(source.url, list([], { total: 0 }))).toBeUndefined();
  });

  test('does not trust a total that is capped', () => {
    expect(more(`${source.url}#offset=1980`, list(page(20), { total: 2000 }))).toEqual([
      { url: `${source.url}#offset=2000`, json: asking(2000) },
    ]);
    const isPartial = (total: number) =>
      workday.read({ url: source.url, body: JSON.stringify(list(page(20), { total })) }, source).isPartial;
    expect([isPartial(47), isPartial(2000)]).toEqual([false, true]);
  });
});

describe('the detail page', () => {
  const info = {
    title: 'Head Baker',
    jobDescription: '<p>Bread &amp; rolls</p>',
    location: 'Lyon, France',
    additionalLocations: ['Porto, Portugal'],
    timeType: 'Full time',
    remoteType: 'On-site',
    startDate: '2026-07-14',
    endDate: '2026-10-01',
    postedOn: 'Posted 3 Days Ago',
    externalUrl: `${host}/Elm_Careers${path}`,
  };
  const listed = only({ locationsText: '2 Locations' });
  const read = (body: unknown, from: SourceInfo = source): NormalisedPosting | undefined => {
    const item = workday.readDetail?.({ url: `${data}${path}`, body: JSON.stringify(body) }, listed, from);
    return postingsIn(item === undefined ? [] : [item])[0];
  };

  test('is asked for below the data of the site', () => {
    const [item] = itemsOf(workday, list([posting()]), source);
    expect(item !== undefined && 'posting' in item && item.detail).toEqual({ url: `${data}${path}` });
  });

  test('adds text, all places and the dates', () => {
    expect(read({ jobPostingInfo: info, hiringOrganization: { name: '2100 - Elm Bakeries SAS' } })).toMatchObject({
      externalId: 'R-1024',
      url: listed.url,
      companyName: 'Elm Bakeries SAS',
      location: 'Lyon, France; Porto, Portugal',
      remote: 'no',
      employmentType: 'full-time',
      description: 'Bread & rolls',
      postedAt: new Date('2026-07-14T00:00:00Z'),
      deadlineAt: new Date('2026-10-01T00:00:00Z'),
      raw: listed.raw,
    });
  });

  test('does not take the name that the operator gave', () => {
    const body = { jobPostingInfo: info, hiringOrganization: { name: 'Elm Bakeries SAS' } };
    expect(read(body, { ...source, companyName: 'Elm' })?.companyName).toBe('Elm');
  });

  test.each([[''], ['<html>'], [{}], [{ jobPostingInfo: {} }], [{ jobPostingInfo: { jobDescription: 7 } }]])(
    '%j is unreadable',
    (body) => {
      expect(() => read(body)).toThrow(UnreadableBody);
    },
  );
});

test.each([
  ['Remote', 'yes'],
  ['Fully Remote', 'yes'],
  ['Hybrid Remote', 'hybrid'],
  ['Flexible', 'hybrid'],
  ['On-Site', 'no'],
  ['Not Remote', 'no'],
  ['Field', null],
  [7, null],
])('remote type %j is remote %j', (remoteType, remote) => {
  expect(only({ remoteType }).remote).toBe(remote);
});

test.each([
  [{ title: undefined }, /^title: /],
  [{ title: '\u0000' }, /^title: empty/],
  [{ title: 'x'.repeat(10_000_000) }, /^title: longer/],
  [{ externalPath: undefined }, /^externalPath: /],
  [{ externalPath: 'https://evil.example/job' }, /^externalPath: not a path/],
])('posting %# is refused with its reason, and loses no other', (more, reason) => {
  const other = posting({ externalPath: '/job/Lyon/Cook_R-2' });
  const items = itemsOf(workday, list([posting(more), other, null, other]), source);
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['R-2']);
  expect(rejectionsIn(items)[0]?.reason).toMatch(reason);
  expect(rejectionsIn(items)).toHaveLength(3);
});

test.each(['', '<html>', '[]', '{}', '{"jobPostings":{}}', '{"errorCode":"HTTP_422"}'])('%j is no list', (body) => {
  expect(() => itemsOf(workday, body, source)).toThrow(UnreadableBody);
});

test('an empty list is a board', () => {
  expect(itemsOf(workday, '{"total":0,"jobPostings":[]}', source)).toEqual([]);
});

const acme = 'https://acme.wd5.myworkdayjobs.com';
const shared = 'https://wd3.myworkdaysite.com';

test.each([
  [`${acme}/Careers`, `${acme}/wday/cxs/acme/Careers/jobs`],
  [`${acme}/en-US/Careers/?q=baker`, `${acme}/wday/cxs/acme/Careers/jobs`],
  [`${acme}/en-US/Careers/job/France---Lyon/Baker_R-1/apply`, `${acme}/wday/cxs/acme/Careers/jobs`],
  [`${acme}/Careers/job/Baker_R-1?source=x`, `${acme}/wday/cxs/acme/Careers/jobs`],
  [`${acme}/Careers/details/Baker_R-1`, `${acme}/wday/cxs/acme/Careers/jobs`],
  [`${acme}/Careers/jobs`, `${acme}/wday/cxs/acme/Careers/jobs`],
  [`${acme}/wday/cxs/acme/Careers/jobs`, `${acme}/wday/cxs/acme/Careers/jobs`],
  [`${acme}/wday/cxs/acme/Careers/job/Lyon/Baker_R-1`, `${acme}/wday/cxs/acme/Careers/jobs`],
  [`${acme}/es/job/Lyon/Baker_R-1`, `${acme}/wday/cxs/acme/es/jobs`],
  [`${acme}/es/Careers`, `${acme}/wday/cxs/acme/Careers/jobs`],
  [`${acme}/en-US/jobs`, `${acme}/wday/cxs/acme/jobs/jobs`],
  ['https://acme.myworkdayjobs.com/Careers', 'https://acme.myworkdayjobs.com/wday/cxs/acme/Careers/jobs'],
  [`${shared}/en-US/recruiting/acme/Careers/job/Lyon/Baker_R-1`, `${shared}/wday/cxs/acme/Careers/jobs`],
  [`${shared}/recruiting/acme/Careers`, `${shared}/wday/cxs/acme/Careers/jobs`],
])('%s is read from %s', (address, feedUrl) => {
  expect(feedOf(workday, address)).toBe(feedUrl);
  expect(feedOf(workday, feedUrl)).toBe(feedUrl);
});

test('on a shared host the link names the employer too', () => {
  const url = `${shared}/wday/cxs/elm/Careers/jobs`;
  expect(only({}, { url, companyName: null }).url).toBe(`${shared}/recruiting/elm/Careers${path}`);
});

test.each([
  ...lookAlikes('acme.wd5.myworkdayjobs.com', '/Careers'),
  `${acme}/`,
  `${acme}/wday/authgwy/acme/login.htmld`,
  'https://www.myworkdayjobs.com/Careers',
  `${acme}/login`,
  'http://acme.wd5.myworkdayjobs.com/Careers',
  'https://wd5.myworkdayjobs.com.evil.example/Careers',
  'https://acme.wd5.evilmyworkdayjobs.com/Careers',
  'https://a.b.wd5.myworkdayjobs.com/Careers',
  'https://www.myworkday.com/acme/d/home.htmld',
  'https://wd3.myworkdaysite.com/en-US/recruiting/acme',
])('%s is not recognised', (address) => {
  expect(feedOf(workday, address)).toBeNull();
});
