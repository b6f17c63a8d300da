import { expect, test } from 'vitest';
import { type NormalisedPosting, UnreadableBody } from '../../../src/ingest/source.ts';
import { lines } from '../../../src/ingest/sources/lines.ts';
import { postingsIn, rejectionsIn } from '../../support/reading.ts';
import { streamedItems } from '../../support/streaming.ts';

const row = (id: unknown, over: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    id,
    source: 'orchard',
    title: 'Gärtner für Obst – 果樹園 🍎',
    company: 'Fernwood',
    location: 'Berlin, Germany',
    remote: null,
    description: null,
    url: `https://jobs.example/${String(id)}`,
    posted_at: '2026-05-01',
    salary_min: null,
    salary_max: null,
    salary_period: null,
    currency: null,
    employment_type: null,
    ...over,
  });
const only = async (over: Readonly<Record<string, unknown>>): Promise<NormalisedPosting> => {
  const [posting] = postingsIn(await streamedItems(lines, row('a', over)));
  if (posting === undefined) throw new Error('not read');
  return posting;
};

test('a line is read with everything that it says, also where its characters come in two pieces', async () => {
  const full = {
    remote: true,
    description: '<p>Trees</p><ul><li>Apples</li></ul>',
    salary_min: 30_000,
    salary_max: 36_000.5,
    salary_period: 'year',
    currency: 'EUR',
    employment_type: 'full_time',
  };
  for (const bytes of [1, 2, 3, 5, 1000]) {
    const [posting] = postingsIn(await streamedItems(lines, row('a', full), undefined, bytes));
    expect(posting).toMatchObject({
      externalId: 'a',
      url: 'https://jobs.example/a',
      title: 'Gärtner für Obst – 果樹園 🍎',
      companyName: 'Fernwood',
      location: 'Berlin, Germany',
      remote: 'yes',
      description: 'Trees\n\n- Apples',
      salary: { min: 3_000_000, max: 3_600_050, currency: 'EUR', period: 'year' },
      employmentType: 'full-time',
      postedAt: new Date('2026-05-01T00:00:00Z'),
    });
  }
});

test('null is not known', async () => {
  expect(await only({ location: null, posted_at: null })).toMatchObject({
    location: null,
    remote: null,
    salary: null,
    employmentType: null,
    postedAt: null,
    description: '',
  });
});

test('the lines of a plain description stay', async () => {
  expect((await only({ description: 'We grow:\r\napples\nR&D < 5' })).description).toBe('We grow:\napples\nR&D < 5');
});

test('remote is also yes, hybrid or no', async () => {
  expect((await only({ remote: 'hybrid' })).remote).toBe('hybrid');
  expect((await only({ remote: false })).remote).toBe('no');
});

test('pay without a certain period, with zero or upside down is not known', async () => {
  const euros = { salary_min: 30_000, salary_max: 40_000, currency: 'EUR', salary_period: 'year' };
  expect((await only(euros)).salary).not.toBeNull();
  for (const over of [
    { salary_period: null },
    { salary_period: 'project' },
    { currency: 'euros' },
    { salary_min: 0, salary_max: 0 },
    { salary_min: 50_000 },
    { salary_min: 30, salary_max: 40 },
    { salary_period: 'hour' },
  ]) {
    expect((await only({ ...euros, ...over })).salary).toBeNull();
  }
  expect((await only({ ...euros, salary_max: null, currency: 'jpy' })).salary).toEqual({
    min: 30_000,
    max: null,
    currency: 'JPY',
    period: 'year',
  });
});

