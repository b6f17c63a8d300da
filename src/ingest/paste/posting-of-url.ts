import type { NormalisedPosting } from '../source.ts';

/**
 * The posting of a board that a URL shows: by its address, else by its id in the address. Null where
 * none or more than one fits.
 */
export const postingOfUrl = (postings: readonly NormalisedPosting[], url: string): NormalisedPosting | null => {
  const given = URL.parse(url);
  if (given === null) return null;
  const address = addressOf(given);
  const same = postings.filter((posting) =>
    [posting.url, ...posting.otherUrls].some((one) => {
      const parsed = URL.parse(one);
      return parsed !== null && addressOf(parsed) === address;
    }),
  );
  const ids = idsIn(given);
  // A board on the employer's own page has one address for all: the id in its query decides.
  const byId = postings.filter(({ externalId }) => ids.has(externalId.toLowerCase()));
  return only(same) ?? only(byId);
};

const only = (found: readonly NormalisedPosting[]): NormalisedPosting | null =>
  found.length === 1 ? (found[0] ?? null) : null;

/** Without what changes no page: scheme, `www.`, the form behind the posting, who sent the reader. */
const addressOf = (url: URL): string => {
  const path = url.pathname.replace(/\/(?:apply|application|apply\/form)\/?$/i, '').replace(/\/+$/, '');
  const query = [...url.searchParams]
    .filter(([name]) => !/^(?:utm_.*|ref|source|src|gh_src|lever-source.*|lever-origin|fbclid|gclid)$/i.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const fragment = url.hash.startsWith('#job-') || /^#[!/]/.test(url.hash) ? url.hash : '';
  return `${url.hostname.replace(/^www\./, '')}${path}?${query.join('&')}${fragment}`;
};

/** Parts of the path and values of the query: `/acme/jobs/123`, `?gh_jid=123`, `/jobs/123-cook`. */
const idsIn = (url: URL): ReadonlySet<string> => {
  const parts = [...url.pathname.split('/'), ...url.searchParams.values()].filter((part) => part.length >= 4);
  const leading = parts.flatMap((part) => /^(\d{4,})-/.exec(part)?.[1] ?? []);
  const uuids = url.pathname.match(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi) ?? [];
  return new Set([...parts, ...leading, ...uuids].map((part) => part.toLowerCase()));
};
