import type { PageRequest } from '../source.ts';
import { hostAndPort } from './address-guard.ts';
import { FetchFailed } from './fetch-failure.ts';

/** One request on the way to an answer. */
export interface Hop {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body: string | null;
  /** The caller's own, which may hold a key. */
  readonly headers: Readonly<Record<string, string>>;
}

export const firstHop = ({ url, json, headers = {} }: PageRequest): Hop =>
  json === undefined
    ? { url, method: 'GET', body: null, headers }
    : { url, method: 'POST', body: JSON.stringify(json), headers };

/**
 * Where an answer leads; null where it is no redirect. What the caller added goes nowhere but to
 * the origin that it was meant for. Throws FetchFailed where a body would have to go elsewhere.
 */
export const nextHop = (hop: Hop, statusCode: number, location: string | null): Hop | null => {
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === null) return null;
  const target = URL.parse(location, hop.url);
  const url = target?.href ?? '';
  const isSameOrigin = target?.origin === URL.parse(hop.url)?.origin;
  const headers = isSameOrigin ? hop.headers : {};
  // As browsers do it: only 307 and 308 ask for the same request again.
  if (hop.method === 'GET' || (statusCode !== 307 && statusCode !== 308)) {
    return { url, method: 'GET', body: null, headers };
  }
  if (!isSameOrigin) throw new FetchFailed('redirected to another host');
  return { ...hop, url };
};

/** https on 443 without credentials, or a host that the operator allows; null for everything else. */
export const permitted = (text: string, allowHosts: ReadonlySet<string>): URL | null => {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (allowHosts.has(hostAndPort(url.protocol, url.hostname, url.port))) return url;
  return url.protocol === 'https:' && url.port === '' ? url : null;
};
