import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { discoverSource } from '../../../src/ingest/discover/discover.ts';
import { makePosting } from '../../../src/ingest/normalise/make-posting.ts';
import { readPastedPage } from '../../../src/ingest/paste/read-page.ts';
import type { Item, StreamedSource } from '../../../src/ingest/source.ts';
import { feed } from '../../../src/ingest/sources/feed.ts';
import { githubList } from '../../../src/ingest/sources/github-list.ts';
import { recogniseSource } from '../../../src/ingest/sources/index.ts';
import { jobPostingDraft, jsonLd } from '../../../src/ingest/sources/json-ld.ts';
import { lines } from '../../../src/ingest/sources/lines.ts';
import { itemsOf, postingsIn, rejectionsIn } from '../../support/reading.ts';
import { streamedItems } from '../../support/streaming.ts';

const data = join(import.meta.dirname, '../../../../shared/data');
const bytesOf = (file: string): Buffer => {
  const bytes = readFileSync(join(data, file));
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};
const textOf = (file: string): string => bytesOf(file).toString();
const source = { url: 'https://source.example/jobs', companyName: null };
const streamed = (kind: StreamedSource, file: string): Promise<Item[]> =>
  streamedItems(kind, bytesOf(file), source, 65_521);

const counts = (items: readonly Item[]): Record<string, number> => {
  const reasons: Record<string, number> = {};
  for (const { reason } of rejectionsIn(items)) {
    const kind = reason.replace(/\d+/g, 'N');
    reasons[kind] = (reasons[kind] ?? 0) + 1;
  }
  return { items: items.length, accepted: postingsIn(items).length, ...reasons };
};

const row = z.object({ id: z.string(), active: z.boolean(), is_visible: z.boolean() });
const openRows = (file: string): Map<string, string> => {
  const rows = z.array(z.looseObject(row.shape)).parse(JSON.parse(textOf(file)));
  const said = (one: z.infer<typeof row>): string => JSON.stringify(Object.entries(one).sort());
  return new Map(rows.filter(({ active, is_visible }) => active && is_visible).map((one) => [one.id, said(one)]));
};

