import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher, request as send } from 'undici';
import { type Clock, systemClock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import type { PageRequest } from '../source.ts';
import { guardedConnector, hostAndPort } from './address-guard.ts';
import { asFetchFailed, FetchFailed } from './fetch-failure.ts';
import { firstHop, type Hop, nextHop, permitted } from './hop.ts';
import { createHostLanes } from './host-lanes.ts';
import { type BodyLimits, bodyBytes, readText } from './read-body.ts';
import { retryAfterMs } from './retry-after.ts';
import { type Floor, steady, TooSlow } from './steady.ts';

export interface GetOptions {
  /** Validators of the last answer; with one of them the answer may be `unchanged`. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  readonly maxWireBytes?: number;
  readonly maxDecodedBytes?: number;
  /** Aborted: gives up, also while waiting for its turn at the host. */
  readonly signal?: AbortSignal | undefined;
}

export type Fetched = Answer<{ readonly body: string }>;

/** The host has its one request until the body is read to its end or `cancel` is called. The body throws FetchFailed. */
export type Streamed = Answer<{ readonly body: AsyncIterable<Buffer>; readonly cancel: () => void }>;

type Answer<Body> =
  | (Body & {
      readonly status: 'ok';
      readonly etag: string | null;
      readonly lastModified: string | null;
      readonly finalUrl: string;
    })
  | { readonly status: 'unchanged' }
  | {
      readonly status: 'failed';
      /** For operators and people: says nothing about addresses, names or ports inside our network. */
      readonly reason: string;
      readonly retryAfterMs?: number;
      readonly httpStatus?: number;
    };

/**
 * The one HTTP client for addresses that other people wrote. One request at a time per host; a host
 * that answered 429, or said when to come back, gets none before. Nothing throws: whatever goes
 * wrong is a `failed`.
 */
export interface Fetcher {
  readonly get: (url: string, options?: GetOptions) => Promise<Fetched>;
  /** The same for a request with a JSON body or headers of its own. */
  readonly ask: (request: PageRequest, options?: GetOptions) => Promise<Fetched>;
  /** For a list too long to hold: up to 128 MB in five minutes, as long as it does not come in drips. */
  readonly stream: (request: PageRequest, options?: GetOptions) => Promise<Streamed>;
  readonly close: () => Promise<void>;
}

export interface FetchLimits extends BodyLimits {
  readonly connectMs: number;
  /** From the first lookup to the last byte, redirects included; also what ends a slow drip. */
  readonly totalMs: number;
  readonly redirects: number;
  /** Of a stream, over the wire and unpacked. */
  readonly streamBytes: number;
  readonly streamMs: number;
  readonly streamFloor: Floor;
}

/** reliability.md S7 and S8. */
const defaultLimits: FetchLimits = {
  wireBytes: 5_000_000,
  decodedBytes: 10_000_000,
  connectMs: 10_000,
  totalMs: 20_000,
  redirects: 3,
  streamBytes: 128_000_000,
  streamMs: 300_000,
  // A kilobyte a second: 128 MB would take a day and a half, so it only ends what does not mean to end.
  streamFloor: { bytes: 20_000, windowMs: 20_000 },
};

/** For a host that says "too many requests" and not for how long. */
const unnamedWaitMs = 60_000;

export interface FetcherDeps {
  /** `host:port` exempt from the address, port and scheme checks. */
  readonly allowHosts: readonly string[];
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly lookup?: LookupFunction;
  readonly limits?: Partial<FetchLimits>;
}

/** An answer whose body is still to be read; `end` gives the host free, and may be called twice. */
interface Open {
  readonly response: Dispatcher.ResponseData;
  readonly url: URL;
  readonly end: () => void;
}

/**
 * Builds the guarded client: https on 443 alone (other schemes and ports for `allowHosts`), every
 * address checked at dial time, redirects followed by hand and checked again, sizes and times
 * limited, no proxy from the environment, no cookies, no credentials.
 */
export const createFetcher = (deps: FetcherDeps): Fetcher => {
  const limits = { ...defaultLimits, ...deps.limits };
  const clock = deps.clock ?? systemClock;
  const allowHosts = new Set(deps.allowHosts.map((host) => host.toLowerCase()));
  const lanes = createHostLanes(clock);
  const agent = new Agent({
    connect: guardedConnector({ allowHosts, lookup: deps.lookup, connectTimeoutMs: limits.connectMs }),
    headersTimeout: limits.totalMs,
    bodyTimeout: limits.totalMs,
  });

  /** Follows redirects to an answer. Throws what is sent throws. */
  const open = async (request: PageRequest, options: GetOptions, withinMs: number): Promise<Open> => {
    let leftMs = withinMs;
    let hop: Hop | null = firstHop(request);
    for (let count = 0; count <= limits.redirects; count += 1) {
      const url = permitted(hop.url, allowHosts);
      if (url === null) throw new FetchFailed('this address may not be read');
      const host = hostAndPort(url.protocol, url.hostname, url.port);
      const leave = await lanes.enter(host, options.signal);
      // Waiting for others is not the host's fault: its time begins here.
      const since = performance.now();
      const late = new AbortController();
      const timer = setTimeout(() => {
        late.abort(new TooSlow());
        leave();
      }, leftMs);
      let response: Dispatcher.ResponseData | null = null;
      const end = (): void => {
        clearTimeout(timer);
        if (response !== null) discard(response);
        leave();
      };
      try {
        const signal = options.signal === undefined ? late.signal : AbortSignal.any([late.signal, options.signal]);
        const { method, body } = hop;
        response = await send(url, { dispatcher: agent, method, body, headers: headersOf(hop, options), signal });
        hop = nextHop(hop, response.statusCode, one(response.headers, 'location'));
        if (hop === null) return { response, url, end };
        end();
      } catch (error) {
        end();
        throw late.signal.aborted ? new TooSlow() : error;
      }
      leftMs -= performance.now() - since;
    }
    throw new FetchFailed('redirected too often');
  };

  /** The answer without its body; null where it has none that is read. Throws FetchFailed. */
  const about = ({ response: { statusCode, headers }, url }: Open, options: GetOptions) => {
    if (statusCode === 304 && (options.etag || options.lastModified)) return null;
    if (statusCode !== 200) {
      const wait = retryAfterMs(one(headers, 'retry-after'), clock.now());
      if (statusCode === 429 || (statusCode === 503 && wait !== null)) {
        lanes.holdBack(hostAndPort(url.protocol, url.hostname, url.port), wait ?? unnamedWaitMs);
      }
      const answer = { httpStatus: statusCode, ...(wait === null ? {} : { retryAfterMs: wait }) };
      throw new FetchFailed(`answered ${statusCode}`, answer);
    }
    const [etag, lastModified] = [one(headers, 'etag'), one(headers, 'last-modified')];
    return { status: 'ok', etag, lastModified, finalUrl: url.href } as const;
  };

  const failed = (error: unknown) => {
    const { message: reason, httpStatus, retryAfterMs: wait } = asFetchFailed(error);
    deps.logger.debug('fetch.failed', { reason, cause: error instanceof Error ? error.name : 'unknown' });
    return {
      status: 'failed',
      reason,
      ...(httpStatus === undefined ? {} : { httpStatus }),
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    } as const;
  };

  const ask = async (request: PageRequest, options: GetOptions = {}): Promise<Fetched> => {
    let opened: Open | undefined;
    try {
      opened = await open(request, options, limits.totalMs);
      const answer = about(opened, options);
      if (answer === null) return { status: 'unchanged' };
      const { headers, body } = opened.response;
      const packing = {
        contentEncoding: one(headers, 'content-encoding'),
        contentType: one(headers, 'content-type'),
      };
      const text = await readText(body, packing, {
        wireBytes: options.maxWireBytes ?? limits.wireBytes,
        decodedBytes: options.maxDecodedBytes ?? limits.decodedBytes,
      });
      return { ...answer, body: text };
    } catch (error) {
      return failed(error);
    } finally {
      opened?.end();
    }
  };

  const stream = async (request: PageRequest, options: GetOptions = {}): Promise<Streamed> => {
    let opened: Open | undefined;
    try {
      opened = await open(request, options, limits.streamMs);
      const answer = about(opened, options);
      if (answer !== null) return { ...answer, body: streamedBody(opened, options), cancel: opened.end };
      opened.end();
      return { status: 'unchanged' };
    } catch (error) {
      opened?.end();
      return failed(error);
    }
  };

  const streamedBody = async function* ({ response, end }: Open, options: GetOptions): AsyncGenerator<Buffer> {
    try {
      yield* bodyBytes(steady(response.body, limits.streamFloor), one(response.headers, 'content-encoding'), {
        wireBytes: options.maxWireBytes ?? limits.streamBytes,
        decodedBytes: options.maxDecodedBytes ?? limits.streamBytes,
      });
    } catch (error) {
      throw asFetchFailed(error);
    } finally {
      end();
    }
  };

  return { get: (url, options) => ask({ url }, options), ask, stream, close: () => agent.destroy() };
};

const headersOf = (hop: Hop, { etag, lastModified }: GetOptions): Record<string, string> => ({
  accept: 'application/json, */*;q=0.5',
  'accept-encoding': 'gzip, br, deflate',
  'user-agent': 'Jobhound/0.1 (job board reader)',
  ...(hop.body === null ? {} : { 'content-type': 'application/json' }),
  ...(etag ? { 'if-none-match': etag } : {}),
  ...(lastModified ? { 'if-modified-since': lastModified } : {}),
  ...Object.fromEntries(Object.entries(hop.headers).map(([name, value]) => [name.toLowerCase(), value])),
});

const one = (headers: IncomingHttpHeaders, name: string): string | null => {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(', ') : value) ?? null;
};

/** Ends a body that nobody reads, so that its connection is not held. */
const discard = ({ body }: Dispatcher.ResponseData): void => {
  body.on('error', () => {});
  body.destroy();
};
