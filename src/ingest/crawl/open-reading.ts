import { decodeText } from '../fetch/charset.ts';
import type { Fetched, Fetcher, GetOptions } from '../fetch/fetch.ts';
import { FetchFailed } from '../fetch/fetch-failure.ts';
import type { Item, Page, PageRequest, Source, SourceInfo, SourceKeys } from '../source.ts';
import { sampleUrl } from '../source-list/entry.ts';
import type { ClaimedSource } from './lease.sql.ts';
import { detailReader } from './read-details.ts';
import { readPages } from './read-pages.ts';
import type { ReadFile, SampleBoard } from './read-source.ts';
import { readStream } from './read-stream.ts';
import { endingWell, noProgress, noValidators, type ReadFailure, type Reading, type Validators } from './reading.ts';

export interface ReadDeps {
  readonly fetcher: Fetcher;
  /** Reads a file that an operator named. */
  readonly readFile: ReadFile;
  readonly sampleBoard?: SampleBoard | undefined;
  /** The settings that some kinds need. */
  readonly keys?: SourceKeys | undefined;
  /** Aborted: what is under way is given up, and the reading ends. */
  readonly signal?: AbortSignal | undefined;
}

interface OpenOptions extends ReadDeps {
  /** Told of errors that are mistakes of ours. */
  readonly report: (error: unknown) => void;
  /** Called after each page, or some of a long list. */
  readonly onPage: (progress: Reading['progress']) => void;
}

export type Opened =
  | { readonly status: 'reading'; readonly reading: Reading }
  | { readonly status: 'unchanged' }
  | { readonly status: 'failed'; readonly failure: ReadFailure };

/** True where reading it asks somebody else's server. */
export const asksHost = ({ url }: { readonly url: string }): boolean => /^https?:/i.test(url);

/** What is asked for first, with the keys that it needs, or why it cannot be asked for. */
export const firstRequest = (url: string, kind: Source, keys: SourceKeys = {}): PageRequest | string => {
  const parsed = URL.parse(url);
  if (parsed === null) return 'not a web address';
  const feed = kind.feedUrl(parsed);
  const request = kind.first?.(feed) ?? { url: feed.href };
  const allowed = kind.authorise?.(request, keys) ?? request;
  return typeof allowed === 'string' ? allowed : request;
};

/**
 * Begins to read a source: asks for its first page, so that it is known whether there is anything to
 * read. A file is read as it is: what it says of further pages or details is not asked for.
 * Never throws.
 */
export const openReading = async (source: ClaimedSource, kind: Source, options: OpenOptions): Promise<Opened> => {
  const about: SourceInfo = { url: source.url, companyName: source.companyName };
  if (!asksHost(source)) return openOwn(source, kind, about, options);
  const { fetcher, keys = {}, signal } = options;
  const authorised = (request: PageRequest) => kind.authorise?.(request, keys) ?? request;
  const ask = async (request: PageRequest, more: GetOptions = {}): Promise<Fetched> => {
    const ready = authorised(request);
    return typeof ready === 'string' ? { status: 'failed', reason: ready } : fetcher.ask(ready, { ...more, signal });
  };
  const request = firstRequest(source.url, kind, keys);
  if (typeof request === 'string') return { status: 'failed', failure: { reason: request } };
  // What a list that is asked for in words of its own answers is no copy that could be unchanged.
  const known = request.json === undefined ? { etag: source.etag, lastModified: source.lastModified } : noValidators;

  if ('readStream' in kind) {
    const ready = authorised(request);
    if (typeof ready === 'string') return { status: 'failed', failure: { reason: ready } };
    const streamed = await fetcher.stream(ready, { ...known, signal });
    if (streamed.status !== 'ok') return withoutBody(streamed);
    const progress = noProgress();
    const onPage = () => options.onPage(progress);
    const items = readStream({ kind, about, body: streamed.body, progress, signal, onPage });
    return reading({ items: ending(items, streamed.cancel), progress, validators: streamed, options });
  }

  const fetched = await ask(request, known);
  if (fetched.status !== 'ok') return withoutBody(fetched);
  const progress = noProgress();
  const next = async (wanted: PageRequest): Promise<Page | ReadFailure> => {
    const page = await ask(wanted);
    if (page.status === 'ok') return { url: wanted.url, body: page.body };
    return page.status === 'failed' ? page : { reason: 'answered 304' };
  };
  const { report } = options;
  const details = detailReader({ kind, about, ask, progress, report, signal });
  const onPage = () => options.onPage(progress);
  const first = { request, page: { url: request.url, body: fetched.body } };
  const items = readPages({ kind, about, first, next, progress, signal, onPage });
  return reading({ items, progress, validators: fetched, details, options });
};

const withoutBody = (fetched: Exclude<Fetched, { status: 'ok' }>): Opened =>
  fetched.status === 'unchanged' ? fetched : { status: 'failed', failure: fetched };

interface Begun {
  readonly items: AsyncIterable<Item>;
  readonly progress: ReturnType<typeof noProgress>;
  readonly validators: Validators;
  readonly details?: ReturnType<typeof detailReader>;
  readonly options: OpenOptions;
}

const reading = ({ items, progress, validators, details, options }: Begun): Opened => ({
  status: 'reading',
  reading: {
    items: endingWell(items, progress, options.report),
    readDetail: details?.readDetail ?? (async () => null),
    progress,
    validators: () => {
      const { etag, lastModified } = validators;
      const isWhole = progress.isComplete && !progress.hasMore && details?.isDone() !== false;
      return isWhole ? { etag, lastModified } : noValidators;
    },
  },
});

const ending = async function* (items: AsyncIterable<Item>, end: () => void): AsyncGenerator<Item> {
  try {
    yield* items;
  } finally {
    end();
  }
};

const openOwn = async (
  source: ClaimedSource,
  kind: Source,
  about: SourceInfo,
  options: OpenOptions,
): Promise<Opened> => {
  const body = ownBody(source, options);
  if (typeof body === 'string') return { status: 'failed', failure: { reason: body } };
  const { signal } = options;
  const progress = noProgress();
  const onPage = () => options.onPage(progress);
  const validators = noValidators;
  if ('readStream' in kind) {
    const items = readStream({ kind, about, body: explained(body), progress, signal, onPage });
    return reading({ items, progress, validators, options });
  }
  let text: string;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk);
    text = decodeText(Buffer.concat(chunks), null);
  } catch {
    return { status: 'failed', failure: { reason: unreadableFile } };
  }
  const first = { request: { url: source.url }, page: { url: source.url, body: text } };
  const items = readPages({ kind, about, first, next: null, progress, signal, onPage });
  return reading({ items, progress, validators, options });
};

const unreadableFile = 'the file could not be read';

/** The bytes of what needs no network, or why there are none. */
const ownBody = (source: ClaimedSource, { sampleBoard, readFile }: ReadDeps): AsyncIterable<Buffer> | string => {
  if (source.url === sampleUrl) {
    if (sampleBoard === undefined) return 'there is no sample board here';
    return only(Buffer.from(sampleBoard(source.createdAt, source.runs === 0 ? 1 : 2)));
  }
  const url = URL.parse(source.url);
  return url?.protocol === 'file:' ? readFile(url) : 'not a web address';
};

const only = async function* (chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
};

/** What an operating system says of a file is not for reports. */
const explained = async function* (body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch {
    throw new FetchFailed(unreadableFile);
  }
};