test('a broken line is refused with its number, and the others are read', async () => {
  const bytes = new TextEncoder();
  const body = Buffer.concat([
    bytes.encode(`${row('one')}\r\n\n{"id": \n`),
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d, 0x0a]),
    bytes.encode(
      `[1]\n${row('two', { title: null })}\n${row('one')}\n"x"\n${row('three', { url: 'ftp://a.example/' })}\n`,
    ),
    bytes.encode(`${row(7)}\n${row({})}\n${row('last')}`),
  ]);
  const items = await streamedItems(lines, body);
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['one', '7', 'last']);
  expect(rejectionsIn(items)).toEqual([
    { item: 'number 3', reason: 'line 3: not JSON' },
    { item: 'number 4', reason: 'line 4: not UTF-8' },
    { item: 'number 5', reason: 'line 5: not a JSON object' },
    { item: 'two', reason: expect.stringMatching(/^line 6: title: /) },
    { item: 'one', reason: 'line 7: id: there is another posting with this id' },
    { item: 'number 8', reason: 'line 8: not a JSON object' },
    { item: 'three', reason: expect.stringMatching(/^line 9: url: /) },
    { item: 'number 11', reason: 'line 11: id: not an id' },
  ]);
});

test('a line of more than a megabyte is refused without being held', async () => {
  const long = `{"id":"long","title":"${'x'.repeat(40_000_000)}"}`;
  let most = 0;
  async function* body(): AsyncGenerator<Uint8Array> {
    const all = new TextEncoder().encode(`${row('one')}\n${long}\n${row('two')}\n`);
    const held = process.memoryUsage().arrayBuffers;
    for (let start = 0; start < all.length; start += 65_536) {
      most = Math.max(most, process.memoryUsage().arrayBuffers - held);
      yield all.subarray(start, start + 65_536);
    }
  }
  const found: unknown[] = [];
  for await (const item of lines.readStream(body(), { url: 'x', companyName: null })) {
    found.push('posting' in item ? item.posting.externalId : item.rejection);
  }
  expect(found).toEqual(['one', { item: 'number 2', reason: 'line 2: longer than 1000000 bytes' }, 'two']);
  expect(most).toBeLessThan(10_000_000);
});

test('a line nested for its own sake loses no other', async () => {
  const deep = `{"id":"deep","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const items = await streamedItems(lines, `${row('one')}\n${deep}\n${row('two')}`, undefined, 65_536);
  expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual(['one', 'two']);
  expect(rejectionsIn(items)).toEqual([{ item: 'number 2', reason: 'line 2: nested too deep' }]);
});

test('a posting that the file calls closed is not listed', async () => {
  expect(await streamedItems(lines, row('a', { is_closed: true }))).toEqual([]);
});

test('an id that is a sentence or a URL stays the same and short', async () => {
  const [first, again] = await Promise.all([
    only({ id: 'gardener, berlin (fernwood)' }),
    only({ id: 'gardener, berlin (fernwood)' }),
  ]);
  expect(first.externalId).toMatch(/^[\w-]{43}$/);
  expect(again.externalId).toBe(first.externalId);
});

test('a page or a picture is no such file', async () => {
  await expect(streamedItems(lines, '<html>\n<body>\n</body>')).rejects.toThrow(UnreadableBody);
  await expect(streamedItems(lines, 'x\n'.repeat(5000))).rejects.toThrow('no line is a JSON object');
});

test.each([
  ['file:///data/jobs.ndjson', true],
  ['https://files.example/export.jsonl.gz?x=1', true],
  ['https://files.example/EXPORT.NDJSON', true],
  ['https://files.example/jobs.json', false],
  ['https://files.example/ndjson', false],
])('%s is recognised: %s', (url, recognised) => {
  expect(lines.recognises(new URL(url))).toBe(recognised);
  expect(lines.feedUrl(new URL(url)).href).toBe(url);
});

test('a posting of which nobody says whose it is, is kept and says so, unless the operator knows', async () => {
  const body = Buffer.from(row('one', { company: null }));
  const company = async (companyName: string | null) =>
    postingsIn(await streamedItems(lines, body, { url: 'file:///a.ndjson', companyName }))[0]?.companyName;
  expect(await company(null)).toBe('Company not named');
  expect(await company('Acme')).toBe('Acme');
});
