import { type PageElement, pageElements } from '../parse/page-elements.ts';
import type { Source } from '../source.ts';
import { jobPostingsIn } from '../sources/json-ld-find.ts';

export interface FoundBoard {
  readonly kind: string;
  /** As it is read and stored. */
  readonly url: string;
}

export interface PageBoards {
  /** Boards of employers that the page links to or embeds, the one named most often first. */
  readonly boards: readonly FoundBoard[];
  /** Why the first board in it that is not read is not, as a sentence. */
  readonly refused: string | null;
  /** How many schema.org JobPostings the page holds itself. */
  readonly postings: number;
  /** Feeds that the page announces and that say they are about jobs. */
  readonly feeds: readonly string[];
  /** Pages of the same site that say they are about jobs, the likeliest first. */
  readonly careers: readonly string[];
}

const names = new Set(['a', 'iframe', 'script', 'link', 'base']);
/** No page for people links to more places. Of more the first are looked at, and the last: the footer. */
const mostLinks = 4000;
const lastLinks = 1000;
const looked = <T>(all: readonly T[]): readonly T[] =>
  all.length <= mostLinks + lastLinks ? all : [...all.slice(0, mostLinks), ...all.slice(-lastLinks)];

/**
 * What a page says about where its jobs are published. Pure; never throws; takes time in
 * proportion to the length of the page. `recognise` is asked for each different address once.
 */
export const boardsInPage = (html: string, baseUrl: string, recognise: (url: URL) => Source | null): PageBoards => {
  const elements = pageElements(html, names);
  const base = baseOf(elements, baseUrl);
  const links = looked(elements.filter(({ name }) => name === 'a'));
  const embedded = looked(elements.filter(({ name }) => name === 'iframe' || name === 'script'));
  const written = [
    ...links.map(({ attributes }) => attributes.href),
    ...embedded.map(({ attributes }) => attributes.src ?? attributes['data-src']),
    ...looked(embedded.flatMap(({ text }) => addressesIn(text))),
  ];
  return {
    ...ranked(written, base, recognise),
    postings: jobPostingsIn(html).postings.length,
    feeds: elements.flatMap((element) => jobFeed(element, base) ?? []),
    careers: careersPages(links, base, baseUrl),
  };
};

const baseOf = (elements: readonly PageElement[], baseUrl: string): string => {
  const href = elements.find(({ name, attributes }) => name === 'base' && attributes.href)?.attributes.href;
  return (href === undefined ? null : URL.parse(href, baseUrl)?.href) ?? baseUrl;
};

/** Pages that are programs keep their addresses in text: `"https:\/\/jobs.example\/acme"`. */
const addressesIn = (script: string): readonly string[] =>
  script.replaceAll('\\/', '/').match(/https?:\/\/[\w.-]{4,100}\/[^\s"'<>\\)]{1,300}/g) ?? [];

/** How often an address is written matters, what it is does not change: each is looked at once. */
const ranked = (
  written: readonly (string | undefined)[],
  base: string,
  recognise: (url: URL) => Source | null,
): Pick<PageBoards, 'boards' | 'refused'> => {
  const times = new Map<string, number>();
  for (const href of written) if (href !== undefined) times.set(href, (times.get(href) ?? 0) + 1);
  const boards = new Map<string, { board: FoundBoard; count: number }>();
  let refused: string | null = null;
  for (const [href, count] of times) {
    const url = webAddress(href, base);
    const source = url === null ? null : recognise(url);
    // A company's page that links to an aggregator or to somebody's list says nothing about its own board.
    if (url === null || source === null || source.publisher !== 'employer') continue;
    if (source.terms.refused !== undefined) {
      refused ??= source.terms.refused;
      continue;
    }
    const board = { kind: source.kind, url: source.feedUrl(url).href };
    const known = boards.get(board.url);
    if (known === undefined) boards.set(board.url, { board, count });
    else known.count += count;
  }
  const mostFirst = [...boards.values()].sort((one, other) => other.count - one.count);
  return { boards: mostFirst.map(({ board }) => board), refused };
};

const webAddress = (href: string, base: string): URL | null => {
  const url = href.length > 2000 ? null : URL.parse(href, base);
  return url !== null && /^https?:$/.test(url.protocol) ? url : null;
};

const jobWords =
  /(?<![a-z])(?:careers?|jobs?|vacanc(?:y|ies)|openings?|open[-_ ]?positions?|positions|join[-_ ]?us|work[-_ ]?(?:with|for)[-_ ]?us|hiring|karriere|stellen\w*|offene[-_ ]stellen|arbeiten[-_ ]bei|emplois?|carri[eè]res?|recrutement|empleos?|trabaja|vacatures?|lavora)(?![a-z])/i;

/** Every blog announces a feed: only one that names jobs is about them. */
const jobFeed = ({ name, attributes }: PageElement, base: string): string | null => {
  if (name !== 'link' || !/(?:^|\s)alternate(?:\s|$)/i.test(attributes.rel ?? '')) return null;
  if (!/^application\/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)/i.test(attributes.type?.trim() ?? '')) return null;
  const url = webAddress(attributes.href ?? '', base);
  if (url === null) return null;
  const said = `${attributes.title ?? ''} ${url.pathname}`;
  return jobWords.test(said) && !/comment/i.test(said) ? url.href : null;
};

/** What names jobs in its text and its path is likelier than what names them in one, a short path than a deep one. */
const careersPages = (links: readonly PageElement[], base: string, pageUrl: string): readonly string[] => {
  const page = URL.parse(pageUrl);
  const scores = new Map<string, number>();
  for (const { attributes, text } of links) {
    const href = attributes.href ?? '';
    const inText = text.length <= 60 && jobWords.test(text);
    if (!inText && !jobWords.test(href)) continue;
    const url = webAddress(href, base);
    if (url === null || page === null || !sameSite(url, page)) continue;
    url.hash = '';
    if (url.href === withoutHash(page)) continue;
    const inPath = jobWords.test(url.pathname) || jobWords.test(url.hostname);
    if (!inText && !inPath) continue;
    const depth = url.pathname.split('/').filter((part) => part !== '').length;
    const score = (inText ? 10 : 0) + (inPath ? 10 : 0) - Math.min(depth, 9);
    scores.set(url.href, Math.max(score, scores.get(url.href) ?? Number.NEGATIVE_INFINITY));
  }
  return [...scores].sort(([, one], [, other]) => other - one).map(([href]) => href);
};

const withoutHash = ({ href, hash }: URL): string => (hash === '' ? href : href.slice(0, -hash.length));

/** `careers.acme.com` belongs to `www.acme.com`. */
const sameSite = (one: URL, other: URL): boolean => {
  const [a, b] = [one, other].map(({ hostname }) => hostname.replace(/^www\./, ''));
  return a !== undefined && b !== undefined && (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`));
};
