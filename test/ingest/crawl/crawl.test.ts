import { describe, expect, test } from 'vitest';
import { CrawlRun, Job, Posting } from '../../../models/index.ts';
import { type CrawlDeps, crawlDue } from '../../../src/ingest/crawl/crawl.ts';
import type { Fetcher } from '../../../src/ingest/fetch/fetch.ts';
import { sampleSource } from '../../../src/ingest/sample/source.ts';
import { importSources } from '../../../src/ingest/source-list/import.ts';
import { buildSavedSearch } from '../../support/builders.ts';
import { useCrawling } from '../../support/crawling.ts';
import { boardBody, boardJob } from '../../support/greenhouse-board.ts';

const world = useCrawling();
const discover = async () => ({ refused: 'nothing is discovered here' });

describe('a source that fails', () => {
  test('waits longer each time, says why, and starts afresh when it works', async () => {
    const source = await world.boardSource();
    world.answer(() => ({ status: 503 }));
    const waits: number[] = [];
    for (const _ of [1, 2, 3]) {
      expect(await world.crawl(source.id)).toMatchObject({ status: 'failed', error: 'answered 503' });
      await source.reload();
      waits.push((source.nextRunAt.getTime() - world.now().getTime()) / 60_000);
    }
    expect(waits).toEqual([5, 10, 20]);
    expect(source).toMatchObject({ failures: 3, lastError: 'answered 503', runs: 0, leaseUntil: null });
    world.listing(boardJob(1));
    await world.crawl(source.id);
    expect(await source.reload()).toMatchObject({
      failures: 0,
      lastError: null,
      runs: 1,
      nextRunAt: new Date(world.now().getTime() + 3_600_000),
    });
  });

  test('waits as long as its host asks', async () => {
    const source = await world.boardSource();
    world.answer(() => ({ status: 429, headers: { 'retry-after': '7200' } }));
    await world.crawl(source.id);
    expect((await source.reload()).nextRunAt).toEqual(new Date(world.now().getTime() + 7_200_000));
  });

  test.each([
    [{ kind: 'pigeon' }, 'there is no kind of source called pigeon'],
    [{ url: 'file:///boards/absent.json' }, 'the file could not be read'],
    [{ url: 'http://127.0.0.1:1/' }, 'this address may not be read'],
    [{ url: 'sample:board' }, 'there is no sample board here'],
    [{ url: 'nonsense' }, 'not a web address'],
  ])('%j: %s', async (given, reason) => {
    expect(await world.crawl((await world.boardSource(given)).id)).toMatchObject({ status: 'failed', error: reason });
    expect((await CrawlRun.findOne())?.error).toBe(reason);
  });

  test('a body of another kind loses nothing that is stored', async () => {
    const source = await world.boardSource();
    world.listing(boardJob(1));
    await world.crawl(source.id);
    world.answer(() => ({ status: 200, body: '<html>' }));
    expect(await world.crawl(source.id)).toMatchObject({ status: 'failed', error: 'not JSON' });
    expect(await Posting.count({ where: { status: 'seen' } })).toBe(1);
  });
});

