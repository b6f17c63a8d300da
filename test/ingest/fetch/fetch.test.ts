import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetcher, type Fetched, type Fetcher, type FetcherDeps } from '../../../src/ingest/fetch/fetch.ts';
import { createLogger } from '../../../src/logger.ts';
import { type HttpBoard, startHttpBoard } from '../../support/http-board.ts';

const logger = createLogger('silent');
const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

const board = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<HttpBoard> => {
  const started = await startHttpBoard(answer);
  opened.push(started);
  return started;
};

const fetcher = (allowHosts: readonly string[], deps: Partial<FetcherDeps> = {}): Fetcher => {
  const created = createFetcher({ allowHosts, logger, ...deps });
  opened.push(created);
  return created;
};

const bodyOf = (fetched: Fetched): string => (fetched.status === 'ok' ? fetched.body : JSON.stringify(fetched));
const reasonOf = (fetched: Fetched): string => (fetched.status === 'failed' ? fetched.reason : fetched.status);

describe('what is read', () => {
  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const)('a body packed with %s is unpacked', async (encoding, pack) => {
    const { host, url } = await board((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(pack('{"jobs":[]}')),
    );
    expect(bodyOf(await fetcher([host]).get(url('/')))).toBe('{"jobs":[]}');
  });

  test('the charset of the header is obeyed, an unknown one is read as UTF-8', async () => {
    const { host, url } = await board((request, response) =>
      request.url === '/latin'
        ? response.writeHead(200, { 'content-type': 'text/plain; charset="iso-8859-1"' }).end(Buffer.from([0xe9]))
        : response.writeHead(200, { 'content-type': 'text/plain; charset=klingon' }).end('é'),
    );
    const client = fetcher([host]);
    expect(bodyOf(await client.get(url('/latin')))).toBe('é');
    expect(bodyOf(await client.get(url('/other')))).toBe('é');
  });

  test('validators come with the answer, go with the next request, and 304 is unchanged', async () => {
    const etag = 'W/"abc"';
    const lastModified = 'Mon, 16 Sep 2013 16:14:57 GMT';
    const { host, url, requests } = await board((request, response) => {
      const known = request.headers['if-none-match'] === etag;
      response.writeHead(known ? 304 : 200, { etag, 'last-modified': lastModified }).end(known ? '' : 'x');
    });
    const client = fetcher([host]);
    expect(await client.get(url('/'))).toMatchObject({ status: 'ok', etag, lastModified });
    expect(await client.get(url('/'), { etag, lastModified })).toEqual({ status: 'unchanged' });
    expect(requests[1]?.headers['if-modified-since']).toBe(lastModified);
  });

  test('304 to a request that had no validator is a failure', async () => {
    const { host, url } = await board((_request, response) => response.writeHead(304).end());
    expect(await fetcher([host]).get(url('/'))).toMatchObject({ status: 'failed', httpStatus: 304 });
  });

  test.each([
    ['120', 120_000],
    ['Thu, 01 Jan 2026 00:05:00 GMT', 300_000],
    ['Thu, 01 Jan 2025 00:05:00 GMT', 0],
    ['99999999', 86_400_000],
  ])('Retry-After %s is %d ms', async (header, wait) => {
    const { host, url } = await board((_request, response) => response.writeHead(429, { 'retry-after': header }).end());
    const clock = { now: () => new Date('2026-01-01T00:00:00Z') };
    expect(await fetcher([host], { clock }).get(url('/'))).toEqual({
      status: 'failed',
      reason: 'answered 429',
      httpStatus: 429,
      retryAfterMs: wait,
    });
  });
});

