import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
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

const reasonOf = ({ status, ...rest }: { readonly status: string; readonly reason?: string }): string =>
  rest.reason ?? status;

describe('a request with words of its own', () => {
  test('is a POST of JSON with its headers', async () => {
    const bodies: string[] = [];
    const { host, url, requests } = await board(async (request, response) => {
      bodies.push(await text(request));
      response.end('[]');
    });
    const asked = { url: url('/'), json: { offset: 20 }, headers: { 'X-Key': 'secret' } };
    expect(await fetcher([host]).ask(asked)).toMatchObject({ status: 'ok', body: '[]' });
    expect(requests[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-key': 'secret' },
    });
    expect(bodies).toEqual(['{"offset":20}']);
  });

  test.each([
    [301, 'GET'],
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ])('redirected by %d at its own origin becomes a %s with its headers', async (status, method) => {
    const { host, url, requests } = await board((request, response) =>
      request.url === '/' ? response.writeHead(status, { location: '/there' }).end() : response.end('there'),
    );
    const asked = { url: url('/'), json: {}, headers: { 'x-key': 'secret' } };
    expect(await fetcher([host]).ask(asked)).toMatchObject({ status: 'ok', body: 'there' });
    expect(requests[1]).toMatchObject({ method, headers: { 'x-key': 'secret' } });
  });

  test.each([301, 302, 303, 307, 308])(
    'redirected by %d to another origin leaves its headers behind',
    async (status) => {
      const other = await board((_request, response) => response.end('other'));
      const { host, url } = await board((_request, response) =>
        response.writeHead(status, { location: other.url('/') }).end(),
      );
      const client = fetcher([host, other.host]);
      expect((await client.ask({ url: url('/'), headers: { 'x-key': 'secret' } })).status).toBe('ok');
      const posted = await client.ask({ url: url('/'), json: { key: 'secret' }, headers: { 'x-key': 'secret' } });
      expect(reasonOf(posted)).toBe(status < 304 ? 'ok' : 'redirected to another host');
      expect(other.requests.length).toBe(status < 304 ? 2 : 1);
      for (const { method, headers } of other.requests) expect([method, headers['x-key']]).toEqual(['GET', undefined]);
    },
  );

  test('gets no header back at the origin that it left', async () => {
    const first = await board((request, response) =>
      request.url === '/' ? response.writeHead(302, { location: second.url('/') }).end() : response.end('back'),
    );
    const second = await board((_request, response) => response.writeHead(302, { location: first.url('/back') }).end());
    await fetcher([first.host, second.host]).ask({ url: first.url('/'), headers: { 'x-key': 'secret' } });
    expect(first.requests.map(({ headers }) => headers['x-key'])).toEqual(['secret', undefined]);
  });
});

describe('one host', () => {
  test('gets one request at a time, in their order, and another host is not kept waiting', async () => {
    let running = 0;
    let most = 0;
    const answers: (() => void)[] = [];
    const order: (string | undefined)[] = [];
    const { host, url } = await board((request, response) => {
      running += 1;
      most = Math.max(most, running);
      order.push(request.url);
      answers.push(() => {
        running -= 1;
        response.end('x');
      });
    });
    const other = await board((_request, response) => response.end('other'));
    const client = fetcher([host, other.host]);
    const waiting = ['/1', '/2', '/3', '/4'].map((path) => client.get(url(path)));
    expect((await client.get(other.url('/'))).status).toBe('ok');
    for (let answered = 0; answered < 4; answered += 1) {
      await expect.poll(() => answers.length).toBe(answered + 1);
      answers[answered]?.();
    }
    await Promise.all(waiting);
    expect([most, order]).toEqual([1, ['/1', '/2', '/3', '/4']]);
  });

  test('is free again after a failure, a redirect and one that gave up while it waited', async () => {
    const { host, url } = await board((request, response) => {
      if (request.url === '/hang') return;
      if (request.url === '/away') response.writeHead(302, { location: '/x' }).end();
      else if (request.url === '/500') response.writeHead(500).end('a body');
      else response.end('x');
    });
    const client = fetcher([host], { limits: { totalMs: 200 } });
    const stop = new AbortController();
    const hanging = client.get(url('/hang'));
    const waiting = client.get(url('/x'), { signal: stop.signal });
    stop.abort();
    expect((await waiting).status).toBe('failed');
    const last = client.get(url('/away'));
    expect(reasonOf(await hanging)).toBe('took too long');
    expect((await last).status).toBe('ok');
    expect(reasonOf(await client.get(url('/500')))).toBe('answered 500');
    expect((await client.get(url('/x'))).status).toBe('ok');
  });

  test('has a queue with an end', async () => {
    const { host, url } = await board(() => {});
    const client = fetcher([host]);
    const stop = new AbortController();
    const all = Array.from({ length: 110 }, () => client.get(url('/'), { signal: stop.signal }));
    const refused = await Promise.race(all);
    expect(reasonOf(refused)).toBe('too many requests wait for this host');
    stop.abort();
    expect(
      (await Promise.all(all)).filter((one) => reasonOf(one) === 'too many requests wait for this host'),
    ).toHaveLength(9);
  });

  test.each([
    [{ status: 429, headers: { 'retry-after': '30' } }, 30_000],
    [{ status: 503, headers: { 'retry-after': '30' } }, 30_000],
    [{ status: 429, headers: {} }, 60_000],
  ])('that answers %j gets nothing before it wants it', async ({ status, headers }, waitMs) => {
    let now = new Date('2026-01-01T00:00:00Z');
    const { host, url, requests } = await board((_request, response) => response.writeHead(status, headers).end());
    const client = fetcher([host], { clock: { now: () => now } });
    await client.get(url('/'));
    expect(await client.get(url('/other'))).toEqual({
      status: 'failed',
      reason: 'its host asked to be left alone for a while',
      retryAfterMs: waitMs,
    });
    expect(requests).toHaveLength(1);
    now = new Date(now.getTime() + waitMs);
    await client.get(url('/other'));
    expect(requests).toHaveLength(2);
  });
});

