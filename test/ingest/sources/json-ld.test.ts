import { describe, expect, test } from 'vitest';
import { type Item, type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { jsonLd } from '../../../src/ingest/sources/json-ld.ts';
import { cpuMs } from '../../support/cpu-time.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';

const pageUrl = 'https://fernwood.example/careers';
const script = (value: unknown): string =>
  `<script type="application/ld+json">${typeof value === 'string' ? value : JSON.stringify(value)}</script>`;
const page = (...values: readonly unknown[]): string =>
  `<!doctype html><html><head><title>Jobs</title>${values.map(script).join('<p>')}</head><body>Hello</body></html>`;
const read = (...values: readonly unknown[]): readonly Item[] =>
  itemsOf(jsonLd, page(...values), { url: pageUrl, companyName: null });

const posting = (over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  '@context': 'https://schema.org/',
  '@type': 'JobPosting',
  title: 'Gardener',
  url: 'https://fernwood.example/jobs/7',
  description: '<p>Trees &amp; shrubs</p>',
  hiringOrganization: { '@type': 'Organization', name: 'Fernwood' },
  jobLocation: {
    '@type': 'Place',
    address: { addressLocality: 'Leeds', addressRegion: 'England', addressCountry: 'GB' },
  },
  datePosted: '2026-05-02T16:16:26+0000',
  ...over,
});
const only = (over: Readonly<Record<string, unknown>> = {}): NormalisedPosting => {
  const items = read(posting(over));
  const [found] = postingsIn(items);
  if (found === undefined || items.length !== 1) throw new Error(JSON.stringify(items));
  return found;
};

test('a posting is read with everything that it says', () => {
  expect(
    only({
      identifier: { '@type': 'PropertyValue', name: 'Fernwood', value: 'R-17' },
      employmentType: ['FULL_TIME', 'INTERN'],
      validThrough: '2026-06-01',
      employmentUnit: { name: 'Outdoors' },
      inLanguage: 'en-GB',
    }),
  ).toMatchObject({
    externalId: 'R-17',
    url: 'https://fernwood.example/jobs/7',
    title: 'Gardener',
    companyName: 'Fernwood',
    location: 'Leeds, England, GB',
    department: 'Outdoors',
    employmentType: 'internship',
    description: 'Trees & shrubs',
    language: 'en',
    postedAt: new Date('2026-05-02T16:16:26Z'),
    deadlineAt: new Date('2026-06-01T00:00:00Z'),
    raw: expect.objectContaining({ title: 'Gardener' }),
  });
});

