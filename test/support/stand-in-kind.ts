import type { ClaimedSource } from '../../src/ingest/crawl/lease.sql.ts';
import { makePosting } from '../../src/ingest/normalise/make-posting.ts';
import { type Item, type PagedSource, type SourceInfo, UnreadableBody } from '../../src/ingest/source.ts';

interface ListPage {
  readonly ids?: readonly string[];
  readonly more?: readonly string[];
  readonly details?: boolean;
  readonly isPartial?: boolean;
}

/**
 * A kind of board that nobody has: a page is `{ ids, more, details }` in JSON, the paths in `more`
 * are its further pages, and with `details` each posting has a page at `/detail/ID`.
 */
export const pagedKind = (given: Partial<PagedSource> = {}): PagedSource => ({
  kind: 'stand-in',
  label: 'Stand-in',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 3_600_000, minimumMs: 0 },
  recognises: () => false,
  feedUrl: (url) => url,
  read: ({ url, body }, source) => {
    const page = readPage(body);
    const at = (path: string): string => new URL(path, url).href;
    return {
      items: (page.ids ?? []).map((id) => ({
        ...standInItem(id, source),
        ...(page.details === true ? { detail: { url: at(`/detail/${id}`) } } : {}),
      })),
      more: (page.more ?? []).map((path) => ({ url: at(path) })),
      isPartial: page.isPartial ?? false,
    };
  },
  readDetail: ({ body }, listed) => ({ posting: { ...listed, description: body } }),
  ...given,
});

const readPage = (body: string): ListPage => {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnreadableBody('not a stand-in list');
  }
};

export const standInItem = (id: string, source: SourceInfo): Item => {
  const posting = makePosting(
    {
      externalId: id,
      url: `https://board.example/${id}`,
      title: `Engineer ${id}`,
      companyName: 'Fernwood Systems',
      html: 'We build.',
      raw: {},
    },
    source,
  );
  return typeof posting === 'string' ? { rejection: { item: id, reason: posting } } : { posting };
};

/** A source as it is claimed. */
export const claimedSource = (given: Partial<ClaimedSource> = {}): ClaimedSource => ({
  id: 1,
  kind: 'stand-in',
  name: 'Stand-in',
  url: 'https://board.example/',
  host: 'board.example',
  companyName: null,
  everyMs: 3_600_000,
  cron: null,
  isSample: false,
  isActive: true,
  etag: null,
  lastModified: null,
  runs: 0,
  failures: 0,
  nextRunAt: new Date(0),
  lastRunAt: null,
  askedAt: null,
  createdAt: new Date(0),
  token: 'token',
  ...given,
});
