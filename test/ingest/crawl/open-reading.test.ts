import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { ClaimedSource } from '../../../src/ingest/crawl/lease.sql.ts';
import { openReading } from '../../../src/ingest/crawl/open-reading.ts';
import { readOperatorFile } from '../../../src/ingest/crawl/read-source.ts';
import type { Reading } from '../../../src/ingest/crawl/reading.ts';
import { createFetcher, type Fetcher } from '../../../src/ingest/fetch/fetch.ts';
import type { Item, Source, SourceKeys, StreamedSource } from '../../../src/ingest/source.ts';
import { createLogger } from '../../../src/logger.ts';
import { type HttpBoard, startHttpBoard } from '../../support/http-board.ts';
import { claimedSource, pagedKind, standInItem } from '../../support/stand-in-kind.ts';

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()));
});

type Pages = Readonly<Record<string, unknown>>;

/** A board with these pages, a text or what becomes JSON; a number is a status. */
const serve = async (pages: Pages | ((path: string) => unknown)): Promise<{ board: HttpBoard; fetcher: Fetcher }> => {
  const board = await startHttpBoard((request, response) => {
    const path = request.url ?? '';
    const page = typeof pages === 'function' ? pages(path) : (pages[path] ?? 404);
    if (typeof page === 'number') response.writeHead(page).end();
    else response.setHeader('etag', '"1"').end(typeof page === 'string' ? page : JSON.stringify(page));
  });
  const fetcher = createFetcher({ allowHosts: [board.host], logger: createLogger('silent') });
  opened.push(fetcher.close, board.close);
  return { board, fetcher };
};

interface Given {
  readonly fetcher: Fetcher;
  readonly source: ClaimedSource;
  readonly kind?: Source;
  readonly keys?: SourceKeys;
  readonly signal?: AbortSignal;
}

const start = async ({ fetcher, source, kind = pagedKind(), ...more }: Given, errors: unknown[] = []) => {
  const report = (error: unknown) => errors.push(error);
  return openReading(source, kind, { fetcher, readFile: readOperatorFile, report, onPage: () => {}, ...more });
};

const begin = async (given: Given, errors?: unknown[]): Promise<Reading> => {
  const result = await start(given, errors);
  if (result.status !== 'reading') throw new Error(JSON.stringify(result));
  return result.reading;
};

const idsOf = async (items: AsyncIterable<Item>): Promise<string[]> => {
  const ids: string[] = [];
  for await (const item of items) ids.push('posting' in item ? item.posting.externalId : 'refused');
  return ids;
};

const pathsOf = ({ requests }: HttpBoard): (string | undefined)[] => requests.map(({ url }) => url);

const readBoard = async (pages: Pages | ((path: string) => unknown), more: Partial<Given> = {}) => {
  const { board, fetcher } = await serve(pages);
  const reading = await begin({ fetcher, source: claimedSource({ url: board.url('/') }), ...more });
  return { ids: await idsOf(reading.items), reading, board };
};