describe.skipIf(!existsSync(data))('real feeds, pages and lists', () => {
  test.each([
    ['payloads/rss/neogov_sample.rss', 5],
    ['payloads/rss/new-grad-jobs-feed.xml', 50],
    ['payloads/neogov/neogov.xml', 2],
  ])('%s: %i postings', (file, count) => {
    const items = itemsOf(feed, textOf(file), source);
    expect(counts(items)).toEqual({ items: count, accepted: count });
    expect(postingsIn(items).filter(({ postedAt }) => postedAt === null)).toEqual([]);
  });

  test("NEOGOV's feed says agency, place, pay and department", () => {
    const postings = postingsIn(itemsOf(feed, textOf('payloads/rss/neogov_sample.rss'), source));
    expect(postings.filter(({ salary }) => salary !== null)).toHaveLength(4);
    expect(postings.filter(({ deadlineAt }) => deadlineAt !== null)).toHaveLength(3);
    expect(new Set(postings.map(({ companyName }) => companyName))).toEqual(new Set(['State of Michigan, MI']));
    expect(postings.filter(({ location, department }) => location === null || department === null)).toEqual([]);
  });

  test.each([
    ['payloads/jsonld/avalanche-nested-itemlist.html', 9],
    ['payloads/jsonld/paylocity-fermi.html', 1],
    ['payloads/jsonld/yc-diode-senior.html', 1],
    ['payloads/jsonld/yc-diode-staff.html', 1],
  ])('%s: %i postings', (file, count) => {
    const items = itemsOf(jsonLd, textOf(file), source);
    expect(counts(items)).toEqual({ items: count, accepted: count });
    expect(new Set(postingsIn(items).map(({ url }) => url)).size).toBe(count);
  });

  test('a pasted page with one posting is that posting', () => {
    const url = 'https://recruiting.example/jobs/1';
    expect(readPastedPage(textOf('payloads/jsonld/paylocity-fermi.html'), url)).toMatchObject({
      url,
      location: 'Dallas, TX, US',
    });
    expect(readPastedPage(textOf('payloads/html/avalanche-mechanical-engineer.html'), url)).toBeNull();
  });

  test.each([
    'payloads/html/avalanche-mechanical-engineer.html',
    'payloads/html/yc-list-diode.html',
    'payloads/html/dice.html.gz',
    'payloads/html/hiringcafe.html.gz',
    'payloads/html/paylocity-board-fermi.html',
  ])('%s holds no JSON-LD and is refused with a sentence', async (file) => {
    const body = textOf(file);
    expect(() => itemsOf(jsonLd, body, source)).toThrow('no schema.org JobPosting in this page');
    const found = await discoverSource(new URL('https://site.example/careers/one'), {
      recognise: recogniseSource,
      kinds: [jsonLd, feed],
      get: async (url) => (url.endsWith('/one') ? { body, finalUrl: url } : { failed: 'answered 404' }),
    });
    expect(found).toEqual({ refused: expect.stringMatching(/^No job board was found there: .*\.$/) });
  });

  test('1,200 JobPostings of the NHS', () => {
    const items = textOf('payloads/jsonld/nhs-jobposting.ndjson.gz')
      .trim()
      .split('\n')
      .map((line) => jobPostingDraft(JSON.parse(line), 'https://www.jobs.nhs.uk/'));
    const drafts = items.filter((draft) => typeof draft !== 'string');
    expect(drafts).toHaveLength(1200);
    // 1,113 have numbers that can be; the others only words.
    expect(drafts.filter(({ salary }) => salary)).toHaveLength(1113);
    expect(drafts.filter(({ salary, payText }) => !salary && payText)).toHaveLength(87);
    const postings = drafts.map((draft) => makePosting(draft, source)).filter((one) => typeof one !== 'string');
    expect(postings).toHaveLength(1200);
    expect(new Set(postings.map(({ externalId }) => externalId)).size).toBe(1200);
    expect(postings.filter(({ postedAt, deadlineAt }) => postedAt === null || deadlineAt === null)).toEqual([]);
    expect(postings.filter(({ description }) => /<\/?[a-z]+>|&(?:lt|gt|amp|nbsp);/i.test(description))).toEqual([]);
  });

  test.each([
    ['listings/ouckah-summer2025.json.gz', 194, 141],
    ['listings/simplify-new-grad.json.gz', 1627, 103],
    ['listings/simplify-snapshot-t0.json.gz', 723, 439],
    ['listings/simplify-snapshot-t1.json.gz', 831, 385],
    ['listings/simplify-summer2025.json.gz', 3899, 668],
  ])('%s: of %i rows %i are open', async (file, rows, open) => {
    expect(JSON.parse(textOf(file))).toHaveLength(rows);
    const items = await streamed(githubList, file);
    expect(counts(items)).toEqual({ items: open, accepted: open });
    expect(postingsIn(items).map(({ externalId }) => externalId)).toEqual([...openRows(file).keys()]);
    expect(postingsIn(items).filter(({ postedAt, url }) => postedAt === null || /[?&](?:utm_|ref=)/.test(url))).toEqual(
      [],
    );
  });

  test('between two snapshots new, changed and closed are what a straight diff of the files says', async () => {
    const [t0, t1] = ['listings/simplify-snapshot-t0.json.gz', 'listings/simplify-snapshot-t1.json.gz'] as const;
    const [before, after] = [openRows(t0), openRows(t1)];
    const straight = {
      added: [...after.keys()].filter((id) => !before.has(id)),
      closed: [...before.keys()].filter((id) => !after.has(id)),
      changed: [...after].filter(([id, said]) => before.has(id) && before.get(id) !== said).map(([id]) => id),
    };
    const [first, second] = await Promise.all(
      [t0, t1].map(
        async (file) => new Map(postingsIn(await streamed(githubList, file)).map((one) => [one.externalId, one])),
      ),
    );
    if (first === undefined || second === undefined) throw new Error('not read');
    expect([...second.keys()].filter((id) => !first.has(id))).toEqual(straight.added);
    expect([...first.keys()].filter((id) => !second.has(id))).toEqual(straight.closed);
    const rowsOf = (raw: unknown): string => JSON.stringify(Object.entries(Object(raw)).sort());
    const changed = [...second].filter(([id, { raw }]) => first.has(id) && rowsOf(first.get(id)?.raw) !== rowsOf(raw));
    expect(changed.map(([id]) => id)).toEqual(straight.changed);
    expect([straight.added, straight.closed, straight.changed].map(({ length }) => length)).toEqual([103, 157, 1]);
    // A row that only says that somebody touched it (`date_updated`) makes the same posting.
    const visible = ({ raw: _, ...content }: { raw: unknown }): string => JSON.stringify(content);
    const shown = changed.filter(([id, one]) => visible(one) !== visible(first.get(id) ?? one)).map(([id]) => id);
    const fields = ['title', 'company_name', 'url', 'locations', 'date_posted'];
    const differs = ([id, { raw }]: [string, { raw: unknown }]): boolean =>
      fields.some((field) => JSON.stringify(Object(raw)[field]) !== JSON.stringify(Object(first.get(id)?.raw)[field]));
    expect(shown).toEqual(changed.filter(differs).map(([id]) => id));
    expect(shown).toHaveLength(1);
  });

  test('new-grad-jobs-2026 is near enough to the format of lines: 17 rows are closed, 776 name no company and say so', async () => {
    const items = await streamed(lines, 'listings/new-grad-jobs-2026.ndjson.gz');
    expect(textOf('listings/new-grad-jobs-2026.ndjson.gz').trim().split('\n')).toHaveLength(18_143);
    expect(counts(items)).toEqual({
      items: 18_126,
      accepted: 18_126,
    });
  });
});
