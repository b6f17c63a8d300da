import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { usajobs } from '../../../src/ingest/sources/usajobs.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const feed = 'https://data.usajobs.gov/api/search?Keyword=gardener&ResultsPerPage=500&Page=1';
const descriptor = (more: object = {}): object => ({
  PositionTitle: 'Gardener',
  PositionURI: 'https://www.usajobs.gov:443/job/77',
  PositionLocationDisplay: 'Multiple Locations',
  PositionLocation: [{ LocationName: 'Springfield, Illinois' }, { LocationName: 'Salem, Oregon' }],
  OrganizationName: 'Park Service',
  DepartmentName: 'Department of Parks',
  PositionSchedule: [{ Name: 'Full-time' }],
  PositionRemuneration: [{ MinimumRange: '40000', MaximumRange: '50000', RateIntervalCode: 'PA' }],
  PublicationStartDate: '2026-07-30T11:01:01.6770',
  ApplicationCloseDate: '2026-01-10T23:59:59.9970',
  QualificationSummary: 'Green thumbs',
  UserArea: { Details: { JobSummary: 'Plant trees', MajorDuties: ['Dig', 'Water'] } },
  ...more,
});
const item = (more?: object): object => ({ MatchedObjectId: '77', MatchedObjectDescriptor: descriptor(more) });
const page = (items: readonly unknown[], all = 1): object => ({
  SearchResult: { SearchResultItems: items, SearchResultCountAll: all },
});
const read = (more?: object): NormalisedPosting | undefined => postingsIn(itemsOf(usajobs, page([item(more)])))[0];

test('a posting is read, with every place and without the port in its link', () => {
  expect(read()).toMatchObject({
    externalId: '77',
    url: 'https://www.usajobs.gov/job/77',
    companyName: 'Park Service',
    department: 'Department of Parks',
    location: 'Springfield, Illinois; Salem, Oregon',
    employmentType: 'full-time',
    remote: null,
  });
  expect(read()?.description).toMatch(/^Plant trees\n\nDuties\nDig\nWater\n\nQualifications\nGreen thumbs/);
});

test('moments without zone are by the clock of Washington, in summer and in winter', () => {
  expect(read()).toMatchObject({
    postedAt: new Date('2026-07-30T15:01:01.677Z'),
    deadlineAt: new Date('2026-01-11T04:59:59.997Z'),
  });
});

describe('pay', () => {
  const pay = (RateIntervalCode: string, min = '20.5', max = '30'): unknown =>
    read({ PositionRemuneration: [{ MinimumRange: min, MaximumRange: max, RateIntervalCode }] })?.salary;

  test('is dollars of a year or of an hour', () => {
    expect(read()?.salary).toEqual({ min: 4_000_000, max: 5_000_000, currency: 'USD', period: 'year' });
    expect(pay('PH')).toEqual({ min: 2050, max: 3000, currency: 'USD', period: 'hour' });
  });
  test('by the piece, by the school year or none at all is not known', () => {
    expect(['PW', 'SY', 'WC', 'FB', ''].map((code) => pay(code))).toEqual([null, null, null, null, null]);
  });
});

test('a remote job says so, and the absence of it excludes nothing', () => {
  expect(read({ UserArea: { Details: { RemoteIndicator: true } } })?.remote).toBe('yes');
  expect(read({ UserArea: { Details: { RemoteIndicator: false } } })?.remote).toBeNull();
});

test('key and address are headers to the API alone; without them a sentence names the settings', () => {
  const keys = { usajobsKey: 'k', usajobsEmail: 'me@example.com' };
  expect(usajobs.authorise?.({ url: feed }, keys)).toEqual({
    url: feed,
    headers: { 'authorization-key': 'k', 'user-agent': 'me@example.com' },
  });
  expect(usajobs.authorise?.({ url: 'https://evil.example/' }, keys)).toEqual({ url: 'https://evil.example/' });
  expect(usajobs.authorise?.({ url: feed }, { usajobsKey: 'k' })).toMatch(/USAJOBS_KEY.*USAJOBS_EMAIL/);
});

