import { describe, expect, test } from 'vitest';
import { CrawlRun, Posting, Source } from '../../../models/index.ts';
import { crawlDue, crawlMany, crawlSource } from '../../../src/ingest/crawl/crawl.ts';
import type { CrawlEvent } from '../../../src/ingest/crawl/crawled.ts';
import { useCrawling } from '../../support/crawling.ts';
import { boardBody, boardJob } from '../../support/greenhouse-board.ts';

const world = useCrawling();
const minute = 60_000;

describe('a source that fails again and again', () => {
  test('is switched off after the eleventh time, with the reason, and is read no more', async () => {
    const source = await world.boardSource();
    world.answer(() => ({ status: 500 }));
    for (let failure = 1; failure <= 10; failure += 1) {
      expect(await crawlDue(world.deps())).toEqual({ read: 1, failed: 1, disabled: [] });
      world.later(6 * 60 * minute);
    }
    expect(await crawlDue(world.deps())).toEqual({ read: 1, failed: 1, disabled: [source.id] });
    expect(await source.reload()).toMatchObject({
      isActive: false,
      failures: 11,
      disabledReason: 'failed 11 times: answered 500',
    });
    world.later(24 * 60 * minute);
    expect((await crawlDue(world.deps())).read).toBe(0);
  });

  test.each([404, 410])('%d means that there is no such board', async (status) => {
    world.answer(() => ({ status }));
    expect(await world.crawl((await world.boardSource()).id)).toMatchObject({
      status: 'failed',
      error: 'there is no such board (any more)',
    });
  });
});

describe('a board that asks to be left alone', () => {
  test.each([429, 503])('with %d gets no request of any of its sources before', async (status) => {
    world.answer(() => ({ status, headers: { 'retry-after': '7200' } }));
    await world.boardSource({ url: world.board.url('/a') });
    const other = await world.boardSource({ url: world.board.url('/b') });
    const elsewhere = await world.boardSource({ url: 'file:///boards/absent.json' });
    const asked = world.board.requests.length;
    expect((await crawlDue(world.deps())).read).toBe(2);
    expect(world.board.requests.length - asked).toBe(1);
    const until = new Date(world.now().getTime() + 7_200_000);
    expect([(await other.reload()).nextRunAt, other.failures]).toEqual([until, 0]);
    expect((await elsewhere.reload()).nextRunAt < until).toBe(true);
    world.listing(boardJob(1));
    world.later(7_200_000);
    await crawlDue(world.deps());
    expect(await Source.count({ where: { runs: 1 } })).toBe(2);
  });
});

describe('a host that somebody else of this process was told to leave alone', () => {
  test('is not asked, which is no failure of its source', async () => {
    const source = await world.boardSource();
    world.answer(() => ({ status: 429, headers: { 'retry-after': '600' } }));
    await world.fetcher.get(world.board.url('/a-link'));
    const asked = world.board.requests.length;
    expect((await crawlDue(world.deps())).read).toBe(0);
    expect(world.board.requests).toHaveLength(asked);
    expect(await source.reload()).toMatchObject({
      failures: 0,
      leaseToken: null,
      nextRunAt: new Date(world.now().getTime() + 10 * minute),
    });
  });
});

describe('how often a board is read', () => {
  test('by hand no more than it allows, which is no failure', async () => {
    const source = await world.boardSource();
    world.listing(boardJob(1));
    expect((await crawlSource({ ...world.deps(), sourceId: source.id }))?.status).toBe('done');
    world.later(5 * minute - 1);
    const asked = world.board.requests.length;
    expect(await crawlSource({ ...world.deps(), sourceId: source.id })).toMatchObject({
      status: 'too-soon',
      error: 'may be read again from 2026-08-01 10:05:00 UTC on: Greenhouse is read every 5 minutes at most',
    });
    expect(await source.reload()).toMatchObject({ failures: 0, lastError: null, leaseUntil: null, leaseToken: null });
    expect([world.board.requests.length, await CrawlRun.count()]).toEqual([asked, 1]);
    world.later(1);
    expect((await crawlSource({ ...world.deps(), sourceId: source.id }))?.status).toBe('done');
  });

  test('by schedule neither, also where it was made due', async () => {
    const source = await world.boardSource();
    world.listing(boardJob(1));
    await crawlDue(world.deps());
    await (await source.reload()).update({ nextRunAt: world.now() });
    expect((await crawlDue(world.deps())).read).toBe(0);
    expect((await source.reload()).nextRunAt).toEqual(new Date(world.now().getTime() + 5 * minute));
  });

  test('a file as often as one likes', async () => {
    const source = await world.boardSource({ url: 'file:///boards/absent.json' });
    for (const _ of [1, 2]) {
      expect((await crawlSource({ ...world.deps(), sourceId: source.id }))?.status).toBe('failed');
    }
  });

  test('a host that could not be reached may be tried again at once', async () => {
    const source = await world.boardSource({ url: 'http://127.0.0.1:1/' });
    for (const _ of [1, 2]) {
      expect((await crawlSource({ ...world.deps(), sourceId: source.id }))?.status).toBe('failed');
    }
  });

  test('by its interval and a little later, or by its cron expression', async () => {
    world.listing(boardJob(1));
    const hourly = await world.boardSource({ url: world.board.url('/hourly') });
    const daily = await world.boardSource({ url: world.board.url('/daily'), cron: '30 6 * * *' });
    await crawlDue(world.deps({ random: () => 0.5 }));
    expect((await hourly.reload()).nextRunAt.toISOString()).toBe('2026-08-01T11:03:00.000Z');
    expect((await daily.reload()).nextRunAt.toISOString()).toBe('2026-08-02T06:32:30.000Z');
  });
});

