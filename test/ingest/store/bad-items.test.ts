import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CrawlRun, Job, Posting } from '../../../models/index.ts';
import { createFetcher } from '../../../src/ingest/fetch/fetch.ts';
import { createLogger } from '../../../src/logger.ts';
import { useCrawling } from '../../support/crawling.ts';
import { boardBody, boardJob } from '../../support/greenhouse-board.ts';
import { startHttpBoard } from '../../support/http-board.ts';

const world = useCrawling();

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const row = (id: string, given: object = {}): object => ({
  id,
  title: `Nurse ${id}`,
  company: 'Fernwood Clinics',
  url: `https://fernwood.example/jobs/${id}`,
  description: `Ward ${id} needs you.`,
  posted_at: '2026-07-01',
  ...given,
});
const line = (id: string, given?: object): Buffer => utf8(JSON.stringify(row(id, given)));
const huge = 10_000_000;

/** Lines that hold no posting, what each is called and why it is refused. */
const refusedLines: readonly (readonly [line: Buffer, item: string | null, reason: string])[] = [
  [line('huge', { title: 'x'.repeat(huge) }), null, 'longer than 1000000 bytes'],
  [line('long', { title: 'x'.repeat(1001) }), 'long', 'title: longer than 1000 characters'],
  [line('untitled', { title: '\u200b \u0000' }), 'untitled', 'title: empty'],
  [line('nowhere', { url: 'javascript:alert(1)' }), 'nowhere', 'url: not a web address'],
  [line('0'), '0', 'id: there is another posting with this id'],
  [
    Buffer.concat([utf8('{"id":"latin","title":"Pfleger in M'), Buffer.from([0xfc]), utf8('nchen"}')]),
    null,
    'not UTF-8',
  ],
  [Buffer.from(`{"id":"wide","title":"Nurse"}`, 'utf16le'), null, 'not JSON'],
  [utf8('{"id":"raw nul","title":"Nu\0rse"}'), null, 'not JSON'],
  [utf8('{"id":"cut","title":"Nur'), null, 'not JSON'],
  [utf8('["id","list"]'), null, 'not a JSON object'],
  [utf8(`{"id":"deep","x":${'['.repeat(5000)}${']'.repeat(5000)}}`), null, 'nested too deep'],
];

/** Lines that can be read, once what no database holds is left out of them. */
const healedLines: readonly (readonly [line: Buffer, stored: object])[] = [
  [line('nul', { title: 'Nu\0rse', description: 'A\0 ward.' }), { title: 'Nurse', description: 'A ward.' }],
  [utf8(JSON.stringify(row('half')).replace('Nurse', '\\ud800Nurse')), { title: '\ufffdNurse half' }],
  [line('undated', { posted_at: '2026-02-31T99:00' }), { title: 'Nurse undated', postedAt: null }],
  [line('ageless', { posted_at: '+275760-09-13' }), { title: 'Nurse ageless', postedAt: null }],
];

