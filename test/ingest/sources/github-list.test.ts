import { describe, expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { githubList } from '../../../src/ingest/sources/github-list.ts';
import { postingsIn, rejectionsIn } from '../../support/reading.ts';
import { streamedItems } from '../../support/streaming.ts';

const row = (id: number, over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
  company_name: 'Fernwood',
  title: 'Software Engineer Intern',
  url: `https://jobs.example/fernwood/${id}`,
  locations: ['Berlin, Germany', 'Remote in Canada'],
  date_posted: 1717168964,
  date_updated: 1719868428,
  active: true,
  is_visible: true,
  terms: ['Summer 2027'],
  sponsorship: 'Other',
  source: 'community',
  ...over,
});
const read = (...rows: readonly unknown[]) => streamedItems(githubList, JSON.stringify(rows), undefined, 1013);
const only = async (over: Readonly<Record<string, unknown>>): Promise<NormalisedPosting> => {
  const [posting] = postingsIn(await read(row(1, over)));
  if (posting === undefined) throw new Error('not read');
  return posting;
};

test('a row is read with everything that it says', async () => {
  expect(await only({})).toMatchObject({
    externalId: '00000000-0000-4000-8000-000000000001',
    url: 'https://jobs.example/fernwood/1',
    title: 'Software Engineer Intern',
    companyName: 'Fernwood',
    location: 'Berlin, Germany; Remote in Canada',
    remote: 'yes',
    employmentType: 'internship',
    department: null,
    description: '',
    postedAt: new Date('2024-05-31T15:22:44Z'),
    raw: expect.objectContaining({ sponsorship: 'Other' }),
  });
});

test('a row that is closed or hidden is not listed, whatever else is wrong with it', async () => {
  const rows = [
    row(1),
    row(2, { active: false }),
    row(3, { is_visible: false }),
    row(4, { active: false, title: null, date_posted: {} }),
  ];
  expect((await read(...rows)).map((item) => ('posting' in item ? item.posting.externalId.at(-1) : item))).toEqual([
    '1',
  ]);
});

test('bad rows are refused with their reason, and the others are read', async () => {
  const items = await read(
    row(1),
    row(2, { title: 'x'.repeat(1_200_000) }),
    'text',
    row(3, { id: 'two words' }),
    row(1),
    row(5, { active: 'yes' }),
    row(6, { url: 'javascript:alert(1)' }),
    row(7, { company_name: ' ' }),
    row(8, { locations: 'Berlin', date_posted: 'soon', date_updated: null }),
  );
  expect(postingsIn(items).map(({ externalId }) => externalId.at(-1))).toEqual(['1', '8']);
  expect(rejectionsIn(items).map(({ item, reason }) => [item.slice(-1), reason])).toEqual([
    ['2', 'title: longer than 1000 characters'],
    ['3', expect.stringMatching(/^item: /)],
    ['s', expect.stringMatching(/^id: /)],
    ['1', 'id: there is another posting with this id'],
    ['5', expect.stringMatching(/^active: /)],
    ['6', 'url: not a web address'],
    ['7', expect.stringMatching(/^company: /)],
  ]);
});

test.each([
  [1686614400, '2023-06-13T00:00:00Z'],
  ['06/13/2023', '2023-06-13T00:00:00Z'],
  ['2023-06-13', '2023-06-13T00:00:00Z'],
  // No 13th month: what stands in for it is the date of the last edit.
  ['13/06/2023', '2024-07-01T21:13:48Z'],
  [null, '2024-07-01T21:13:48Z'],
])('the date %j is %s', async (date_posted, moment) => {
  expect((await only({ date_posted })).postedAt).toEqual(new Date(moment));
});

