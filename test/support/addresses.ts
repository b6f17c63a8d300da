import type { PagedSource } from '../../src/ingest/source.ts';

/**
 * What becomes of an address that somebody pastes: the feed that is read, or null where the kind does not know it.
 * A feed is itself recognised and stays as it is; an address that is not known is read as it is.
 */
export const feedOf = (kind: PagedSource, address: string): string | null => {
  const url = new URL(address);
  const feed = kind.feedUrl(url);
  if (!kind.recognises(url)) return feed.href === url.href ? null : 'changed without being recognised';
  return kind.recognises(feed) && kind.feedUrl(feed).href === feed.href ? feed.href : 'another feed the second time';
};

/** Addresses that look like one of `host` and are not, or are not read: ports, user names, other protocols. */
export const lookAlikes = (host: string, path = '/'): readonly string[] => [
  `https://${host}.evil.example${path}`,
  `https://evil.example/${host}${path}`,
  `https://evil-${host.split('.').slice(-2).join('-')}.example${path}`,
  `https://${host.split('.').join('-')}.example${path}`,
  `https://someone:secret@${host}${path}`,
  `https://${host}:8443${path}`,
  `ftp://${host}${path}`,
  `file:///${host}.json`,
];

/** Nested a hundred thousand deep: what overflows the stack, or takes the square of its length. */
export const nestedPages: readonly (readonly [string, string])[] = [
  ['nested elements', '<div>'.repeat(100_000)],
  ['nested elements with other end tags', `${'<div>'.repeat(100_000)}${'</b>'.repeat(100_000)}`],
  ['nested tables', '<table><tr><td>'.repeat(30_000)],
  ['open links', '<a href="/acme/job/abcd">'.repeat(100_000)],
];