describe('what is written of a run', () => {
  test('counts what came of it', async () => {
    const source = await world.boardSource();
    world.listing(boardJob(1), boardJob(2), boardJob(3), { id: 4, title: '' });
    await world.crawl(source.id);
    world.listing(boardJob(1), boardJob(2, { title: 'Data Engineer' }), boardJob(5));
    await world.crawl(source.id);
    const runs = await CrawlRun.findAll({ order: ['id'] });
    expect(runs.map((run) => run.toJSON())).toMatchObject([
      { status: 'done', pages: 1, found: 4, newCount: 3, changedCount: 0, gone: 0, rejected: 1 },
      { status: 'done', pages: 1, found: 3, newCount: 1, changedCount: 1, gone: 1, rejected: 0, error: null },
    ]);
    expect(runs[0]?.rejections).toHaveLength(1);
  });

  test('is told while it goes on', async () => {
    const events: CrawlEvent[] = [];
    world.listing(boardJob(1));
    const { id, name } = await world.boardSource();
    await crawlDue(world.deps({ onProgress: (event) => events.push(event) }));
    expect(events).toMatchObject([
      { event: 'begun', sourceId: id, name, kind: 'greenhouse' },
      { event: 'reading', sourceId: id, pages: 1, found: 1 },
      { event: 'ended', crawled: { sourceId: id, status: 'done', added: 1 } },
    ]);
  });
});

describe('several sources by hand', () => {
  test('are all read, due or not, and what is not there is left out', async () => {
    world.listing(boardJob(1));
    const later = { nextRunAt: new Date(world.now().getTime() + minute) };
    const ids = [];
    for (const path of ['/1', '/2', '/3'])
      ids.push((await world.boardSource({ url: world.board.url(path), ...later })).id);
    const told: number[] = [];
    const crawled = await crawlMany({
      ...world.deps(),
      sourceIds: [...ids, 999],
      onCrawled: ({ sourceId }) => told.push(sourceId),
    });
    expect(crawled.map(({ sourceId }) => sourceId).sort()).toEqual(ids);
    expect(told.sort()).toEqual(ids);
  });
});

test('a source that is read in no time is read once, however many read beside it', async () => {
  const source = await world.boardSource({ url: 'file:///boards/absent.json' });
  const crawled = await crawlMany({ ...world.deps(), sourceIds: [source.id], concurrency: 8 });
  expect([crawled.length, await CrawlRun.count()]).toEqual([1, 1]);
});

describe('a crawl that is stopped', () => {
  test('is no failure, keeps what it stored, and its source is due when its board allows it', async () => {
    const source = await world.boardSource();
    const stop = new AbortController();
    const fetcher = {
      ...world.fetcher,
      ask: async () => {
        stop.abort();
        return { status: 'failed', reason: 'could not be reached' } as const;
      },
    };
    expect(await crawlDue(world.deps({ fetcher, signal: stop.signal }))).toEqual({ read: 0, failed: 0, disabled: [] });
    expect(await source.reload()).toMatchObject({
      failures: 0,
      leaseUntil: null,
      nextRunAt: new Date(world.now().getTime() + 5 * minute),
    });
    expect((await CrawlRun.findOne())?.error).toBe('interrupted');
  });
});

describe('a reading that takes long', () => {
  test('keeps its lease, so that no other process reads it', async () => {
    const source = await world.boardSource();
    const arrived = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const fetcher = {
      ...world.fetcher,
      ask: async () => {
        arrived.resolve();
        await goOn.promise;
        return { status: 'ok', body: boardBody([boardJob(1)]), etag: null, lastModified: null, finalUrl: '' } as const;
      },
    };
    const slow = crawlDue(world.deps({ fetcher, leaseMs: 300 }));
    await arrived.promise;
    const firstUntil = (await source.reload()).leaseUntil;
    // By the database's clock the first lease has run out and was renewed.
    await expect
      .poll(async () => (await source.reload()).leaseUntil?.getTime() ?? 0, { timeout: 5_000 })
      .toBeGreaterThan((firstUntil?.getTime() ?? 0) + 400);
    expect(await crawlSource({ ...world.deps(), sourceId: source.id })).toBeNull();
    goOn.resolve();
    expect(await slow).toEqual({ read: 1, failed: 0, disabled: [] });
    expect(await Posting.count()).toBe(1);
  });
});