test.each([
  ['https://jobs.example/1?utm_source=list&gh_jid=7&ref=list', 'https://jobs.example/1?gh_jid=7'],
  ['https://jobs.example/1?utm_source=list', 'https://jobs.example/1'],
  ['https://jobs.example/1?q=a%20b&utm_campaign=x#apply', 'https://jobs.example/1?q=a%20b#apply'],
  ['https://jobs.example/#en/job/1/?utm_medium=x&utm_source=y', 'https://jobs.example/#en/job/1/'],
  ['https://jobs.example/1?a=1&utm_medium=x&ref&b=2#top', 'https://jobs.example/1?a=1&b=2#top'],
  ['https://jobs.example/1?reference=7', 'https://jobs.example/1?reference=7'],
])('%s is stored as %s', async (url, stored) => {
  expect((await only({ url })).url).toBe(stored);
});

test('a row nested for its own sake loses no other', async () => {
  const deep = JSON.stringify(row(2)).replace(/}$/, `,"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
  const items = await streamedItems(
    githubList,
    `[${JSON.stringify(row(1))},${deep},${JSON.stringify(row(3))}]`,
    undefined,
    65_536,
  );
  expect(postingsIn(items).map(({ externalId }) => externalId.at(-1))).toEqual(['1', '3']);
  expect(rejectionsIn(items)).toMatchObject([{ reason: 'item: nested too deep' }]);
});

describe('what is no list', () => {
  test.each(['', '  ', '{"jobs":[]}', '<html>', '404: Not Found', 'null', '[{"id":1}', '[1,2', '[{]', '[] []'])(
    '%j is refused as a whole',
    async (body) => {
      await expect(streamedItems(githubList, body)).rejects.toThrow(UnreadableBody);
    },
  );

  test('an empty list and one behind a byte order mark are lists', async () => {
    expect(await streamedItems(githubList, '[]')).toEqual([]);
    expect(await streamedItems(githubList, `\ufeff \n${JSON.stringify([row(1)])}\n`)).toHaveLength(1);
  });

  test('what was read before a list breaks off is given, then the reading fails', async () => {
    const given: unknown[] = [];
    const reading = async (): Promise<void> => {
      const body = JSON.stringify([row(1), row(2)]).slice(0, -20);
      async function* bytes(): AsyncGenerator<Uint8Array> {
        yield new TextEncoder().encode(body);
      }
      for await (const item of githubList.readStream(bytes(), { url: 'x', companyName: null })) given.push(item);
    };
    await expect(reading()).rejects.toThrow('ends in the middle');
    expect(given).toHaveLength(1);
  });
});

const rawFile = 'https://raw.githubusercontent.com/SimplifyJobs/New-Grad-Positions/dev/.github/scripts/listings.json';

test.each([
  [rawFile, rawFile],
  ['https://github.com/SimplifyJobs/New-Grad-Positions', rawFile],
  ['https://github.com/SimplifyJobs/New-Grad-Positions/tree/dev?tab=readme', rawFile],
  ['https://github.com/SimplifyJobs/New-Grad-Positions/blob/dev/.github/scripts/listings.json', rawFile],
  [
    'https://github.com/vanshb03/Summer2027-Internships',
    'https://raw.githubusercontent.com/vanshb03/Summer2027-Internships/dev/.github/scripts/listings.json',
  ],
  [
    'https://github.com/somebody/list/blob/main/.github/scripts/listings.json',
    'https://raw.githubusercontent.com/somebody/list/main/.github/scripts/listings.json',
  ],
])('%s is recognised', (url, stored) => {
  expect(githubList.recognises(new URL(url))).toBe(true);
  const feedUrl = githubList.feedUrl(new URL(url));
  expect(feedUrl.href).toBe(stored);
  expect(githubList.feedUrl(feedUrl).href).toBe(stored);
});

test.each([
  'https://github.com/SimplifyJobs',
  'https://github.com/SimplifyJobs/resume-builder',
  'https://github.com/SimplifyJobs/New-Grad-Positions/issues/7',
  'https://github.com/somebody/Summer2027-Internships',
  'https://raw.githubusercontent.com/a/b/dev/listings.json',
  'https://github.com.evil.example/SimplifyJobs/New-Grad-Positions',
])('%s is not recognised', (url) => {
  expect(githubList.recognises(new URL(url))).toBe(false);
});