describe('what is due', () => {
  test('is read once, and nothing else is', async () => {
    world.listing(boardJob(1));
    await world.boardSource({ url: world.board.url('/due') });
    await world.boardSource({ url: world.board.url('/later'), nextRunAt: new Date(world.now().getTime() + 1) });
    await world.boardSource({ url: world.board.url('/off'), isActive: false });
    await world.boardSource({ url: 'https://boards.example/leased', leaseUntil: new Date(Date.now() + 60_000) });
    await world.boardSource({ url: world.board.url('/left-behind'), leaseUntil: new Date(Date.now() - 1) });
    const asked = world.board.requests.length;
    expect((await crawlDue(world.deps())).read).toBe(2);
    expect(world.board.requests.slice(asked).map(({ url }) => url)).toEqual(['/due', '/left-behind']);
    expect((await crawlDue(world.deps())).read).toBe(0);
  });

  test('is read by one of many processes', async () => {
    world.listing(boardJob(1));
    for (const number of [1, 2, 3, 4, 5]) await world.boardSource({ url: world.board.url(`/${number}`) });
    const read = await Promise.all(Array.from({ length: 4 }, () => crawlDue(world.deps())));
    expect(read.reduce((sum, turn) => sum + turn.read, 0)).toBe(5);
    expect([await CrawlRun.count(), await Posting.count()]).toEqual([5, 5]);
  });

  test('is passed over without waiting while another process holds it', async () => {
    world.listing(boardJob(1));
    const held = await world.boardSource({ url: world.board.url('/held') });
    await world.boardSource({ url: world.board.url('/free') });
    await world.sequelize.transaction(async (transaction) => {
      await held.reload({ transaction, lock: true });
      expect((await crawlDue(world.deps())).read).toBe(1);
    });
    expect((await crawlDue(world.deps())).read).toBe(1);
  });

  test('a failing source stops no other, and an aborted signal stops all', async () => {
    await world.boardSource({ url: 'file:///absent.json' });
    await world.boardSource();
    world.listing(boardJob(1));
    expect((await crawlDue(world.deps({ signal: AbortSignal.abort() }))).read).toBe(0);
    expect((await crawlDue(world.deps())).read).toBe(2);
    expect(await Job.count()).toBe(1);
  });

  test('a reading that lost its lease writes nothing', async () => {
    const source = await world.boardSource();
    const robbed: Fetcher = {
      ...world.fetcher,
      ask: async (request, options) => {
        const fetched = await world.fetcher.ask(request, options);
        await source.update({ leaseToken: 'of somebody else' });
        return fetched;
      },
    };
    world.listing(boardJob(1));
    const crawled = await world.crawl(source.id, { fetcher: robbed });
    expect(crawled).toMatchObject({ status: 'failed', error: 'another process reads this source' });
    expect([await Job.count(), (await source.reload()).failures]).toEqual([0, 0]);
  });

  test('a run that a crash cut off is called interrupted by the next', async () => {
    const source = await world.boardSource();
    await CrawlRun.create({
      sourceId: source.id,
      requestedBy: null,
      query: null,
      location: null,
      status: 'running',
      error: null,
      startedAt: world.now(),
      completedAt: null,
    });
    world.listing();
    await world.crawl(source.id);
    expect((await CrawlRun.findAll({ order: ['id'] })).map(({ status, error }) => [status, error])).toEqual([
      ['failed', 'interrupted'],
      ['done', null],
    ]);
  });
});

describe('the sample board', () => {
  const readings: (readonly [Date, number])[] = [];
  const sampleDeps = (): CrawlDeps =>
    world.deps({
      sampleBoard: (firstStart, reading) => {
        readings.push([firstStart, reading]);
        return boardBody(reading === 1 ? [boardJob(1)] : [boardJob(1), boardJob(2)]);
      },
    });

  test('is read a second time as soon as there is a saved search, and then by its rhythm', async () => {
    await importSources({ sequelize: world.sequelize, clock: { now: world.now }, sources: [sampleSource], discover });
    const firstStart = world.now();
    expect((await crawlDue(world.deps())).read).toBe(0);
    expect((await crawlDue(sampleDeps())).read).toBe(1);
    world.later(sampleSource.everyMs * 2);
    expect((await crawlDue(sampleDeps())).read).toBe(0);
    await buildSavedSearch();
    expect((await crawlDue(sampleDeps())).read).toBe(1);
    expect((await crawlDue(sampleDeps())).read).toBe(0);
    world.later(sampleSource.everyMs);
    expect((await crawlDue(sampleDeps())).read).toBe(1);
    expect(readings).toEqual([
      [firstStart, 1],
      [firstStart, 2],
      [firstStart, 2],
    ]);
    expect((await Job.findAll()).map(({ isSample }) => isSample)).toEqual([true, true]);
  });
});
