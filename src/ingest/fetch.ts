import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher, errors, request } from 'undici';
import { type Clock, systemClock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { AddressRefused, guardedConnector, hostAndPort } from './address-guard.ts';
import { BodyEncoding, type BodyLimits, BodyTooLarge, readBody } from './read-body.ts';
import { retryAfterMs } from './retry-after.ts';

export interface GetOptions {
  /** Validators of the last answer; with one of them the answer may be `unchanged`. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  readonly maxWireBytes?: number;
  readonly maxDecodedBytes?: number;
  readonly signal?: AbortSignal;
}

export type Fetched =
  | {
      readonly status: 'ok';
      readonly body: string;
      readonly etag: string | null;
      readonly lastModified: string | null;
      readonly finalUrl: string;
    }
  | { readonly status: 'unchanged' }
  | {
      readonly status: 'failed';
      /** For operators and people: says nothing about addresses, names or ports inside our network. */
      readonly reason: string;
      readonly retryAfterMs?: number;
      readonly httpStatus?: number;
    };

/** The one HTTP client for addresses that other people wrote. */
export interface Fetcher {
  /** Never throws: whatever goes wrong is a `failed`. */
  readonly get: (url: string, options?: GetOptions) => Promise<Fetched>;
  readonly close: () => Promise<void>;
}

export interface FetchLimits extends BodyLimits {
  readonly connectMs: number;
  /** From the first lookup to the last byte, redirects included; also what ends a slow drip. */
  readonly totalMs: number;
  readonly redirects: number;
}

/** reliability.md S7 and S8. */
const defaultLimits: FetchLimits = {
  wireBytes: 5_000_000,
  decodedBytes: 10_000_000,
  connectMs: 10_000,
  totalMs: 20_000,
  redirects: 3,
};

export interface FetcherDeps {
  /** `host:port` exempt from the address, port and scheme checks. */
  readonly allowHosts: readonly string[];
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly lookup?: LookupFunction;
  readonly limits?: Partial<FetchLimits>;
}

/**
 * Builds the guarded client: https on 443 alone (other schemes and ports for `allowHosts`), every
 * address checked at dial time, redirects followed by hand and checked again, sizes and times
 * limited, no proxy from the environment, no cookies, no credentials.
 */
export const createFetcher = (deps: FetcherDeps): Fetcher => {
  const limits = { ...defaultLimits, ...deps.limits };
  const allowHosts = new Set(deps.allowHosts.map((host) => host.toLowerCase()));
  const agent = new Agent({
    connect: guardedConnector({ allowHosts, lookup: deps.lookup, connectTimeoutMs: limits.connectMs }),
    connections: 4,
    headersTimeout: limits.totalMs,
    bodyTimeout: limits.totalMs,
  });

  const follow = async (start: string, options: GetOptions, signal: AbortSignal): Promise<Fetched> => {
    let url = start;
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      const target = permitted(url, allowHosts);
      if (target === null) return { status: 'failed', reason: 'this address may not be read' };
      const response = await request(target, { dispatcher: agent, headers: requestHeaders(options), signal });
      const location = redirectTarget(response, target);
      if (location === null) return await answer(response, target, options);
      discard(response);
      url = location;
    }
    return { status: 'failed', reason: 'redirected too often' };
  };

  const answer = async (response: Dispatcher.ResponseData, url: URL, options: GetOptions): Promise<Fetched> => {
    const { statusCode, headers } = response;
    if (statusCode === 304 && (options.etag || options.lastModified)) {
      discard(response);
      return { status: 'unchanged' };
    }
    if (statusCode !== 200) {
      discard(response);
      const wait = retryAfterMs(one(headers, 'retry-after'), (deps.clock ?? systemClock).now());
      const failed = { status: 'failed', reason: `answered ${statusCode}`, httpStatus: statusCode } as const;
      return wait === null ? failed : { ...failed, retryAfterMs: wait };
    }
    const bodyLimits = {
      wireBytes: options.maxWireBytes ?? limits.wireBytes,
      decodedBytes: options.maxDecodedBytes ?? limits.decodedBytes,
    };
    const about = { contentEncoding: one(headers, 'content-encoding'), contentType: one(headers, 'content-type') };
    const body = await readBody(response.body, about, bodyLimits).finally(() => discard(response));
    return {
      status: 'ok',
      body,
      etag: one(headers, 'etag'),
      lastModified: one(headers, 'last-modified'),
      finalUrl: url.href,
    };
  };

  return {
    get: async (url, options = {}) => {
      const deadline = AbortSignal.timeout(limits.totalMs);
      const signal = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
      try {
        return await follow(url, options, signal);
      } catch (error) {
        const reason = deadline.aborted ? 'took too long' : reasonOf(error);
        deps.logger.debug('fetch.failed', { reason, cause: error instanceof Error ? error.name : 'unknown' });
        return { status: 'failed', reason };
      }
    },
    close: () => agent.destroy(),
  };
};

const permitted = (text: string, allowHosts: ReadonlySet<string>): URL | null => {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (allowHosts.has(hostAndPort(url.protocol, url.hostname, url.port))) return url;
  return url.protocol === 'https:' && url.port === '' ? url : null;
};

const requestHeaders = ({ etag, lastModified }: GetOptions): Record<string, string> => ({
  accept: 'application/json, */*;q=0.5',
  'accept-encoding': 'gzip, br, deflate',
  'user-agent': 'Jobhound/0.1 (job board reader)',
  ...(etag ? { 'if-none-match': etag } : {}),
  ...(lastModified ? { 'if-modified-since': lastModified } : {}),
});

const redirectTarget = ({ statusCode, headers }: Dispatcher.ResponseData, base: URL): string | null => {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  const location = one(headers, 'location');
  return location === null ? null : (URL.parse(location, base.href)?.href ?? '');
};

const one = (headers: IncomingHttpHeaders, name: string): string | null => {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(', ') : value) ?? null;
};

/** Ends a body that nobody reads, so that its connection is not held. */
const discard = ({ body }: Dispatcher.ResponseData): void => {
  body.on('error', () => {});
  body.destroy();
};

/** A name that leads into our network and a name that leads nowhere read the same. */
const reasonOf = (error: unknown): string => {
  if (error instanceof BodyTooLarge) return 'the answer is too large';
  if (error instanceof BodyEncoding) return 'the answer is packed in a way that is not read';
  if (error instanceof AddressRefused) return 'could not be reached';
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) return 'took too long';
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
    return 'the answer is damaged';
  }
  return 'could not be reached';
};