describe('pages', () => {
  test('are read in the order that the first gives, each once', async () => {
    const { ids, reading, board } = await readBoard({
      '/': { ids: ['a'], more: ['/2', '/3'] },
      '/2': { ids: ['b'], more: ['/3'] },
      '/3': { ids: ['c', 'a'] },
    });
    expect(ids).toEqual(['a', 'b', 'c']);
    expect(pathsOf(board)).toEqual(['/', '/2', '/3']);
    expect(reading.progress).toMatchObject({ pages: 3, found: 3, isComplete: true, failure: null });
  });

  test('end with one that lists nothing new, and with an empty one', async () => {
    const clamped = await readBoard((path) => ({ ids: ['a'], more: [`/${Number(path.slice(1)) + 1}`], path }));
    expect([clamped.ids, pathsOf(clamped.board)]).toEqual([['a'], ['/', '/1']]);
    const ended = await readBoard({ '/': { ids: ['a'], more: ['/2'] }, '/2': { more: ['/3'] }, '/3': { ids: ['b'] } });
    expect([ended.ids, ended.reading.progress.isComplete]).toEqual([['a'], true]);
  });

  test('may begin with some that only lead on', async () => {
    const { ids } = await readBoard({ '/': { more: ['/month'] }, '/month': { more: ['/x'] }, '/x': { ids: ['a'] } });
    expect(ids).toEqual(['a']);
  });

  test('that lead in circles end', async () => {
    const { ids, board } = await readBoard({
      '/': { ids: ['a'], more: ['/2'] },
      '/2': { ids: ['b'], more: ['/', '/2'] },
    });
    expect([ids, board.requests.length]).toEqual([['a', 'b'], 2]);
    const empty = await readBoard((path) => ({ more: [`${path}x`] }));
    expect(empty.board.requests.length).toBeLessThanOrEqual(200);
  });

  test('without end, or that say they are not all, are read up to a limit, and then nothing counts as missing', async () => {
    const { ids, reading } = await readBoard((path) => ({ ids: [path], more: [`/${Number(path.slice(1)) + 1}`] }));
    expect([ids.length, reading.progress.isComplete, reading.progress.failure]).toEqual([200, false, null]);
    expect(reading.validators().etag).toBeNull();
    expect((await readBoard({ '/': { ids: ['a'], isPartial: true } })).reading.progress.isComplete).toBe(false);
  });

  test('one of which fails leave what was read before, and say why', async () => {
    const { ids, reading } = await readBoard({ '/': { ids: ['a'], more: ['/2', '/3'] }, '/2': 500 });
    expect(ids).toEqual(['a']);
    expect(reading.progress).toMatchObject({
      isComplete: false,
      failure: { reason: 'answered 500', httpStatus: 500 },
    });
  });

  test('of which one is of another kind are a failure, and so is a mistake of the reader, which is reported', async () => {
    const { reading } = await readBoard({ '/': { ids: ['a'], more: ['/2'] }, '/2': '<html>' });
    expect(reading.progress.failure).toEqual({ reason: 'not a stand-in list' });
    const { board, fetcher } = await serve({ '/': {} });
    const broken = pagedKind({
      read: () => {
        throw new TypeError('ours');
      },
    });
    const errors: unknown[] = [];
    const wrong = await begin({ fetcher, source: claimedSource({ url: board.url('/') }), kind: broken }, errors);
    expect([await idsOf(wrong.items), errors.length]).toEqual([[], 1]);
    expect(wrong.progress.failure?.reason).toBe('could not be read: a mistake of ours, see the log');
  });

  test('are not asked for any more when the process ends', async () => {
    const stop = new AbortController();
    const { board, fetcher } = await serve({ '/': { ids: ['a', 'b'], more: ['/2'] }, '/2': { ids: ['c'] } });
    const source = claimedSource({ url: board.url('/') });
    const reading = await begin({ fetcher, source, signal: stop.signal });
    for await (const _ of reading.items) stop.abort();
    expect(reading.progress).toMatchObject({ found: 2, isComplete: false, failure: { isStop: true } });
    expect(board.requests).toHaveLength(1);
  });
});

describe('an unchanged first page', () => {
  test.each([
    [{ ids: ['a'] }, '"1"'],
    [{ ids: ['a'], more: ['/2'] }, null],
  ])('%j is known again only where it is all there is', async (page, etag) => {
    const { reading } = await readBoard({ '/': page, '/2': { ids: ['b'] } });
    expect(reading.validators().etag).toBe(etag);
  });

  test('is not read', async () => {
    const { board, fetcher } = await serve({ '/': 304 });
    const source = claimedSource({ url: board.url('/'), etag: '"1"' });
    expect(await start({ fetcher, source })).toEqual({ status: 'unchanged' });
    expect(board.requests[0]?.headers['if-none-match']).toBe('"1"');
  });
});

describe('a kind with words of its own', () => {
  test('is asked by POST, and with its key before every request', async () => {
    const kind = pagedKind({
      first: (url) => ({ url: url.href, json: { offset: 0 } }),
      authorise: (request, { themuseKey }) =>
        themuseKey === undefined ? 'THEMUSE_KEY is needed' : { ...request, headers: { 'x-key': themuseKey } },
    });
    const { board, reading } = await readBoard(
      { '/': { ids: ['a'], more: ['/2'], details: true }, '/2': { ids: ['b'] }, '/detail/a': 'long' },
      { kind, keys: { themuseKey: 'k' } },
    );
    await reading.readDetail({
      ...standInItem('a', { url: '', companyName: null }),
      detail: { url: board.url('/detail/a') },
    } as Item);
    expect(board.requests.map(({ method, headers }) => [method, headers['x-key']])).toEqual([
      ['POST', 'k'],
      ['GET', 'k'],
      ['GET', 'k'],
    ]);
  });

  test('fails with the name of the setting that is missing, and is not asked', async () => {
    const { board, fetcher } = await serve({});
    const kind = pagedKind({ authorise: () => 'ADZUNA_APP_ID is needed' });
    expect(await start({ fetcher, kind, source: claimedSource({ url: board.url('/') }) })).toEqual({
      status: 'failed',
      failure: { reason: 'ADZUNA_APP_ID is needed' },
    });
    expect(board.requests).toHaveLength(0);
  });
});

