import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, type SourceInfo, UnreadableBody } from '../../../src/ingest/source.ts';
import { personio } from '../../../src/ingest/sources/personio.ts';
import { feedOf, lookAlikes } from '../../support/addresses.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const source = { url: 'https://oak-lane.jobs.personio.com/xml?language=en', companyName: null };
const feed = (...positions: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><workzag-jobs>${positions.join('')}</workzag-jobs>`;
const position = (id: string, more = ''): string => `<position><id>${id}</id><name>Gardener</name>${more}</position>`;
const only = (more: string, from: SourceInfo = source): NormalisedPosting => {
  const [posting] = postingsIn(itemsOf(personio, feed(position('7', more)), from));
  if (posting === undefined) throw new Error('refused');
  return posting;
};

test('a position is read with everything that it says', () => {
  const posting = only(`
    <subcompany>Oak &amp; Lane KG</subcompany><office>Munich</office>
    <additionalOffices><office>Berlin</office><office>Graz</office></additionalOffices>
    <department>Parks</department><employmentType>permanent</employmentType><schedule>part-time</schedule>
    <seniority>experienced</seniority><createdAt>2026-03-02T10:00:00+01:00</createdAt>
    <jobDescriptions>
      <jobDescription><name>Your day &amp; night</name><value><![CDATA[<p>Roses &amp; hedges</p>]]></value></jobDescription>
      <jobDescription><name>You</name><value><![CDATA[<ul><li>a spade</li></ul>]]></value></jobDescription>
    </jobDescriptions>`);
  expect(posting).toMatchObject({
    externalId: '7',
    url: 'https://oak-lane.jobs.personio.com/job/7',
    title: 'Gardener',
    companyName: 'Oak & Lane KG',
    location: 'Munich; Berlin; Graz',
    department: 'Parks',
    employmentType: 'part-time',
    postedAt: new Date('2026-03-02T09:00:00Z'),
  });
  expect(posting.description).toContain('Your day & night');
  expect(posting.description).toContain('Roses & hedges');
  expect(posting.description).toContain('- a spade');
});

test('CDATA may hold the end tag of a position, and the next position is read too', () => {
  const value = '<![CDATA[<p>Ends with </value></position> in a text</p>]]>';
  const texts = `<jobDescriptions><jobDescription><name>x</name><value>${value}</value></jobDescription></jobDescriptions>`;
  const items = itemsOf(personio, feed(position('1', texts), position('2')), source);
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['1', '2']);
  expect(postingsIn(items)[0]?.description).toContain('in a text');
});

test.each([
  ['intern', 'full-time', 'internship'],
  ['working_student', 'part-time', 'internship'],
  ['freelance', 'full-time', 'contract'],
  ['permanent', 'full-time', 'full-time'],
  ['permanent', 'full-or-part-time', null],
])('%s and %s is the employment type %s', (type, schedule, expected) => {
  const said = only(`<employmentType>${type}</employmentType><schedule>${schedule}</schedule>`);
  expect(said.employmentType).toBe(expected);
});

test('without a subcompany the company is what the operator says, else the name of the board', () => {
  expect(only('').companyName).toBe('Oak Lane');
  expect(only('', { ...source, companyName: 'Oak Ltd' }).companyName).toBe('Oak Ltd');
  expect(only('', { url: 'file:///boards/elm.xml', companyName: null }).url).toBe('https://elm.jobs.personio.de/job/7');
});

test('bad positions are refused alone', () => {
  const items = itemsOf(
    personio,
    feed(
      '<position><id>1</id></position>',
      '<position/>',
      position('2'),
      position('2'),
      position('3', `<office>${'x'.repeat(2_000_000)}</office>`),
      position('4', '<jobDescriptions>words</jobDescriptions><createdAt>soon</createdAt>'),
      `<position><id>5</id><name>${'x'.repeat(2000)}</name></position>`,
    ),
    source,
  );
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['2', '3', '4']);
  expect(rejectionsIn(items)).toEqual([
    { item: '1', reason: expect.stringMatching(/^name: /) },
    { item: 'number 2', reason: expect.stringMatching(/^id: /) },
    { item: '2', reason: 'id: there is another posting with this id' },
    { item: '5', reason: 'name: longer than 1000 characters' },
  ]);
});

describe('what is no feed', () => {
  test.each([
    ['another root', '<rss><channel/></rss>'],
    ['a page', '<html><body>Sign in</body></html>'],
    ['a document type', '<!DOCTYPE x [<!ENTITY e "e">]><workzag-jobs>&e;</workzag-jobs>'],
    ['cut off', feed(position('1')).slice(0, -10)],
    ['JSON', '{}'],
  ])('%s is unreadable', (_name, body) => {
    expect(() => itemsOf(personio, body, source)).toThrow(UnreadableBody);
  });

  test.each(['<workzag-jobs></workzag-jobs>', '<workzag-jobs/>', '<workzag-jobs>\n</workzag-jobs>'])(
    '%j is an empty board',
    (body) => {
      expect(itemsOf(personio, body, source)).toEqual([]);
    },
  );
});

test.each([
  ['https://acme.jobs.personio.de', 'https://acme.jobs.personio.de/xml'],
  ['http://acme.jobs.personio.de/xml/', 'https://acme.jobs.personio.de/xml'],
  [
    'https://acme.jobs.personio.com/job/123?display=en&language=en#apply',
    'https://acme.jobs.personio.com/xml?language=en',
  ],
  ['https://acme.jobs.personio.com/?language=../x', 'https://acme.jobs.personio.com/xml'],
])('%s is read from %s', (address, feedUrl) => {
  expect(feedOf(personio, address)).toBe(feedUrl);
});

test.each([
  ...lookAlikes('acme.jobs.personio.de'),
  'https://www.personio.de/jobs',
  'https://jobs.personio.de/',
  'https://a.b.jobs.personio.de/',
])('%s is not recognised', (address) => {
  expect(feedOf(personio, address)).toBeNull();
});
