import { createHash } from 'node:crypto';
import { isPlaceInList } from '../parse/place-in-list.ts';
import type { Item, Page, PagedSource, PageRequest, SourceInfo } from '../source.ts';
import { type Progress, type ReadFailure, stopped } from './reading.ts';
import { turnTaker } from './unhurried.ts';

/** Where page numbers never end. 200 pages of 100 are more than the largest employers list. */
export const maxPages = 200;

export interface PagesOptions {
  readonly kind: PagedSource;
  readonly about: SourceInfo;
  readonly first: { readonly request: PageRequest; readonly page: Page };
  /** Null: the first page is all that can be read. */
  readonly next: ((request: PageRequest) => Promise<Page | ReadFailure>) | null;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
  readonly onPage: () => void;
}

/**
 * The items of a source, page after page, each once. A page that lists nothing new ends it, as does
 * one that was there before; so does the limit of pages, and then the reading is cut. A source may
 * begin with pages that list nothing but where to go on. Throws what `kind.read` throws.
 */
export const readPages = async function* (options: PagesOptions): AsyncGenerator<Item> {
  const { kind, about, first, next, progress, signal, onPage } = options;
  const isNew = novelty<string>();
  const isNewBody = novelty<string>();
  const isNewRequest = novelty<string>();
  isNewRequest(requestKey(first.request));
  const turn = turnTaker();
  let waiting: readonly PageRequest[] = [];
  let page: Page = first.page;
  for (;;) {
    progress.pages += 1;
    if (!isNewBody(digest(page.body))) return;
    let listed = 0;
    let fresh = 0;
    const { items, more = [], isPartial = false } = kind.read(page, about);
    progress.isCut ||= isPartial;
    for (const item of items) {
      listed += 1;
      if (isNew(itemKey(item, progress.pages))) {
        fresh += 1;
        progress.found += 1;
        yield item;
      }
      await turn();
    }
    onPage();
    progress.hasMore ||= more.length > 0;
    if (next === null) return;
    if (fresh === 0 && (listed > 0 || progress.found > 0)) return;
    waiting = [...more.filter((request) => isNewRequest(requestKey(request))), ...waiting];
    const [request, ...rest] = waiting;
    if (request === undefined) return;
    if (progress.pages >= maxPages) {
      progress.isCut = true;
      return;
    }
    waiting = rest;
    const read = signal?.aborted === true ? stopped : await next(request);
    if ('reason' in read) {
      progress.failure = signal?.aborted === true ? stopped : read;
      return;
    }
    page = read;
  }
};

/** True for a value that it was not asked about before. */
const novelty = <T>(): ((value: T) => boolean) => {
  const seen = new Set<T>();
  return (value) => seen.size !== seen.add(value).size;
};

const digest = (body: string): string => createHash('sha256').update(body).digest('base64');

const requestKey = ({ url, json }: PageRequest): string => `${url} ${JSON.stringify(json) ?? ''}`;

/** A place in the list names another item on every page. */
const itemKey = (item: Item, page: number): string => {
  if ('posting' in item) return `posting ${item.posting.externalId}`;
  const { item: name, reason } = item.rejection;
  return `rejection ${isPlaceInList(name) ? page : ''} ${name} ${reason}`;
};
