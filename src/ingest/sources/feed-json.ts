import { z } from 'zod';
import { content, line, optional } from '../parse/field.ts';
import { UnreadableBody } from '../source.ts';
import type { FeedDocument, FeedEntry } from './feed-entry.ts';
import { isA, isNode, type Node } from './json-ld-node.ts';

const feedSchema = z.object({
  version: z.string().regex(/jsonfeed\.org\/version/),
  title: optional(line),
  language: optional(line),
  items: z.array(z.unknown()),
});

const itemSchema = z.looseObject({
  id: optional(z.union([z.string(), z.number()]).transform(String)),
  url: optional(z.string()),
  external_url: optional(z.string()),
  title: optional(z.string()),
  // What is too long stays, to be refused with that reason.
  content_html: z.union([content, z.string()]).nullish().catch(null),
  content_text: optional(z.string()),
  summary: optional(z.string()),
  date_published: optional(line),
  date_modified: optional(line),
  tags: optional(z.array(z.unknown())),
});

/** JSON Feed 1.0 and 1.1. Throws UnreadableBody. */
export const readJsonFeed = (value: unknown): FeedDocument => {
  const feed = feedSchema.safeParse(value);
  if (!feed.success) throw new UnreadableBody('JSON, but no JSON Feed');
  const { title, language, items } = feed.data;
  return {
    title: title ?? null,
    language: language ?? null,
    titleIsCompany: false,
    entries: items.map(entryOf),
  };
};

const nothing = { id: null, link: null, otherLink: null, title: null, content: null, posting: null };

const entryOf = (raw: unknown): FeedEntry => {
  const read = itemSchema.safeParse(raw);
  if (!read.success) return { ...nothing, dates: [], categories: [], fields: {}, raw };
  const item = read.data;
  const link = item.url ?? item.external_url ?? null;
  return {
    id: item.id ?? link,
    link,
    otherLink: item.external_url ?? null,
    title: item.title ?? null,
    content: item.content_html ?? item.content_text ?? item.summary ?? null,
    dates: [item.date_published, item.date_modified].filter((date) => typeof date === 'string'),
    categories: (item.tags ?? []).filter((tag) => typeof tag === 'string'),
    fields: {},
    posting: postingIn(item),
    raw,
  };
};

/** Extensions of a JSON Feed have names with an underscore first: `_jobposting`. */
const postingIn = (item: Node): Node | null => {
  for (const [name, value] of Object.entries(item)) {
    if (name.startsWith('_') && isNode(value) && isA(value, 'JobPosting')) return value;
  }
  return null;
};
