import {
  type Item,
  type NormalisedPosting,
  type Page,
  type PagedSource,
  type PageRequest,
  type SourceInfo,
  UnreadableBody,
} from '../source.ts';
import { postingOfUrl } from './posting-of-url.ts';

/** Fetches a page through the guarded client. Never throws; the reason is a half-sentence for people. */
export type FetchPage = (
  request: PageRequest,
) => Promise<(Page & { readonly finalUrl: string }) | { readonly failed: string }>;

/** A board tells its newest postings first or all at once; what is further back is read from its own page. */
const mostPages = 5;

/**
 * The posting that a URL shows, read from the list of its board, with its detail page where the
 * list does not tell everything. Null where the board cannot be read or does not list it.
 */
export const boardPosting = async (
  kind: PagedSource,
  url: URL,
  fetchPage: FetchPage,
): Promise<NormalisedPosting | null> => {
  const feedUrl = kind.feedUrl(url);
  const source: SourceInfo = { url: feedUrl.href, companyName: null };
  const queue: PageRequest[] = [kind.first?.(feedUrl) ?? { url: feedUrl.href }];
  for (let pages = 0; pages < mostPages; pages += 1) {
    const request = queue.shift();
    if (request === undefined) return null;
    const page = await fetchPage(request);
    if ('failed' in page) return null;
    const read = readPage(kind, page, source);
    if (read === null) return null;
    const postings = read.items.flatMap((item) => ('posting' in item ? [item] : []));
    const found = postingOfUrl(
      postings.map(({ posting }) => posting),
      url.href,
    );
    const item = postings.find(({ posting }) => posting === found);
    if (item !== undefined) return withDetail(kind, item, source, fetchPage);
    queue.push(...read.more);
  }
  return null;
};

const withDetail = async (
  kind: PagedSource,
  { posting, detail }: Extract<Item, { posting: unknown }>,
  source: SourceInfo,
  fetchPage: FetchPage,
): Promise<NormalisedPosting> => {
  if (detail === undefined || kind.readDetail === undefined) return posting;
  const page = await fetchPage(detail);
  if ('failed' in page) return posting;
  try {
    const item = kind.readDetail(page, posting, source);
    return 'posting' in item ? item.posting : posting;
  } catch (error) {
    if (error instanceof UnreadableBody) return posting;
    throw error;
  }
};

const readPage = (kind: PagedSource, page: Page, source: SourceInfo) => {
  try {
    const { items, more = [] } = kind.read(page, source);
    return { items: [...items], more };
  } catch (error) {
    if (error instanceof UnreadableBody) return null;
    throw error;
  }
};