describe('where postings are in a page', () => {
  const two = [posting({ url: '/jobs/1' }), posting({ url: '/jobs/2' })];
  const expected = ['https://fernwood.example/jobs/1', 'https://fernwood.example/jobs/2'];

  test.each([
    ['an array', [two]],
    ['a graph', [{ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite' }, ...two] }]],
    ['several scripts', [{ '@type': 'Organization', name: 'x' }, ...two]],
    ['lists of types', [two.map((one) => ({ ...one, '@type': ['Thing', 'https://schema.org/JobPosting'] }))]],
    ['an array in an array', [[two]]],
    ['an item list', [{ '@type': 'ItemList', itemListElement: two.map((item) => ({ '@type': 'ListItem', item })) }]],
    [
      'an item list that says the addresses',
      [
        {
          '@type': 'ItemList',
          itemListElement: expected.map((url) => ({ '@type': 'ListItem', url, item: posting({ url: undefined }) })),
        },
      ],
    ],
    ['the same twice', [two, two]],
  ])('%s', (_, values) => {
    expect(postingsIn(read(...values)).map(({ url }) => url)).toEqual(expected);
  });

  test('wrappings, raw line breaks and a semicolon at the end are looked through', () => {
    const json = JSON.stringify(posting());
    for (const text of [
      `<!-- ${json} -->`,
      `//<![CDATA[\n${json}\n//]]>`,
      `${json};`,
      json.replace('shrubs', 'shr\nubs'),
    ]) {
      expect(postingsIn(read(text))).toHaveLength(1);
    }
    const quoteless = page().replace('<body>', `<body><SCRIPT data-x TYPE=application/ld+json>${json}</SCRIPT>`);
    expect(itemsOf(jsonLd, quoteless)).toHaveLength(1);
  });

  test('what only points at its organisation gets it', () => {
    const graph = [
      { '@type': 'Organization', '@id': '#us', name: 'Fernwood Ltd' },
      posting({ hiringOrganization: { '@id': '#us' } }),
    ];
    expect(postingsIn(read({ '@graph': graph })).map(({ companyName }) => companyName)).toEqual(['Fernwood Ltd']);
  });
});

describe('postings without an address', () => {
  const listed = (...titles: readonly string[]): unknown => ({
    '@type': 'WebPage',
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: titles.map((title, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        item: { '@type': 'JobPosting', title, hiringOrganization: 'Fernwood', jobLocation: { address: 'Leeds' } },
      })),
    },
  });

  test('in a list they get the page and what they are, which stays when the list changes', () => {
    const before = postingsIn(read(listed('Gardener', 'Gärtner')));
    const after = postingsIn(read(listed('Cook', 'Gärtner', 'Gardener')));
    expect(before.map(({ url }) => url)).toEqual([
      `${pageUrl}#job-gardener-leeds`,
      expect.stringMatching(/careers#job-[\w-]{43}$/),
    ]);
    const known = (postings: readonly NormalisedPosting[]): unknown =>
      Object.fromEntries(
        postings
          .filter(({ title }) => title !== 'Cook')
          .map(({ title, externalId, url }) => [title, [externalId, url]]),
      );
    expect(known(after)).toEqual(known(before));
  });

  test('alone on its page it has the address of the page', () => {
    expect(only({ url: undefined })).toMatchObject({ url: pageUrl, externalId: 'job-gardener-leeds-england-gb' });
  });

  test('postings that all say the address of the list are told apart', () => {
    const postings = postingsIn(read([posting({ url: pageUrl }), posting({ url: pageUrl, title: 'Cook' })]));
    expect(new Set(postings.map(({ url }) => url)).size).toBe(2);
    expect(new Set(postings.map(({ externalId }) => externalId)).size).toBe(2);
  });

  test('an identifier that says only the company makes no two postings one', () => {
    const identifier = 'Fernwood';
    const postings = postingsIn(read([posting({ url: '/1', identifier }), posting({ url: '/2', identifier })]));
    expect(postings.map(({ externalId }) => externalId)).toEqual([
      'https://fernwood.example/1',
      'https://fernwood.example/2',
    ]);
  });
});

describe('fields of every shape', () => {
  test.each([
    ['Acme', 'Acme'],
    [{ name: 'Acme' }, 'Acme'],
    [[{ name: ['Acme', 'Acme Inc'] }], 'Acme'],
    [{ '@value': 'Acme' }, 'Acme'],
    [{ legalName: 'Acme Ltd' }, 'Acme Ltd'],
  ])('the organisation %j is %s', (hiringOrganization, name) => {
    expect(only({ hiringOrganization }).companyName).toBe(name);
  });

  test.each([
    [[{ address: { addressLocality: 'Leeds' } }, { address: { addressLocality: 'York' } }], 'Leeds; York'],
    ['Leeds', 'Leeds'],
    [{ address: 'Leeds, UK' }, 'Leeds, UK'],
    [{ name: 'Leeds office' }, 'Leeds office'],
    [{ address: { addressLocality: 'Leeds', addressCountry: { name: 'United Kingdom' } } }, 'Leeds, United Kingdom'],
    [{ address: [{ addressLocality: 'Leeds', streetAddress: '1 High Street' }] }, 'Leeds'],
    [undefined, null],
    [7, '7'],
  ])('the place %j is %s', (jobLocation, location) => {
    expect(only({ jobLocation }).location).toBe(location);
  });

  test('telecommuting is remote, from where is said beside it, and without it nothing is said', () => {
    const required = [
      { '@type': 'Country', name: 'Canada' },
      { '@type': 'State', name: 'Ohio, USA' },
    ];
    expect(only({ jobLocationType: 'TELECOMMUTE', applicantLocationRequirements: required })).toMatchObject({
      remote: 'yes',
      remoteFrom: 'Canada; Ohio, USA',
    });
    expect(only({ jobLocationType: 'TELECOMMUTE', jobLocation: undefined })).toMatchObject({
      remote: 'yes',
      remoteFrom: null,
    });
    expect(only({ applicantLocationRequirements: required })).toMatchObject({ remote: null, remoteFrom: null });
  });

  test('a description is read whether escaped, twice escaped, marked up or plain', () => {
    const html = '<p>Salt &amp; pepper</p><ul><li>Fine</li></ul>';
    const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    for (const description of [html, escaped(html), escaped(escaped(html))]) {
      expect(only({ description }).description).toBe('Salt & pepper\n\n- Fine');
    }
    expect(only({ description: 'One\nTwo' }).description).toBe('One\nTwo');
    expect(only({ description: undefined }).description).toBe('');
  });

  test('parts with fields of their own are added where the description does not repeat them', () => {
    const qualifications = 'Three years in gardens of at least five acres.';
    expect(only({ qualifications }).description).toBe(`Trees & shrubs\n\nQualifications\n\n${qualifications}`);
    expect(only({ qualifications, description: `<p>${qualifications}</p>` }).description).toBe(qualifications);
  });
});

test('bad postings are refused with their reason, and the others are read', () => {
  const items = read(
    [posting(), posting({ title: null, url: '/2' }), posting({ title: 'x'.repeat(2000), url: '/3' })],
    [posting({ url: '/4', hiringOrganization: undefined }), posting({ url: '/5', description: 'y'.repeat(600_000) })],
    `${JSON.stringify(posting())}}`,
  );
  expect(postingsIn(items)).toHaveLength(1);
  expect(rejectionsIn(items)).toEqual([
    { item: 'number 2', reason: 'title: missing' },
    { item: 'number 3', reason: 'title: longer than 1000 characters' },
    { item: 'https://fernwood.example/4', reason: expect.stringMatching(/^company: /) },
    { item: 'number 5', reason: 'description: longer than 500000 characters' },
    { item: 'number 3', reason: 'script 3 of the page: not JSON' },
  ]);
});

test('a posting nested for its own sake loses no other', () => {
  const deep = JSON.stringify(posting()).replace(/}$/, `,"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
  const items = read(`[${deep},${JSON.stringify(posting({ url: '/2' }))}]`);
  expect(postingsIn(items)).toHaveLength(1);
  expect(rejectionsIn(items)).toMatchObject([{ reason: 'item: nested too deep' }]);
});

test.each(['', 'hello', page(), page({ '@type': 'Organization' }), page('{'), '{"@type":"JobPosting","title":"Cook"}'])(
  'page %# holds no posting and is refused',
  (body) => {
    expect(() => itemsOf(jsonLd, body)).toThrow(UnreadableBody);
  },
);

test('a page whose only posting is broken says so', () => {
  expect(() => read('{"@type":"JobPosting",,}')).toThrow('script 1 of the page: a JobPosting that is not JSON');
});

test('evil pages end soon', () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  const bodies = [
    page(deep, posting()),
    `${'<div><table><p>'.repeat(100_000)}${page(posting())}`,
    page(`[${'[],'.repeat(400_000)}{}]`, posting()),
  ];
  for (const body of bodies) {
    expect(cpuMs(() => expect(itemsOf(jsonLd, body)).toHaveLength(1))).toBeLessThan(2000);
  }
});

test('no URL shows the kind', () => {
  const url = new URL('https://fernwood.example/jobs');
  expect(jsonLd.recognises(url)).toBe(false);
  expect(jsonLd.feedUrl(url)).toBe(url);
});
