import type { Source } from '../source.ts';
import { refusedSite } from '../sources/refused-sites.ts';
import { boardsInPage, type FoundBoard } from './boards-in-page.ts';

export interface DiscoverDeps {
  /** Through the guarded fetcher; never throws. The reason is a half-sentence for people. */
  readonly get: (
    url: string,
  ) => Promise<{ readonly body: string; readonly finalUrl: string } | { readonly failed: string }>;
  readonly recognise: (url: URL) => Source | null;
  /** The kinds that are in use: what is found must be one of them. */
  readonly kinds: readonly Source[];
}

export type Discovered = FoundBoard | { readonly refused: string };

/**
 * The source behind a careers URL: what the URL itself shows, what the page it leads to links to,
 * embeds or holds, or the same of the one page of its site that says it is about jobs. Two pages are
 * fetched at the most. Where nothing is found, a sentence says why.
 */
export const discoverSource = async (url: URL, deps: DiscoverDeps): Promise<Discovered> => {
  const shown = shownBy(url, deps);
  if (shown !== null) return shown;
  if (!/^https?:$/.test(url.protocol)) return { refused: 'Only a web address can be looked at.' };
  const first = await look(url.href, deps);
  if (first.found !== null) return first.found;
  if (first.failed !== null) return { refused: `The page could not be read (${first.failed}).` };
  const [careers] = first.careers;
  if (careers === undefined) return { refused: first.refused ?? nothingThere };
  const shownByLink = shownBy(new URL(careers), deps);
  if (shownByLink !== null && 'kind' in shownByLink) return shownByLink;
  const second = await look(careers, deps);
  return second.found ?? { refused: first.refused ?? second.refused ?? nothingThere };
};

const nothingThere =
  'No job board was found there: the page links to none that is known, holds no job postings in a form that can be read, and announces no feed of jobs. The address of the board itself would help.';

interface Looked {
  readonly found: Discovered | null;
  readonly failed: string | null;
  /** Why the board that is there is not read. */
  readonly refused: string | null;
  readonly careers: readonly string[];
}

const look = async (url: string, deps: DiscoverDeps): Promise<Looked> => {
  const page = await deps.get(url);
  const nothing: Looked = { found: null, failed: null, refused: null, careers: [] };
  if ('failed' in page) return { ...nothing, failed: page.failed };
  const finalUrl = URL.parse(page.finalUrl) ?? new URL(url);
  // A redirect may lead straight to the board.
  const shown = shownBy(finalUrl, deps);
  if (shown !== null) return { ...nothing, found: shown };
  const { boards, refused, postings, feeds, careers } = boardsInPage(page.body, finalUrl.href, deps.recognise);
  const held = postings > 0 ? [{ kind: 'json-ld', url: finalUrl.href }] : [];
  const announced = feeds.map((feed) => ({ kind: 'feed', url: feed }));
  const found = [...boards, ...held, ...announced].find(({ kind }) => deps.kinds.some((used) => used.kind === kind));
  return { found: found ?? null, failed: null, refused, careers };
};

const shownBy = (url: URL, { recognise }: DiscoverDeps): Discovered | null => {
  const forbidden = refusedSite(url);
  if (forbidden !== null) return { refused: forbidden };
  const source = recognise(url);
  if (source === null) return null;
  const { refused } = source.terms;
  return refused === undefined ? { kind: source.kind, url: source.feedUrl(url).href } : { refused };
};
