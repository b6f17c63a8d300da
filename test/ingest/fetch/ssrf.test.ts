import diagnostics from 'node:diagnostics_channel';
import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { guardedConnector } from '../../../src/ingest/fetch/address-guard.ts';
import { createFetcher, type Fetched, type Fetcher } from '../../../src/ingest/fetch/fetch.ts';
import { createLogger } from '../../../src/logger.ts';
import { startHttpBoard } from '../../support/http-board.ts';
import { privateHosts, refusedUrls } from './ssrf-corpus.ts';

let sentinel: Server;
let port = 0;
let hits = 0;
let sockets = 0;
const countSocket = (): void => {
  sockets += 1;
};

/** What a resolver that is not on our side answers for names: each of these in turn. */
const answering = (...rounds: readonly (readonly string[])[]): LookupFunction => {
  let round = 0;
  return (_hostname, _options, callback) => {
    const addresses = rounds[Math.min(round, rounds.length - 1)] ?? [];
    round += 1;
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: isIP(address) })),
    );
  };
};

const opened: { close: () => Promise<void> }[] = [];
const fetcher = (lookup: LookupFunction, allowHosts: readonly string[] = []): Fetcher => {
  const created = createFetcher({ allowHosts, logger: createLogger('silent'), lookup });
  opened.push(created);
  return created;
};

