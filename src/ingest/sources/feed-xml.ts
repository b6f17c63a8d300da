import { parseFeed } from 'feedsmith';
import { UnreadableBody } from '../source.ts';
import type { FeedDocument, FeedEntry } from './feed-entry.ts';
import { entryKey, extraFields, type Fields } from './feed-fields.ts';

/** RSS 0.9x, 1.0 and 2.0 and Atom. Throws UnreadableBody. */
export const readXmlFeed = (body: string): FeedDocument => {
  // reliability.md S9: before any parser sees it. A feed has no use for a DOCTYPE.
  if (/^\s*<!doctype html|^\s*<html/i.test(body)) throw new UnreadableBody('a web page, no feed');
  if (/<!DOCTYPE|<!ENTITY/i.test(body)) throw new UnreadableBody('XML with a DOCTYPE, which is not read');
  const { read, fields } = parsed(body);
  const withFields = (entry: Omit<FeedEntry, 'fields' | 'posting' | 'otherLink'>): FeedEntry => ({
    ...entry,
    fields: fields.get(entryKey(entry.id ?? '')) ?? fields.get(entryKey(entry.link ?? '')) ?? {},
    posting: null,
    otherLink: null,
  });
  switch (read.format) {
    case 'rss':
      return {
        title: read.feed.title ?? null,
        language: read.feed.language ?? null,
        // NEOGOV's feeds are those of one agency each.
        titleIsCompany: /xmlns:\w+=["']https?:\/\/www\.neogov\.com\/namespaces\//i.test(body.slice(0, 4000)),
        entries: (read.feed.items ?? []).map((item) => withFields(rssEntry(item))),
      };
    case 'atom':
      return {
        title: read.feed.title?.value ?? null,
        language: read.feed.xml?.lang ?? null,
        titleIsCompany: false,
        entries: (read.feed.entries ?? []).map((entry) => withFields(atomEntry(entry))),
      };
    case 'rdf':
      return {
        title: read.feed.title ?? null,
        language: read.feed.dc?.languages?.[0] ?? null,
        titleIsCompany: false,
        entries: (read.feed.items ?? []).map((item) => withFields(rdfEntry(item))),
      };
    default:
      throw new UnreadableBody('neither RSS nor Atom');
  }
};

type AnyFeed = ReturnType<typeof parseFeed<string>>;
type Rss = Extract<AnyFeed, { format: 'rss' }>['feed'];
type Atom = Extract<AnyFeed, { format: 'atom' }>['feed'];
type Rdf = Extract<AnyFeed, { format: 'rdf' }>['feed'];
type ItemOf<T extends readonly unknown[] | undefined> = NonNullable<T>[number];
type Read = Omit<FeedEntry, 'fields' | 'posting' | 'otherLink'>;

const parsed = (body: string): { read: AnyFeed; fields: ReadonlyMap<string, Fields> } => {
  try {
    return { read: parseFeed<string>(body), fields: extraFields(body) };
  } catch {
    // Also a parser's own limits of depth: which one says nothing to an operator.
    throw new UnreadableBody('neither RSS, Atom nor JSON Feed');
  }
};

const rssEntry = (item: ItemOf<Rss['items']>): Read => {
  const guid = item.guid?.value ?? null;
  // A guid is a link unless it says that it is none; where there is a link, that is the better one.
  const permalink = item.guid?.isPermaLink === false ? null : guid;
  return {
    id: guid ?? item.link ?? null,
    link: item.link ?? item.atom?.links?.find(isPage)?.href ?? permalink,
    title: item.title ?? item.dc?.titles?.[0] ?? null,
    content: longer(item.content?.encoded, item.description),
    dates: said(item.pubDate, item.dc?.dates?.[0], item.atom?.published, item.atom?.updated),
    categories: (item.categories ?? []).flatMap(({ name }) => name ?? []),
    raw: item,
  };
};

const atomEntry = (entry: ItemOf<Atom['entries']>): Read => {
  const link = entry.links?.find(isPage)?.href ?? null;
  return {
    id: entry.id ?? link,
    link: link ?? entry.id ?? null,
    title: entry.title?.value ?? null,
    content: longer(entry.content?.value, entry.summary?.value),
    dates: said(entry.published, entry.updated),
    categories: (entry.categories ?? []).flatMap(({ label, term }) => label ?? term ?? []),
    raw: entry,
  };
};

const rdfEntry = (item: ItemOf<Rdf['items']>): Read => ({
  id: item.rdf?.about ?? item.link ?? null,
  link: item.link ?? item.rdf?.about ?? null,
  title: item.title ?? item.dc?.titles?.[0] ?? null,
  content: longer(item.content?.encoded, item.description),
  dates: said(item.dc?.dates?.[0]),
  categories: item.dc?.subjects ?? [],
  raw: item,
});

const isPage = ({ rel, type }: { rel?: string | undefined; type?: string | undefined }): boolean =>
  (rel === undefined || rel === 'alternate') && (type === undefined || /html/.test(type));

/** A feed with both often has the whole in one and its beginning in the other. */
const longer = (one: string | undefined, other: string | undefined): string | null =>
  (one?.length ?? 0) >= (other?.length ?? 0) ? (one ?? other ?? null) : (other ?? null);

const said = (...dates: readonly (string | undefined)[]): readonly string[] =>
  dates.filter((date) => date !== undefined);
