import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { CrawlRun, Job, Source } from '../../../models/index.ts';
import { openDatabase } from '../../../src/database.ts';
import { crawlDue } from '../../../src/ingest/crawl/crawl.ts';
import { createFetcher } from '../../../src/ingest/fetch/fetch.ts';
import { createLogger } from '../../../src/logger.ts';
import { useCrawling } from '../../support/crawling.ts';
import { boardBody, boardJob } from '../../support/greenhouse-board.ts';

const world = useCrawling();
const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()));
});

interface Host {
  readonly name: string;
  readonly url: (path: string) => string;
  readonly asked: () => number;
  /** The most requests that it had at once. */
  readonly most: () => number;
}

const startHost = async (answer: (path: string, response: ServerResponse) => void): Promise<Host> => {
  let [running, most, asked] = [0, 0, 0];
  const server: Server = createServer((request, response) => {
    running += 1;
    asked += 1;
    most = Math.max(most, running);
    response.on('close', () => {
      running -= 1;
    });
    answer(request.url ?? '', response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const name = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { name, url: (path) => `http://${name}${path}`, asked: () => asked, most: () => most };
};

const fetcherFor = (hosts: readonly Host[], totalMs: number) => {
  const allowHosts = hosts.map(({ name }) => name);
  const clock = { now: world.now };
  const fetcher = createFetcher({ allowHosts, logger: createLogger('silent'), clock, limits: { totalMs } });
  opened.push(fetcher.close);
  return fetcher;
};

/** Each board with a posting of its own. */
const list = (path: string, response: ServerResponse): void => {
  const id = Number(path.slice(1));
  response.end(boardBody([boardJob(id, { title: `Engineer for task ${id}` })]));
};

const perHost = 10;

/** What the hosts of a real list do: most work, and some hang, fail, or have had enough. */
const behaviours: readonly (readonly [count: number, answer: (path: string, response: ServerResponse) => void])[] = [
  [12, list],
  [2, () => {}],
  [2, (_path, response) => response.writeHead(500).end()],
  [2, (_path, response) => response.writeHead(429, { 'retry-after': '3600' }).end()],
  // One board of the host does not work, and the others do.
  [1, (path, response) => (path.endsWith('3') ? undefined : list(path, response))],
  [1, (path, response) => (path.endsWith('3') ? response.writeHead(404).end() : list(path, response))],
];
const goodSources = 12 * perHost + 2 * (perHost - 1);

describe('two hundred sources on twenty hosts', () => {
  test('are all read that can be, by two processes, each host asked one thing at a time', {
    timeout: 60_000,
  }, async () => {
    const hosts: Host[] = [];
    for (const [count, answer] of behaviours) {
      for (let made = 0; made < count; made += 1) hosts.push(await startHost(answer));
    }
    for (const [index, host] of hosts.entries()) {
      for (let number = 0; number < perHost; number += 1) {
        await world.boardSource({ url: host.url(`/${index * perHost + number}`) });
      }
    }
    expect(await Source.count()).toBe(200);
    const since = performance.now();
    // A process has a fetcher of its own: only the database keeps them from one host.
    const second = openDatabase({ url: world.databaseUrl, pool: 5, logger: createLogger('silent') });
    opened.push(() => second.close());
    const turns = await Promise.all(
      [world.sequelize, second].map((sequelize) =>
        crawlDue(world.deps({ sequelize, fetcher: fetcherFor(hosts, 2500), concurrency: 4 })),
      ),
    );
    const tookMs = performance.now() - since;

    expect(hosts.map((host) => host.most())).toEqual(Array(20).fill(1));
    const good = new Set(hosts.slice(0, 12).map(({ name }) => name));
    const unread = (await Source.findAll({ where: { runs: 0 } })).filter(({ host }) => good.has(host ?? ''));
    expect(unread.map(({ url, failures, lastError }) => ({ url, failures, lastError }))).toEqual([]);
    expect(await Source.count({ where: { runs: 1, failures: 0 } })).toBe(goodSources);
    expect(await Job.count()).toBe(goodSources);
    expect(await CrawlRun.count({ where: { status: 'done' } })).toBe(goodSources);
    const asked = hosts.map((host) => host.asked());
    // Failing: each board. Too many: the first alone.
    expect(asked.toSpliced(12, 2)).toEqual([...Array(12).fill(10), 10, 10, 1, 1, 10, 10]);
    // Hanging: three tries by one process, and then both leave the host alone.
    const hanging = asked.slice(12, 14);
    for (const tries of hanging) expect([3, 4, 5]).toContain(tries);
    const failed = hanging.reduce((sum, tries) => sum + tries, 0) + 2 * 10 + 2 * 1 + 2;
    expect(turns.reduce((sum, { read }) => sum + read, 0)).toBe(goodSources + failed);
    expect(await Source.count({ where: { leaseToken: null, leaseUntil: null } })).toBe(200);
    // Of 200 tries one after the other, 43 would have taken their whole time: more than a minute.
    expect(tookMs).toBeLessThan(30_000);

    // Nothing of it is due again before its time.
    expect((await crawlDue(world.deps({ fetcher: fetcherFor(hosts, 2500) }))).read).toBe(0);
  });
});

describe('sources of one host', () => {
  test('are not claimed while one of them is leased', async () => {
    const host = await startHost(list);
    const fetcher = fetcherFor([host], 1000);
    const leased = { leaseUntil: new Date(Date.now() + 60_000), leaseToken: 'of somebody' };
    const held = await world.boardSource({ url: host.url('/1'), ...leased });
    await world.boardSource({ url: host.url('/2') });
    expect((await crawlDue(world.deps({ fetcher }))).read).toBe(0);
    await held.update({ leaseUntil: null, leaseToken: null });
    expect((await crawlDue(world.deps({ fetcher }))).read).toBe(2);
    expect(host.most()).toBe(1);
  });

  test('are read at once with those of other hosts, no more than the bound', async () => {
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const hosts: Host[] = [];
    for (let made = 0; made < 5; made += 1) {
      hosts.push(
        await startHost((path, response) => {
          running += 1;
          most = Math.max(most, running);
          waiting.push(() => {
            running -= 1;
            list(path, response);
          });
        }),
      );
    }
    for (const [index, host] of hosts.entries()) await world.boardSource({ url: host.url(`/${index + 1}`) });
    const crawl = crawlDue(world.deps({ fetcher: fetcherFor(hosts, 10_000), concurrency: 3 }));
    await expect.poll(() => waiting.length, { timeout: 5000 }).toBe(3);
    for (let answered = 0; answered < 5; answered += 1) {
      await expect.poll(() => waiting.length, { timeout: 5000 }).toBeGreaterThan(answered);
      waiting[answered]?.();
    }
    expect((await crawl).read).toBe(5);
    expect(most).toBe(3);
  });
});