describe('what is refused', () => {
  test.each([
    'http://example.com/',
    'https://example.com:8443/',
    'https://user@example.com/',
    'https://user:word@example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'data:application/json,{}',
    'example.com',
    '',
  ])('%j is refused without a lookup', async (url) => {
    let lookups = 0;
    const client = fetcher([], {
      lookup: (_hostname, _options, callback) => {
        lookups += 1;
        callback(null, '127.0.0.1', 4);
      },
    });
    expect(await client.get(url)).toEqual({ status: 'failed', reason: 'this address may not be read' });
    expect(lookups).toBe(0);
  });

  test('a name that leads into our network reads like a name that leads nowhere', async () => {
    const inside = fetcher([], {
      lookup: (_hostname, _options, callback) => callback(null, [{ address: '10.0.0.1', family: 4 }]),
    });
    const nowhere = fetcher([], { lookup: (_hostname, _options, callback) => callback(new Error('ENOTFOUND'), '') });
    const [first, second] = [
      await inside.get('https://intranet.example/'),
      await nowhere.get('https://nothing.example/'),
    ];
    expect(first).toEqual({ status: 'failed', reason: 'could not be reached' });
    expect(second).toEqual(first);
  });

  test('a redirect into our network is never followed, however it is spelled', async () => {
    const sentinel = await board((_request, response) => response.end('secret'));
    const port = sentinel.host.split(':')[1];
    const targets = [
      sentinel.url('/'),
      `http://localhost:${port}/`,
      `http://2130706433:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `//127.0.0.1:${port}/`,
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://169.254.169.254/latest/meta-data',
      'https://0x7f.1/',
      `http://user@127.0.0.1:${port}/`,
      'file:///etc/passwd',
      'http://',
      'http://board.example/',
      'https://board.example:8443/',
    ];
    const { host, url } = await board((request, response) => {
      const [code, index] = (request.url ?? '').slice(1).split('/');
      response.writeHead(Number(code), { location: targets[Number(index)] ?? '' }).end();
    });
    let lookups = 0;
    const client = fetcher([host], {
      lookup: (_hostname, _options, callback) => {
        lookups += 1;
        callback(new Error('ENOTFOUND'), '');
      },
    });
    for (const code of [301, 302, 303, 307, 308]) {
      for (const index of targets.keys()) {
        expect(await client.get(url(`/${code}/${index}`))).toMatchObject({ status: 'failed' });
      }
    }
    expect([sentinel.requests.length, lookups]).toEqual([0, 0]);
  });

  test('three redirects are followed, four are not', async () => {
    const { host, url } = await board((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const client = fetcher([host]);
    expect(await client.get(url('/3'))).toMatchObject({ status: 'ok', body: 'there', finalUrl: url('/0') });
    expect(reasonOf(await client.get(url('/4')))).toBe('redirected too often');
  });

  test('a proxy of the environment is not used', async () => {
    const { host, url, requests } = await board((_request, response) => response.end('proxied'));
    const proxy = process.env.HTTPS_PROXY;
    process.env.HTTPS_PROXY = url('/');
    try {
      const client = fetcher([], { lookup: (_hostname, _options, callback) => callback(new Error('ENOTFOUND'), '') });
      expect(await client.get('https://board.example/')).toMatchObject({ status: 'failed' });
      expect([host, requests.length]).toEqual([host, 0]);
    } finally {
      if (proxy === undefined) delete process.env.HTTPS_PROXY;
      else process.env.HTTPS_PROXY = proxy;
    }
  });
});

describe('what is cut off', () => {
  const small = { wireBytes: 20_000, decodedBytes: 100_000 };

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('a %s bomb ends at the limit', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(64_000_000));
    const { host, url } = await board((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bomb),
    );
    const before = process.memoryUsage().arrayBuffers;
    const result = await fetcher([host], { limits: { wireBytes: 1_000_000, decodedBytes: 1_000_000 } }).get(url('/'));
    expect(reasonOf(result)).toBe('the answer is too large');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30_000_000);
  });

  test('an endless body ends at the limit', async () => {
    const { host, url } = await board((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1000, 'x')));
      };
      response.on('drain', more);
      more();
    });
    expect(reasonOf(await fetcher([host], { limits: small }).get(url('/')))).toBe('the answer is too large');
  });

  test('a body of exactly the limit is read, one byte more is not', async () => {
    const { host, url } = await board((request, response) => response.end('x'.repeat(Number(request.url?.slice(1)))));
    const client = fetcher([host], { limits: small });
    expect((await client.get(url('/20000'))).status).toBe('ok');
    expect(reasonOf(await client.get(url('/20001')))).toBe('the answer is too large');
    expect((await client.get(url('/20001'), { maxWireBytes: 30_000 })).status).toBe('ok');
  });

  test.each(['gzip, gzip', 'br,gzip', 'zstd', 'compress'])('encoding %s is refused', async (encoding) => {
    const { host, url } = await board((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(gzipSync('x')),
    );
    expect(reasonOf(await fetcher([host]).get(url('/')))).toBe('the answer is packed in a way that is not read');
  });

  test('five thousand layers of packing are a failure', async () => {
    const { host, url } = await board((_request, response) =>
      response.writeHead(200, { 'content-encoding': Array(5000).fill('gzip').join(',') }).end('x'),
    );
    expect((await fetcher([host]).get(url('/'))).status).toBe('failed');
  });

  test('a damaged packed body is a failure', async () => {
    const { host, url } = await board((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(5000)).subarray(0, 20)),
    );
    expect(reasonOf(await fetcher([host]).get(url('/')))).toBe('the answer is damaged');
  });

  test('a slow drip and a silent server end at the time limit', async () => {
    const { host, url } = await board((request, response) => {
      if (request.url === '/silent') return;
      response.write('x');
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const client = fetcher([host], { limits: { totalMs: 150 } });
    expect(reasonOf(await client.get(url('/drip')))).toBe('took too long');
    expect(reasonOf(await client.get(url('/silent')))).toBe('took too long');
  });

  test('a caller can give up', async () => {
    const { host, url } = await board(() => {});
    const stop = new AbortController();
    const waiting = fetcher([host]).get(url('/'), { signal: stop.signal });
    stop.abort();
    expect((await waiting).status).toBe('failed');
  });

  test('a body that breaks off is a failure', async () => {
    const { host, url } = await board((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    });
    expect(reasonOf(await fetcher([host]).get(url('/')))).toBe('could not be reached');
  });
});
