import { z } from 'zod';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type Item, type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { titleReader } from './feed-company.ts';
import { feedDraft } from './feed-draft.ts';
import type { FeedDocument, FeedEntry } from './feed-entry.ts';
import { readJsonFeed } from './feed-json.ts';
import { readXmlFeed } from './feed-xml.ts';
import { stableId } from './stable-id.ts';

/** Any RSS, Atom or JSON Feed. */
export const feed: PagedSource = {
  kind: 'feed',
  label: 'Feed',
  publisher: 'aggregator',
  coverage: 'newest',
  terms: { everyMs: 3_600_000, minimumMs: 900_000 },
  recognises: (url) =>
    /\.(?:rss|atom|rdf|xml)$|\/(?:feed|rss|atom)\/?$|\/(?:feed|rss|jobs)\.json$/i.test(url.pathname) &&
    !/sitemap/i.test(url.pathname),
  feedUrl: (url) => url,
  read: ({ url, body }, source) => ({ items: itemsOf(body, url, source) }),
};

const itemsOf = (body: string, pageUrl: string, source: SourceInfo): Iterable<Item> => {
  const document = documentOf(body);
  const roleAndCompany = titleReader(document);
  return listItems<FeedEntry>(document.entries, source, {
    schema: entrySchema,
    idOf: (raw) => {
      const { success, data } = z.object({ id: z.string() }).safeParse(raw);
      return (success ? stableId(data.id) : null) ?? undefined;
    },
    draft: (entry) => feedDraft(entry, document.language, { pageUrl, source, roleAndCompany }),
  });
};

/** A byte order mark and white space may stand before either. */
const documentOf = (body: string): FeedDocument => {
  const text = body.replace(/^[\ufeff\s]+/, '');
  if (text === '') throw new UnreadableBody('an empty answer');
  return /^[{[]/.test(text) ? readJsonFeed(parseJson(text)) : readXmlFeed(text);
};

const entrySchema = z.custom<FeedEntry>((entry) => typeof entry === 'object' && entry !== null);
