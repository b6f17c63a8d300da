import { execFile } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpBoard, startHttpBoard } from '../../support/http-board.ts';

const run = promisify(execFile);
const child = join(import.meta.dirname, '..', '..', 'support', 'fetch-child.ts');

/** Each of 64 MB of zeros: one after the other they are one gzip file. */
const member = gzipSync(Buffer.alloc(64_000_000), { level: 9 });
const gigabyte = Buffer.concat(Array.from({ length: 16 }, () => member));
const small = gzipSync(Buffer.alloc(1_000_000));
const brotli = brotliCompressSync(Buffer.alloc(1_000_000_000));

const endless = (response: ServerResponse, bytes: number, everyMs: number): void => {
  const timer = setInterval(() => response.write('x'.repeat(bytes)), everyMs);
  response.on('close', () => clearInterval(timer));
};

const flood = (response: ServerResponse): void => {
  const more = (): void => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
  };
  response.on('drain', more);
  more();
};

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/small': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x')),
  '/list': (response) => response.writeHead(200).end(Buffer.alloc(60_000_000, 'x')),
  '/gzip': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gigabyte),
  '/br': (response) => response.writeHead(200, { 'content-encoding': 'br' }).end(brotli),
  '/layers': (response) =>
    response.writeHead(200, { 'content-encoding': Array(5000).fill('gzip').join(', ') }).end(member),
  '/few-layers': (response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip, gzip' }).end(member),
  '/endless': (response) => flood(response.writeHead(200)),
  '/lying': (response) => {
    response.writeHead(200, { 'content-length': 10_000_000_000 });
    flood(response);
  },
  '/short': (response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('half', () => response.destroy());
  },
  '/truncated': (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(small.subarray(0, small.length / 2)),
  '/no-gzip': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'),
  '/charset': (response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-16' }).end('x'.repeat(100_000)),
  '/drip': (response) => endless(response.writeHead(200), 1, 1000),
  '/silent': () => {},
};

let board: HttpBoard;
beforeAll(async () => {
  board = await startHttpBoard((request: IncomingMessage, response) => answers[request.url ?? '']?.(response));
});
afterAll(() => board.close());

const readBy = async (how: 'get' | 'stream', path: string, limits: object = {}) => {
  const { stdout } = await run(process.execPath, [child, how, board.url(path), JSON.stringify(limits)]);
  return JSON.parse(stdout) as { readonly result: string; readonly ms: number; readonly grownBytes: number };
};

const mostGrowth = 30_000_000;

/** What the body needs is the least of three runs: what the collector has not got round to comes and goes. */
const readWithin = async (how: 'get' | 'stream', path: string, bytes: number) => {
  let read = await readBy(how, path);
  for (let again = 0; again < 2 && read.grownBytes >= bytes; again += 1) read = await readBy(how, path);
  return read;
};

test('the bombs are bombs', () => {
  expect(gigabyte.length).toBeLessThan(1_100_000);
  expect(brotli.length).toBeLessThan(100_000);
});

describe('a body that means harm ends within its limits', () => {
  test.each([
    ['/gzip', 'the answer is too large'],
    ['/br', 'the answer is too large'],
    ['/layers', 'could not be reached'],
    ['/few-layers', 'the answer is packed in a way that is not read'],
    ['/endless', 'the answer is too large'],
    ['/lying', 'the answer is too large'],
    ['/short', 'could not be reached'],
    ['/truncated', 'the answer is damaged'],
    ['/no-gzip', 'the answer is damaged'],
    ['/charset', '50000 characters'],
  ])('%s as a page: %s', async (path, expected) => {
    const { result, ms, grownBytes } = await readWithin('get', path, mostGrowth);
    expect(result).toBe(expected);
    expect(ms).toBeLessThan(2000);
    expect(grownBytes).toBeLessThan(mostGrowth);
  });

  test.each([
    ['/gzip', 'the answer is too large'],
    ['/br', 'the answer is too large'],
    ['/endless', 'the answer is too large'],
    ['/truncated', 'the answer is damaged'],
  ])('%s as a stream costs not the memory that it would fill: %s', async (path, expected) => {
    const { result, ms, grownBytes } = await readWithin('stream', path, 2 * mostGrowth);
    expect(result).toBe(expected);
    expect(ms).toBeLessThan(10_000);
    // Of 128 MB that pass, what the collector has not got round to.
    expect(grownBytes).toBeLessThan(2 * mostGrowth);
  });

  test.each(['/drip', '/silent'])('%s as a page within a second of its 20', async (path) => {
    const { result, ms } = await readBy('get', path);
    expect(result).toBe('took too long');
    expect(ms).toBeLessThan(21_000);
  });

  test.each(['/drip', '/silent'])('%s as a stream', async (path) => {
    const { result, ms } = await readBy('stream', path);
    expect(result).toBe('took too long');
    expect(ms).toBeLessThan(22_000);
  });
});
