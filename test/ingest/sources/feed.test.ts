import { describe, expect, test } from 'vitest';
import { type Item, type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { feed } from '../../../src/ingest/sources/feed.ts';
import { cpuMs } from '../../support/cpu-time.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const url = 'https://feeds.example/jobs/feed.xml';
const read = (body: unknown, companyName: string | null = 'Fernwood'): readonly Item[] =>
  itemsOf(feed, body, { url, companyName });
const rss = (items: string, channel = '<title>Jobs</title>', attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" ${attributes}><channel>${channel}${items}</channel></rss>`;
const item = (more = '', title = 'Gardener', id = 7): string =>
  `<item><title>${title}</title><link>https://jobs.example/${id}</link>${more}</item>`;
const only = (body: unknown, companyName: string | null = 'Fernwood'): NormalisedPosting => {
  const items = read(body, companyName);
  const [posting] = postingsIn(items);
  if (posting === undefined || items.length !== 1) throw new Error(JSON.stringify(items).slice(0, 500));
  return posting;
};

describe('formats', () => {
  const expected = {
    externalId: 'job-7',
    url: 'https://jobs.example/7',
    title: 'Gardener & Cook',
    companyName: 'Fernwood',
    description: 'Trees & shrubs\n\n- Apples',
    postedAt: new Date('2026-09-18T17:01:08Z'),
  };
  const escaped = '&lt;p&gt;Trees &amp;amp; shrubs&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Apples&lt;/li&gt;&lt;/ul&gt;';
  const cdata = '<![CDATA[<p>Trees &amp; shrubs</p><ul><li>Apples</li></ul>]]>';
  const xhtml = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Trees &amp; shrubs</p><ul><li>Apples</li></ul></div>';
  const rssItem = (description: string, date = '<pubDate>Fri, 18 Sep 2026 17:01:08 +0000</pubDate>'): string =>
    `<item><title>Gardener &amp; Cook</title><link>https://jobs.example/7</link>${date}${description}<guid isPermaLink="false">job-7</guid></item>`;

  test.each([
    ['RSS 2.0', rss(rssItem(`<description>${escaped}</description>`))],
    ['RSS 2.0 in CDATA', rss(rssItem(`<description>${cdata}</description>`))],
    ['RSS 0.91', rss(rssItem(`<description>${escaped}</description>`)).replace('version="2.0"', 'version="0.91"')],
    ['behind a byte order mark', `\ufeff${rss(rssItem(`<description>${cdata}</description>`))}`],
    [
      'RSS 2.0 with content and dc',
      rss(
        rssItem(
          `<description>Short</description><content:encoded>${cdata}</content:encoded>`,
          '<dc:date>2026-09-18T19:01:08+02:00</dc:date>',
        ),
        '<title>Jobs</title>',
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"',
      ),
    ],
    [
      'RSS 1.0',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Jobs</title></channel>
       <item rdf:about="job-7"><title>Gardener &amp; Cook</title><link>https://jobs.example/7</link><description>${escaped}</description><dc:date>2026-09-18T17:01:08Z</dc:date></item></rdf:RDF>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Jobs</title><entry><id>job-7</id><title type="html">Gardener &amp;amp; Cook</title>
       <link rel="self" href="https://feeds.example/7.atom"/><link rel="alternate" type="text/html" href="https://jobs.example/7"/>
       <published>2026-09-18T17:01:08Z</published><updated>2026-10-01T00:00:00Z</updated><content type="html">${escaped}</content></entry></feed>`,
    ],
    [
      'Atom in XHTML with a prefix',
      `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Jobs</a:title><a:entry><a:id>job-7</a:id><a:title>Gardener &amp; Cook</a:title>
       <a:link href="https://jobs.example/7"/><a:updated>2026-09-18T17:01:08Z</a:updated><a:content type="xhtml">${xhtml}</a:content></a:entry></a:feed>`,
    ],
    [
      'JSON Feed',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Jobs',
        items: [
          {
            id: 'job-7',
            url: 'https://jobs.example/7',
            title: 'Gardener & Cook',
            content_html: '<p>Trees &amp; shrubs</p><ul><li>Apples</li></ul>',
            date_published: '2026-09-18T17:01:08Z',
          },
        ],
      }),
    ],
  ])('%s', (_, body) => {
    expect(only(body)).toMatchObject(expected);
  });

  test('a JobPosting beside an item of a JSON Feed says what the item cannot', () => {
    const entry = {
      id: 7,
      url: 'https://jobs.example/7',
      title: 'Gardener',
      content_html: '<p>x</p>',
      _job: {
        '@type': 'JobPosting',
        title: 'gardener (2)',
        hiringOrganization: 'Oak Ltd',
        jobLocation: { address: { addressLocality: 'Leeds' } },
        employmentType: 'PART_TIME',
      },
    };
    const body = { version: 'https://jsonfeed.org/version/1', title: 'x', items: [entry] };
    expect(only(body)).toMatchObject({
      externalId: '7',
      title: 'Gardener',
      companyName: 'Oak Ltd',
      location: 'Leeds',
      employmentType: 'part-time',
      description: 'x',
    });
  });
});

describe('links and ids', () => {
  test.each([
    ['<guid>https://jobs.example/p/1</guid>', 'https://jobs.example/p/1', 'https://jobs.example/p/1'],
    ['<guid isPermaLink="false">tag:1</guid><link>/p/1</link>', 'tag:1', 'https://feeds.example/p/1'],
    [
      '<link>https://jobs.example/p/1?a=1&amp;b=2</link>',
      'https://jobs.example/p/1?a=1&b=2',
      'https://jobs.example/p/1?a=1&b=2',
    ],
  ])('%s', (links, externalId, link) => {
    expect(only(rss(`<item><title>Cook</title>${links}</item>`))).toMatchObject({ externalId, url: link });
  });

  test('a guid that is no link is no address', () => {
    const items = read(rss('<item><title>Cook</title><guid isPermaLink="false">tag:1</guid></item>'));
    expect(rejectionsIn(items)).toEqual([{ item: 'tag:1', reason: 'url: not a web address' }]);
  });

  test('a long guid becomes a short id, by which a refusal names it too', () => {
    const guid = `<guid isPermaLink="false">${'long '.repeat(50)}</guid>`;
    const { externalId } = only(rss(item(guid)));
    expect(externalId).toMatch(/^[\w-]{43}$/);
    expect(rejectionsIn(read(rss(item(guid, 'x'.repeat(2000)))))).toMatchObject([{ item: externalId }]);
  });
});

test.each([
  ['Fri, 18 Sep 2026 17:01:08 +0000', '2026-09-18T17:01:08Z'],
  ['18 Sep 26 17:01 EST', '2026-09-18T22:01:00Z'],
  ['Friday, 18 September 2026 17:01:08 GMT', '2026-09-18T17:01:08Z'],
  ['Fri, 8 Sep 2026 7:01:08 -0530', '2026-09-08T12:31:08Z'],
  ['2026-09-18', '2026-09-18T00:00:00Z'],
  ['2026-09-18 15:52:34.19', '2026-09-18T15:52:34.190Z'],
])('the date %s is %s', (written, moment) => {
  expect(only(rss(item(`<pubDate>${written}</pubDate>`))).postedAt).toEqual(new Date(moment));
});

test.each(['Invalid Date', 'Continuous', '31 Feb 2026 10:00:00 GMT', '18 Sop 2026', ''])(
  'the date %j is none',
  (written) => {
    expect(only(rss(item(`<pubDate>${written}</pubDate>`))).postedAt).toBeNull();
  },
);

test("NEOGOV's own elements are read", () => {
  const fields = `<joblisting:jobId>9</joblisting:jobId><joblisting:minimumSalary>28.37</joblisting:minimumSalary>
    <joblisting:maximumSalary>38.87</joblisting:maximumSalary><joblisting:salaryCurrency>USD</joblisting:salaryCurrency>
    <joblisting:salaryInterval>Hour</joblisting:salaryInterval><joblisting:jobType>Permanent Full Time</joblisting:jobType>
    <joblisting:location>Springfield</joblisting:location><joblisting:state>Ohio</joblisting:state>
    <joblisting:department>Parks &amp; Gardens</joblisting:department>
    <joblisting:advertiseToDateTimeUTC>Tue, 01 Feb 2022 04:59:00:0</joblisting:advertiseToDateTimeUTC>
    <joblisting:qualifications>&lt;p&gt;A licence.&lt;/p&gt;</joblisting:qualifications>
    <description>Mow.</description><guid isPermaLink="true">https://jobs.example/7?a=1&amp;b=2</guid>`;
  const body = rss(
    item(fields),
    '<title>Town of Springfield</title>',
    'xmlns:joblisting="http://www.neogov.com/namespaces/JobListing"',
  );
  expect(only(body, null)).toMatchObject({
    companyName: 'Town of Springfield',
    location: 'Springfield, Ohio',
    department: 'Parks & Gardens',
    employmentType: 'full-time',
    salary: { min: 2837, max: 3887, currency: 'USD', period: 'hour' },
    deadlineAt: new Date('2022-02-01T04:59:00Z'),
    description: 'Mow.\n\nQualifications\n\nA licence.',
  });
  const hidden = body
    .replace('28.37', 'Not Displayed')
    .replace('38.87', '')
    .replace('Tue, 01 Feb 2022 04:59:00:0', 'Continuous');
  expect(only(hidden, null)).toMatchObject({ salary: null, deadlineAt: null });
});

test('bad items are refused with their reason, and the others are read', () => {
  const items = read(
    rss(
      [
        item('', 'Good', 1),
        '<item><description>nothing else</description></item>',
        item('', '', 3),
        item('', 'x'.repeat(1_000_000), 4),
        item(`<description>${'y'.repeat(600_000)}</description>`, 'Long', 5),
        item('', 'Twice', 1),
        item('<pubDate>soon</pubDate>', 'Last', 8),
      ].join(''),
    ),
  );
  expect(postingsIn(items).map(({ title }) => title)).toEqual(['Good', 'Last']);
  expect(rejectionsIn(items).map(({ item: name, reason }) => [name.slice(-8), reason])).toEqual([
    ['number 2', 'id: neither guid nor link'],
    ['xample/3', 'title: empty'],
    ['xample/4', 'title: longer than 1000 characters'],
    ['xample/5', 'content: longer than 500000 characters'],
    ['xample/1', 'id: there is another posting with this id'],
  ]);
  const json = read({ version: 'https://jsonfeed.org/version/1', items: [null, 7, { id: 1, url: 'x:y', title: 'a' }] });
  expect(rejectionsIn(json).map(({ reason }) => reason)).toEqual([
    'id: neither guid nor link',
    'id: neither guid nor link',
    'url: not a web address',
  ]);
});

describe('what is no feed', () => {
  test.each([
    ['', 'empty'],
    ['hello', 'neither'],
    ['{"jobs":[]}', 'no JSON Feed'],
    ['[]', 'no JSON Feed'],
    ['{"version":', 'not JSON'],
    ['<!DOCTYPE html><html></html>', 'web page'],
    ['<rss version="2.0"><channel', 'neither'],
    ['<jobs><item><title>x</title></item></jobs>', 'neither'],
    [`<!DOCTYPE rss [<!ENTITY a "b">]>${rss(item())}`, 'DOCTYPE'],
    [`<?xml version="1.0"?><!doctype rss SYSTEM "file:///etc/passwd">${rss(item())}`, 'DOCTYPE'],
    [rss(`${item()}<!DOCTYPE x>`), 'DOCTYPE'],
  ])('%j is refused', (body, reason) => {
    expect(() => read(body)).toThrow(UnreadableBody);
    expect(() => read(body)).toThrow(reason);
  });

  test('an empty feed is a feed', () => {
    expect(read(rss(''))).toEqual([]);
    expect(read({ version: 'https://jsonfeed.org/version/1.1', items: [] })).toEqual([]);
  });
});

const readOrRefuse = (body: string): void => {
  try {
    expect(postingsIn(read(body))).toEqual([]);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableBody);
  }
};

test('5,000 items are read in a few seconds, and what is built to take long does not', () => {
  const many = Array.from({ length: 5000 }, (_, id) =>
    item('<description>Mow &amp;amp; rake</description>', 'Gardener', id),
  );
  expect(postingsIn(read(rss(many.join(''))))).toHaveLength(5000);
  const long = rss(item(`<description>${'&#65;'.repeat(90_000)}</description>`));
  expect(cpuMs(() => expect(postingsIn(read(long))).toHaveLength(1))).toBeLessThan(2000);
  for (const evil of ['<a>'.repeat(100_000), `<item ${'a="b" '.repeat(100_000)}`, '<item>'.repeat(100_000)]) {
    expect(cpuMs(() => readOrRefuse(rss(evil)))).toBeLessThan(2000);
  }
});

test.each([
  ['https://jobs.example/feed.xml', true],
  ['https://jobs.example/all.rss?x=1', true],
  ['https://jobs.example/jobs/feed/', true],
  ['https://jobs.example/feed.json', true],
  ['https://jobs.example/news.atom', true],
  ['https://jobs.example/', false],
  ['https://jobs.example/jobs', false],
  ['https://jobs.example/sitemap.xml', false],
  ['https://jobs.example/feedback', false],
  ['https://jobs.example/data.json', false],
])('%s is recognised: %s', (address, recognised) => {
  expect(feed.recognises(new URL(address))).toBe(recognised);
  expect(feed.feedUrl(new URL(address)).href).toBe(address);
});