describe('of 1,000 items some of which are bad', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bad-items-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('every good line is stored, each bad one is refused alone with its reason, and a rerun adds nothing', async () => {
    const count = 1000 - refusedLines.length - healedLines.length;
    const good = Array.from({ length: count }, (_, at) => line(String(at)));
    // Bad ones between good ones: none may take a neighbour with it.
    const lines = good.flatMap((one, at) => {
      const healed = healedLines[at / 20]?.[0];
      const refused = at > 500 ? refusedLines[(at - 501) / 20]?.[0] : undefined;
      return [one, ...(healed === undefined ? [] : [healed]), ...(refused === undefined ? [] : [refused])];
    });
    expect(lines).toHaveLength(1000);
    const file = join(folder, 'bad.ndjson');
    await writeFile(file, Buffer.concat(lines.flatMap((one) => [one, utf8('\n')])));
    const source = await world.boardSource({ kind: 'lines', url: pathToFileURL(file).href });

    const [rejected, added] = [refusedLines.length, 1000 - refusedLines.length];
    expect(await world.crawl(source.id)).toMatchObject({ status: 'done', found: 1000, added, rejected });
    const [run] = await CrawlRun.findAll();
    expect(run).toMatchObject({ status: 'done', error: null, found: 1000, newCount: added, rejected });
    expect(run?.rejections).toEqual(
      refusedLines.map(([bad, item, reason]) => {
        const number = lines.indexOf(bad) + 1;
        return { item: item ?? expect.stringMatching(String(number)), reason: `line ${number}: ${reason}` };
      }),
    );
    expect([await Posting.count(), await Job.count()]).toEqual([added, added]);
    for (const [, stored] of healedLines) expect(await Job.count({ where: { ...stored } })).toBe(1);

    const before = await world.versions();
    expect(await world.crawl(source.id)).toMatchObject({ status: 'done', found: 1000, added: 0, changed: 0, rejected });
    expect(await world.versions()).toEqual(before);
  });

  test('999 of a board are stored and the one that cannot be is refused', async () => {
    const given = [
      { title: 'Nu\u0000l and \ud800 half' },
      { title: 'x'.repeat(huge) },
      { first_published: '31/02/2026', updated_at: 'never' },
      { content: '&lt;p&gt;\u0000\udc00&lt;/p&gt;' },
    ];
    world.listing(...Array.from({ length: 1000 }, (_, at) => boardJob(at + 1, given[at])));
    const source = await world.boardSource();
    const limits = { wireBytes: 2 * huge, decodedBytes: 2 * huge };
    const fetcher = createFetcher({ allowHosts: [world.board.host], logger: createLogger('silent'), limits });
    const counts = { found: 1000, rejected: 1 };
    expect(await world.crawl(source.id, { fetcher })).toMatchObject({ ...counts, status: 'done', added: 999 });
    const rejections = [{ item: '2', reason: 'title: longer than 1000 characters' }];
    expect(await CrawlRun.findOne()).toMatchObject({ ...counts, newCount: 999, rejections });
    expect(await world.crawl(source.id, { fetcher })).toMatchObject({
      ...counts,
      added: 0,
      changed: 0,
      unchanged: 999,
    });
    expect(await Posting.count()).toBe(999);
    await fetcher.close();
  });

  test('of an id that is listed twice the words that came first are stored', async () => {
    world.listing(...Array.from({ length: 49 }, (_, at) => boardJob(at + 1)), boardJob(1, { title: 'Nurse' }));
    const source = await world.boardSource();
    expect(await world.crawl(source.id)).toMatchObject({ found: 50, added: 49, rejected: 1 });
    const rejections = [{ item: '1', reason: 'id: there is another posting with this id' }];
    expect(await CrawlRun.findOne()).toMatchObject({ newCount: 49, rejections });
    expect(await Job.count({ where: { title: 'Nurse' } })).toBe(0);
    expect(await world.crawl(source.id)).toMatchObject({ added: 0, changed: 0, unchanged: 49, rejected: 1 });
  });
});

describe('a board as a whole', () => {
  test('that is empty is a board: its run is done, and what it listed before is missing at first', async () => {
    world.listing();
    const source = await world.boardSource();
    expect(await world.crawl(source.id)).toMatchObject({ status: 'done', found: 0, rejected: 0, error: null });
    expect(await source.reload()).toMatchObject({ failures: 0, runs: 1, isActive: true });
    world.listing(boardJob(1));
    await world.crawl(source.id);
    world.listing();
    expect(await world.crawl(source.id)).toMatchObject({ status: 'done', found: 0, gone: 1 });
    expect(await Job.count({ where: { status: 'active' } })).toBe(1);
  });

  test('is read in the encoding that it says, and in a wrong one it loses the letters alone', async () => {
    const town = async () => {
      const rows = await world.sequelize.query<{ location: string }>('select location from jobs', {
        type: QueryTypes.SELECT,
      });
      return rows.map(({ location }) => location);
    };
    const latin = Buffer.from(boardBody([boardJob(1, { location: { name: 'München' } }), boardJob(2)]), 'latin1');
    let type = 'application/json; charset=iso-8859-1';
    const board = await startHttpBoard((_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(latin);
    });
    const fetcher = createFetcher({ allowHosts: [board.host], logger: createLogger('silent') });
    const source = await world.boardSource({ url: board.url('/fernwood') });
    expect(await world.crawl(source.id, { fetcher })).toMatchObject({ status: 'done', added: 2 });
    expect(await town()).toContain('München');
    type = 'application/json; charset=utf-8';
    expect(await world.crawl(source.id, { fetcher })).toMatchObject({ status: 'done', found: 2, changed: 1, gone: 0 });
    expect(await town()).toContain('M\ufffdnchen');
    await fetcher.close();
    await board.close();
  });
});
