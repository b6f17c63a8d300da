import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { readComment } from './hacker-news-comment.ts';
import { readHeader } from './hacker-news-header.ts';
import { vacancyLink } from './hacker-news-links.ts';
import { readStory } from './hacker-news-story.ts';

/** A comment or job story, of Firebase or of Algolia. */
export const itemSchema = z.object({
  id: itemId,
  type: z.enum(['comment', 'job']).nullish(),
  /** Saved sets name job stories so. */
  source: optional(line),
  title: optional(line),
  url: optional(z.string().max(2000)),
  text: content.nullish(),
  time: optional(z.number()),
  created_at_i: optional(z.number()),
  deleted: optional(z.boolean()),
  dead: optional(z.boolean()),
});
type HackerNewsItem = z.infer<typeof itemSchema>;

export const itemIdOf = (raw: unknown): number | string | undefined =>
  z.object({ id: z.union([z.number(), z.string()]) }).safeParse(raw).data?.id;

/** The one posting of an item; null for what was deleted; a string is why it is none. */
export const draftOfItem = (item: HackerNewsItem, raw: unknown): Draft | string | null => {
  if (item.deleted === true || item.dead === true) return null;
  if (item.type === 'job' || item.source === 'direct') return storyDraft(item, raw);
  if (!item.text) return null;
  const comment = readComment(item.text);
  const header = readHeader(comment);
  if (typeof header === 'string') return header;
  return {
    ...always(item, raw),
    otherUrls: [vacancyLink(comment.links)],
    title: header.title,
    companyName: header.company,
    locations: header.locations,
    remote: header.remote,
    remoteFrom: header.remoteFrom,
    employmentType: header.employmentType,
    payText: header.payText,
    html: item.text,
  };
};

const storyDraft = (item: HackerNewsItem, raw: unknown): Draft | string => {
  // Saved sets have the title as the first line of the text, and below it the page it leads to.
  const [first = '', ...page] = (item.text ?? '').split('\n\n');
  const below = item.title ? (item.text ?? '') : page.join('\n\n');
  const story = readStory(item.title ?? first, below.slice(0, 300));
  if (typeof story === 'string') return story;
  return {
    ...always(item, raw),
    otherUrls: [vacancyLink([URL.parse(item.url ?? '')].filter((url) => url !== null))],
    title: story.title,
    companyName: story.company,
    html: below,
  };
};

const always = (item: HackerNewsItem, raw: unknown): Pick<Draft, 'externalId' | 'url' | 'postedAt' | 'raw'> => ({
  externalId: item.id,
  url: `https://news.ycombinator.com/item?id=${item.id}`,
  postedAt: item.time ?? item.created_at_i,
  raw: ownPart(raw),
});

const others = new Set(['children', 'kids', 'by', 'author']);

/** What other people answered is not part of the posting, nor is who wrote it. */
const ownPart = (raw: unknown): unknown => {
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([field]) => !others.has(field)));
};