beforeAll(async () => {
  sentinel = createServer((_request, response) => {
    hits += 1;
    response.end('secret');
  });
  sentinel.on('connection', () => {
    hits += 1;
  });
  await new Promise<void>((resolve) => sentinel.listen(0, '::', resolve));
  port = (sentinel.address() as AddressInfo).port;
  diagnostics.subscribe('net.client.socket', countSocket);
});
afterAll(async () => {
  diagnostics.unsubscribe('net.client.socket', countSocket);
  await new Promise((resolve) => sentinel.close(resolve));
});
beforeEach(() => {
  hits = 0;
  sockets = 0;
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

/** What an operator reads of it says nothing of what is inside. */
const refusals = ['this address may not be read', 'could not be reached'];
const expectRefused = (fetched: Fetched): void => {
  expect(fetched).toEqual({ status: 'failed', reason: expect.toBeOneOf(refusals) });
  expect(hits).toBe(0);
};

test('the sentinel counts what reaches it, on both families', async () => {
  const open = fetcher(answering(['127.0.0.1']), [`127.0.0.1:${port}`, `[::1]:${port}`]);
  for (const host of ['127.0.0.1', '[::1]']) {
    expect(await open.get(`http://${host}:${port}/`)).toMatchObject({ status: 'ok', body: 'secret' });
  }
  expect([hits, sockets]).toEqual([4, 2]);
});

test('the corpus has 150 spellings, each once', () => {
  expect(privateHosts.length).toBeGreaterThanOrEqual(150);
  expect(new Set(privateHosts).size).toBe(privateHosts.length);
});

describe('no spelling of a private host is reached', () => {
  test.each(privateHosts)('%j by the fetcher, where a name leads to this machine', async (host) => {
    const client = fetcher(answering(['127.0.0.1', '::1']));
    for (const url of [`https://${host}/`, `https://${host}:${port}/`, `http://${host}:${port}/`]) {
      expectRefused(await client.get(url));
    }
  });

  // Without the check of scheme and port before it.
  test.each(privateHosts)('%j by the connector alone', async (host) => {
    const agent = new Agent({
      connect: guardedConnector({ allowHosts: new Set(), connectTimeoutMs: 1000, lookup: answering(['127.0.0.1']) }),
    });
    const ask = async () => request(`http://${host}:${port}/`, { dispatcher: agent });
    const outcome = await ask().then(
      () => 'answered',
      () => 'refused',
    );
    await agent.destroy();
    expect([outcome, hits]).toEqual(['refused', 0]);
  });

  test('and for a number no socket is even opened', async () => {
    const client = fetcher(answering(['127.0.0.1']));
    const numbers = privateHosts.filter((host) => /^[\d.]+$|^\[[\da-f:.]+\]$|^0x/i.test(host));
    for (const host of numbers) await client.get(`https://${host}/`);
    expect(numbers.length).toBeGreaterThan(100);
    expect([sockets, hits]).toEqual([0, 0]);
  });
});

test.each(refusedUrls)('%j is not asked for', async (pattern) => {
  let lookups = 0;
  const client = fetcher((_hostname, _options, callback) => {
    lookups += 1;
    callback(null, [{ address: '127.0.0.1', family: 4 }]);
  });
  expectRefused(await client.get(pattern.replace('{port}', String(port))));
  expect([lookups, sockets]).toEqual([0, 0]);
});

describe('a resolver that is not on our side', () => {
  test.each([
    ['private', [['10.0.0.1']]],
    ['this machine', [['127.0.0.1']]],
    ['this machine in IPv6', [['::1']]],
    ['mapped', [['::ffff:127.0.0.1']]],
    ['metadata', [['169.254.169.254']]],
    ['a public and a private address', [['9.9.9.9', '127.0.0.1']]],
    ['a private and a public address', [['::1', '2620:fe::fe']]],
    ['no address', [[]]],
    ['something that is no address', [['localhost']]],
  ] as const)('answers %s: refused without a socket that connects', async (_what, rounds) => {
    const client = fetcher(answering(...rounds));
    for (let time = 0; time < 3; time += 1) expectRefused(await client.get('https://board.example/'));
  });

  test('changes its answer after the first: each dial checks the addresses that it dials', async () => {
    // The name leads to this machine and is allowed on one port alone, so nothing real is asked.
    const lookup = answering(['127.0.0.1'], ['127.0.0.1']);
    const chain = await startHttpBoard((_request, response) =>
      response.writeHead(302, { location: 'https://rebind.example/' }).end(),
    );
    opened.push(chain);
    const client = fetcher(lookup, [`rebind.example:${chain.host.split(':')[1]}`]);
    expectRefused(await client.get(`http://rebind.example:${chain.host.split(':')[1]}/`));
    expect(chain.requests).toHaveLength(1);
  });
});

/** As a header can hold it; a URL means the same by it. */
const headerText = (url: string): string => url.replace(/[^\x20-\x7e]/gu, (char) => encodeURIComponent(char));

describe('a redirect from a public host', () => {
  const chain = async (location: (path: string) => string) => {
    const board = await startHttpBoard((incoming, response) => {
      const [, status = '302', ...rest] = (incoming.url ?? '').split('/');
      response.writeHead(Number(status), { location: location(rest.join('/')) }).end();
    });
    opened.push(board);
    const publicPort = board.host.split(':')[1];
    // A name of the public internet, for all that the fetcher knows; every other one is here too.
    const client = fetcher(answering(['127.0.0.1']), [`public.example:${publicPort}`]);
    return { board, client, url: (path: string) => `http://public.example:${publicPort}${path}` };
  };

  test.each([301, 302, 303, 307, 308])('by %d leads to no private host of the corpus', async (status) => {
    const targets = privateHosts.flatMap((host) => [
      `http://${host}:${port}/`,
      `https://${host}/`,
      `//${host}:${port}/`,
    ]);
    const { client, url } = await chain((index) => headerText(targets[Number(index)] ?? ''));
    const dialled = [...targets.keys()].filter((index) => index % 5 === status % 5);
    for (const index of dialled) expectRefused(await client.get(url(`/${status}/${index}`)));
  });

  test.each([301, 302, 303, 307, 308])('by %d leads to no other scheme', async (status) => {
    const targets = refusedUrls.filter(
      (target) => /^[a-z+-]+:/i.test(target) && URL.canParse(target.replace('{port}', '1')),
    );
    const { client, url } = await chain((index) => (targets[Number(index)] ?? '').replace('{port}', String(port)));
    for (const index of targets.keys()) expectRefused(await client.get(url(`/${status}/${index}`)));
  });

  test('through three more of them is refused as well, and one in circles ends', async () => {
    const { client, url, board } = await chain((left) =>
      left === '0' ? `http://127.0.0.1:${port}/` : left === 'round' ? '/302/round' : `/302/${Number(left) - 1}`,
    );
    for (const hops of [0, 1, 2]) expectRefused(await client.get(url(`/302/${hops}`)));
    const before = board.requests.length;
    expect(await client.get(url('/302/round'))).toEqual({ status: 'failed', reason: 'redirected too often' });
    expect(board.requests.length - before).toBe(4);
  });
});
