import { z } from 'zod';
import { isWebAddress } from '../parse/board-address.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import {
  type Item,
  type PageContent,
  type PagedSource,
  type PageRequest,
  type SourceInfo,
  UnreadableBody,
} from '../source.ts';
import { draftOfItem, itemIdOf, itemSchema } from './hacker-news-item.ts';

const hour = 3_600_000;
const algolia = 'https://hn.algolia.com/api/v1';
const firebase = 'https://hacker-news.firebaseio.com/v0';
const threads = `${algolia}/search_by_date?tags=story,author_whoishiring`;
/** A thread has some hundred comments; Firebase gives each on a page of its own. */
const mostComments = 1000;
const mostStories = 200;

/**
 * Hacker News: the newest "Who is hiring?" thread, one thread of it, or the job stories of Y Combinator's
 * companies, over Algolia (a thread at once) or Firebase (an item at a time).
 */
export const hackernews: PagedSource = {
  kind: 'hackernews',
  label: 'Hacker News',
  publisher: 'community',
  coverage: 'newest',
  // Nothing is demanded. Posters edit for two hours; Algolia is said to stop at 10,000 calls an hour.
  terms: { everyMs: 6 * hour, minimumMs: hour },
  recognises: (url) => isWebAddress(url) && addressOf(url) !== null,
  feedUrl: (url) => new URL(addressOf(url) ?? url.href),
  read: ({ body }, source) => contentOf(parseJson(body), source),
};

const addressOf = (url: URL): string | null => {
  const id = /^\d{1,12}$/.exec(url.searchParams.get('id') ?? '')?.[0];
  if (url.hostname === 'news.ycombinator.com') {
    if (/^\/(?:user|submitted)$/.test(url.pathname))
      return url.searchParams.get('id') === 'whoishiring' ? threads : null;
    if (url.pathname === '/item' && id !== undefined) return `${algolia}/items/${id}`;
    return url.pathname === '/jobs' ? `${firebase}/jobstories.json` : null;
  }
  if (url.hostname === 'hn.algolia.com') {
    const item = /^\/api\/v1\/items\/(\d{1,12})$/.exec(url.pathname)?.[1];
    if (item !== undefined) return `${algolia}/items/${item}`;
    const asked = url.searchParams.get('tags') ?? '';
    return /^\/api\/v1\/search(?:_by_date)?$/.test(url.pathname) && asked.includes('author_whoishiring')
      ? threads
      : null;
  }
  if (url.hostname !== 'hacker-news.firebaseio.com') return null;
  return /^\/v0\/(?:item\/\d{1,12}|jobstories)\.json$/.test(url.pathname)
    ? `${firebase}${url.pathname.slice(3)}`
    : null;
};

const title = z.string().max(300).nullish();
const searchSchema = z.object({
  hits: z.array(z.object({ objectID: z.string().regex(/^\d{1,12}$/), title, created_at: z.string().nullish() })),
});
const storyListSchema = z.array(z.int().positive());
const savedSchema = z.object({ jobs: z.array(z.unknown()) });
const treeSchema = z.object({ type: z.literal('story'), title, children: z.array(z.unknown()) });
const threadSchema = z.object({ type: z.literal('story'), title, kids: z.array(z.int().positive()).nullish() });
const singleSchema = z.object({ id: z.unknown(), type: z.enum(['comment', 'job']) });

const contentOf = (page: unknown, source: SourceInfo): PageContent => {
  // Firebase's answer for what is not there (any more).
  if (page === null) return { items: [] };
  const search = searchSchema.safeParse(page);
  if (search.success) return { items: [], more: newestThread(search.data.hits) };
  const stories = storyListSchema.safeParse(page);
  if (stories.success) return { items: [], more: itemPages(stories.data.slice(0, mostStories)) };
  const saved = savedSchema.safeParse(page);
  if (saved.success) return { items: itemsOf(saved.data.jobs, source) };
  const tree = treeSchema.safeParse(page);
  if (tree.success) {
    refuseOtherThread(tree.data.title);
    return { items: itemsOf(tree.data.children, source) };
  }
  const thread = threadSchema.safeParse(page);
  if (thread.success) {
    refuseOtherThread(thread.data.title);
    return { items: [], more: itemPages((thread.data.kids ?? []).slice(0, mostComments)) };
  }
  if (singleSchema.safeParse(page).success) return { items: itemsOf([page], source) };
  throw new UnreadableBody('not of Hacker News: no thread, comment, job story or search');
};

/** The same account posts "Who wants to be hired?" and "Freelancer?". */
const isHiring = (said: string | null | undefined): boolean =>
  /^(?:ask hn:\s*)?who is hiring\b/i.test(said?.trim() ?? '');

const refuseOtherThread = (said: string | null | undefined): void => {
  if (!isHiring(said)) throw new UnreadableBody('a thread of Hacker News that is not "Who is hiring?"');
};

/** Ids grow with time; the answer need not be in its order. */
const newestThread = (hits: z.infer<typeof searchSchema>['hits']): readonly PageRequest[] => {
  const ids = hits.filter(({ title: said }) => isHiring(said)).map(({ objectID }) => Number(objectID));
  return ids.length === 0 ? [] : [{ url: `${algolia}/items/${Math.max(...ids)}` }];
};

const itemPages = (ids: readonly number[]): readonly PageRequest[] =>
  ids.map((id) => ({ url: `${firebase}/item/${id}.json` }));

const itemsOf = (list: readonly unknown[], source: SourceInfo): Iterable<Item> =>
  listItems(list, source, { schema: itemSchema, draft: draftOfItem, idOf: itemIdOf });