test('pages follow until all are read, twenty at most', () => {
  const moreOf = (url: string, all: number): unknown =>
    usajobs.read({ url, body: JSON.stringify(page([item()], all)) }, { url, companyName: null }).more;
  expect(moreOf(feed, 501)).toEqual([{ url: feed.replace('Page=1', 'Page=2') }]);
  expect(moreOf(feed, 500)).toEqual([]);
  expect(moreOf(feed.replace('Page=1', 'Page=20'), 99_999)).toEqual([]);
});

test('a page for people is the search behind it; what the API would silently ignore is left out', () => {
  const people = new URL('https://www.usajobs.gov/search/results/?k=gardener&l=Salem&p=2');
  expect(usajobs.recognises(people)).toBe(true);
  expect(usajobs.feedUrl(people).href).toBe(
    'https://data.usajobs.gov/api/search?Keyword=gardener&LocationName=Salem&ResultsPerPage=500&Page=1',
  );
  expect(usajobs.recognises(new URL('https://usajobs.gov.example/search'))).toBe(false);
});

describe('the HR-XML document of before', () => {
  const opening = (id: string): string => `<PositionOpening><DocumentID>${id}</DocumentID>
    <PostingRequester><PersonContact><FormattedName>Ada Example</FormattedName></PersonContact></PostingRequester>
    <PositionProfile><PositionTitle>Gardener</PositionTitle>
      <PositionLocation><LocationName>Salem, OR United States</LocationName></PositionLocation>
      <PositionOrganization><OrganizationIdentifiers><OrganizationName>Park Service</OrganizationName></OrganizationIdentifiers></PositionOrganization>
      <PositionPeriod><StartDate><FormattedDateTime>2011-12-28</FormattedDateTime></StartDate></PositionPeriod>
      <PositionScheduleTypeCode>2-Part-Time</PositionScheduleTypeCode>
      <OfferedRemunerationPackage><RemunerationRange><RemunerationMinimumAmount currencyID="USD">40000</RemunerationMinimumAmount>
        <RemunerationRateIntervalCode>PA</RemunerationRateIntervalCode></RemunerationRange></OfferedRemunerationPackage>
      <UserArea><GOVT_XMLJobBody><Overview><JobSummary>&lt;P&gt;Plant trees&lt;/P&gt;</JobSummary></Overview></GOVT_XMLJobBody></UserArea>
    </PositionProfile></PositionOpening>`;
  const document = (...openings: readonly string[]): string =>
    `<ShowPositionOpening xmlns="http://www.hr-xml.org/3"><DataArea>${openings.join('')}</DataArea></ShowPositionOpening>`;

  test('is read under the control number, without the person to ask', () => {
    const [posting] = postingsIn(itemsOf(usajobs, document(opening('305'))));
    expect(posting).toMatchObject({
      externalId: '305',
      url: 'https://www.usajobs.gov/job/305',
      companyName: 'Park Service',
      employmentType: 'part-time',
      description: 'Plant trees',
      salary: { min: 4_000_000, max: null, currency: 'USD', period: 'year' },
      postedAt: new Date('2011-12-28T00:00:00Z'),
    });
    expect(JSON.stringify(posting)).not.toContain('Ada');
  });
  test('refuses an opening without a number and reads the others', () => {
    const items = itemsOf(usajobs, document(opening(''), opening('1'), opening('2')));
    expect(rejectionsIn(items)).toHaveLength(1);
    expect(postingsIn(items)).toHaveLength(2);
  });
  test('of another kind, or with a document type, is unreadable', () => {
    expect(() => itemsOf(usajobs, '<html></html>')).toThrow(UnreadableBody);
    expect(() => itemsOf(usajobs, `<!DOCTYPE x>${document()}`)).toThrow(UnreadableBody);
  });
});

test.each(['', '[]', '{}', '{"SearchResult":{}}'])('%j is not a search', (body) => {
  expect(() => itemsOf(usajobs, body)).toThrow(UnreadableBody);
});