describe('a stream', () => {
  const readAll = async (client: Fetcher, url: string): Promise<string> => {
    const streamed = await client.stream({ url });
    if (streamed.status !== 'ok') return reasonOf(streamed);
    try {
      let length = 0;
      for await (const chunk of streamed.body) length += chunk.length;
      return `${length} bytes`;
    } catch (error) {
      return error instanceof Error ? error.message : 'thrown';
    }
  };

  test('may be longer than a page, to its own limit', async () => {
    const { host, url } = await board((request, response) => response.end('x'.repeat(Number(request.url?.slice(1)))));
    const client = fetcher([host], { limits: { wireBytes: 10, decodedBytes: 10, streamBytes: 1000 } });
    expect(await readAll(client, url('/1000'))).toBe('1000 bytes');
    expect(await readAll(client, url('/1001'))).toBe('the answer is too large');
  });

  test('may take longer than a page, but not come in drips', async () => {
    const { host, url } = await board((request, response) => {
      const steady = request.url === '/steady';
      let left = 40;
      const drip = setInterval(() => {
        response.write('x'.repeat(steady ? 100 : 1));
        left -= 1;
        if (steady && left === 0) response.end();
      }, 10);
      response.on('close', () => clearInterval(drip));
    });
    const limits = { totalMs: 100, streamFloor: { bytes: 500, windowMs: 150 } };
    const client = fetcher([host], { limits });
    expect(await readAll(client, url('/steady'))).toBe('4000 bytes');
    expect(await readAll(client, url('/drip'))).toBe('took too long');
    expect(await readAll(fetcher([host], { limits: { streamMs: 100 } }), url('/steady'))).toBe('took too long');
  });

  test('that falls silent ends', async () => {
    const { host, url } = await board((_request, response) => response.write('x'));
    expect(await readAll(fetcher([host], { limits: { streamFloor: { bytes: 1, windowMs: 100 } } }), url('/'))).toBe(
      'took too long',
    );
  });

  test('that nobody reads is not a reason for the others to wait', async () => {
    const { host, url } = await board((_request, response) => response.end('x'));
    const client = fetcher([host]);
    const streamed = await client.stream({ url: url('/') });
    const next: Promise<Fetched> = client.get(url('/'));
    if (streamed.status === 'ok') streamed.cancel();
    expect((await next).status).toBe('ok');
  });

  test('holds its host until it is read', async () => {
    const { host, url, requests } = await board((_request, response) => response.end('x'));
    const other = await board((_request, response) => response.end('other'));
    const client = fetcher([host, other.host]);
    const streamed = await client.stream({ url: url('/stream') });
    const next = client.get(url('/next'));
    // As long as another host takes to answer, this one is asked nothing.
    expect((await client.get(other.url('/'))).status).toBe('ok');
    expect(requests).toHaveLength(1);
    if (streamed.status === 'ok') for await (const _ of streamed.body);
    expect((await next).status).toBe('ok');
  });
});

describe('text', () => {
  test.each([
    ['<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>', 'text/xml', 'é'],
    ['<html><meta charset="windows-1252"><p>\x80', 'text/html', '€'],
    ['\xff\xfeA\x00', 'text/plain; charset=utf-8', 'A'],
    ['<?xml version="1.0" encoding="utf-16"?>\xc3\xa9', 'text/xml', 'é'],
    ['{"a":"\xc3\xa9"}', 'application/json; charset=klingon', 'é'],
    ['\xe9', 'application/json', '\ufffd'],
  ])('%j as %s is read', async (bytes, contentType, expected) => {
    const { host, url } = await board((_request, response) =>
      response.writeHead(200, { 'content-type': contentType }).end(Buffer.from(bytes, 'latin1')),
    );
    const fetched = await fetcher([host]).get(url('/'));
    expect(fetched.status === 'ok' ? fetched.body : fetched.status).toContain(expected);
  });
});
