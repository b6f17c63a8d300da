import type { Item, NormalisedPosting, PagedSource, Rejection, SourceInfo } from '../../src/ingest/source.ts';

const somewhere: SourceInfo = { url: 'https://boards.example/acme', companyName: null };

/** The items of one page, however they come. */
export const itemsOf = (kind: PagedSource, body: unknown, source: SourceInfo = somewhere, url = source.url): Item[] => [
  ...kind.read({ url, body: typeof body === 'string' ? body : JSON.stringify(body) }, source).items,
];

export const postingsIn = (items: readonly Item[]): NormalisedPosting[] =>
  items.flatMap((item) => ('posting' in item ? [item.posting] : []));

export const rejectionsIn = (items: readonly Item[]): Rejection[] =>
  items.flatMap((item) => ('rejection' in item ? [item.rejection] : []));