describe('details', () => {
  const details = async (pages: Pages, ids: readonly string[]) => {
    const { board, fetcher } = await serve({ '/': { ids, details: true }, ...pages });
    const reading = await begin({ fetcher, source: claimedSource({ url: board.url('/') }) });
    const read: (string | null)[] = [];
    for await (const item of reading.items) {
      const detailed = await reading.readDetail(item);
      read.push(detailed !== null && 'posting' in detailed ? detailed.posting.description : null);
    }
    return { read, reading, asked: board.requests.length - 1 };
  };

  test('are read for those that are asked for', async () => {
    const { read, reading } = await details({ '/detail/a': 'long a', '/detail/b': 'long b' }, ['a', 'b']);
    expect(read).toEqual(['long a', 'long b']);
    expect(reading.validators().etag).toBe('"1"');
  });

  test('are sixty a run; the rest is for the next, which reads the list again', async () => {
    const ids = Array.from({ length: 70 }, (_, index) => `${index}`);
    const pages = Object.fromEntries(ids.map((id) => [`/detail/${id}`, 'long']));
    const { read, reading, asked } = await details(pages, ids);
    expect([read.filter((text) => text === 'long').length, asked]).toEqual([60, 60]);
    expect(reading.validators().etag).toBeNull();
  });

  test('end for this run with the third failure in a row, or where the host has had enough', async () => {
    const broken = { '/detail/a': 500, '/detail/b': 500, '/detail/c': 500, '/detail/d': 'long' };
    expect((await details(broken, ['a', 'b', 'c', 'd'])).asked).toBe(3);
    expect((await details({ '/detail/a': 429, '/detail/b': 'long' }, ['a', 'b'])).asked).toBe(1);
  });

  test('that are gone are no reason to read the list again', async () => {
    const { read, reading } = await details({ '/detail/b': 'long' }, ['a', 'b']);
    expect([read, reading.validators().etag]).toEqual([[null, 'long'], '"1"']);
  });
});

describe('a list too long to hold', () => {
  const streamed: StreamedSource = {
    ...pagedKind(),
    readStream: async function* (body, source) {
      let rest = '';
      for await (const chunk of body) {
        const names = (rest + Buffer.from(chunk).toString()).split('\n');
        rest = names.pop() ?? '';
        for (const name of names) yield standInItem(name, source);
      }
    },
  };

  test('is read as it comes in', async () => {
    const { ids, reading } = await readBoard({ '/': 'a\nb\n' }, { kind: streamed });
    expect(ids).toEqual(['a', 'b']);
    expect(reading.progress).toMatchObject({ pages: 1, found: 2, isComplete: true });
    expect(reading.validators().etag).toBe('"1"');
  });

  test('that breaks off is a failure, even where its reader takes what came for all of it', async () => {
    const board = await startHttpBoard((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('a\nb\n', () => response.destroy());
    });
    const fetcher = createFetcher({ allowHosts: [board.host], logger: createLogger('silent') });
    opened.push(fetcher.close, board.close);
    const forgiving: StreamedSource = {
      ...streamed,
      readStream: async function* (body, source) {
        try {
          yield* streamed.readStream(body, source);
        } catch {}
      },
    };
    for (const kind of [streamed, forgiving]) {
      const reading = await begin({ fetcher, kind, source: claimedSource({ url: board.url('/') }) });
      await idsOf(reading.items);
      expect(reading.progress).toMatchObject({ isComplete: false, failure: { reason: 'could not be reached' } });
    }
  });

  test('gives its host free when nobody reads on', async () => {
    const { board, fetcher } = await serve({ '/': 'a\nb\n' });
    const reading = await begin({ fetcher, kind: streamed, source: claimedSource({ url: board.url('/') }) });
    for await (const _ of reading.items) break;
    expect((await fetcher.get(board.url('/'))).status).toBe('ok');
  });

  test.each(['list.txt', 'list.txt.gz'])('may be a file: %s', async (name) => {
    const folder = await mkdtemp(join(tmpdir(), 'jobhound-test-'));
    opened.push(() => rm(folder, { recursive: true }));
    const file = join(folder, name);
    await writeFile(file, name.endsWith('.gz') ? gzipSync('a\nb\n') : 'a\nb\n');
    const { fetcher } = await serve({});
    const reading = await begin({ fetcher, kind: streamed, source: claimedSource({ url: pathToFileURL(file).href }) });
    expect([await idsOf(reading.items), reading.progress.isComplete]).toEqual([['a', 'b'], true]);
    await writeFile(file, name.endsWith('.gz') ? gzipSync('a\nb\n').subarray(0, 12) : '');
    const cut = await begin({ fetcher, kind: streamed, source: claimedSource({ url: pathToFileURL(file).href }) });
    await idsOf(cut.items);
    const failure = name.endsWith('.gz') ? { reason: 'the file could not be read' } : null;
    expect(cut.progress.failure === null ? null : { reason: cut.progress.failure.reason }).toEqual(failure);
  });
});
