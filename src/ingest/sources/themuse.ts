import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { isWebAddress, pathOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type PageRequest, UnreadableBody } from '../source.ts';

const hour = 3_600_000;
const origin = 'https://www.themuse.com';
const hosts = new Set(['www.themuse.com', 'themuse.com']);
const filters = ['category', 'level', 'location', 'company'];
/** Page 100 is answered with 400. */
const lastPage = 99;

/** The Muse's public list of postings. There is no search by text, and it is not in the order of time. */
export const themuse: PagedSource = {
  kind: 'themuse',
  label: 'The Muse',
  publisher: 'aggregator',
  coverage: 'newest',
  // Without a key it is for testing only; a reading is up to a hundred calls.
  terms: { everyMs: 24 * hour, minimumMs: 6 * hour },
  recognises: (url) =>
    isWebAddress(url) &&
    hosts.has(url.hostname) &&
    ['api/public/jobs', 'search', 'jobs'].includes(pathOf(url).join('/')),
  feedUrl: (url) => {
    if (!hosts.has(url.hostname)) return url;
    const feed = new URL(`${origin}/api/public/jobs`);
    for (const name of filters)
      for (const value of url.searchParams.getAll(name)) feed.searchParams.append(name, value);
    feed.searchParams.set('page', '0');
    return feed;
  },
  authorise: (request, { themuseKey }) => {
    const url = URL.parse(request.url);
    if (url?.origin !== origin || !themuseKey) return request;
    url.searchParams.set('api_key', themuseKey);
    return { ...request, url: url.href };
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not the list of The Muse: no `results`');
    refuseUnknownPlace(url, list.data.results);
    return {
      items: listItems(list.data.results, source, { schema, draft }),
      more: list.data.results.length === 0 ? [] : nextPage(url, list.data.page_count ?? null),
    };
  },
};

const listSchema = z.object({ results: z.array(z.unknown()), page_count: optional(z.number()) });

const nextPage = (asked: string, pages: number | null): readonly PageRequest[] => {
  const url = URL.parse(asked);
  const page = Number(url?.searchParams.get('page') ?? 0) + 1;
  if (url === null || !(page <= lastPage) || (pages !== null && page >= pages)) return [];
  url.searchParams.set('page', String(page));
  url.searchParams.delete('api_key');
  return [{ url: url.href }];
};

/** A place that The Muse does not know is answered with what is remote, not with an error. */
const refuseUnknownPlace = (asked: string, results: readonly unknown[]): void => {
  const wanted = new Set(
    URL.parse(asked)
      ?.searchParams.getAll('location')
      .map((place) => place.toLowerCase()),
  );
  if (wanted.size === 0 || results.length === 0) return;
  const named = results.some((raw) =>
    placesSchema.safeParse(raw).data?.locations?.some(({ name }) => wanted.has(name?.toLowerCase() ?? '')),
  );
  if (!named) throw new UnreadableBody('The Muse does not know the `location` of this address: its answer ignores it');
};

const named = z.object({ name: optional(line) });
const placesSchema = z.object({ locations: optional(z.array(named)) });

const schema = placesSchema.extend({
  id: itemId,
  name: line,
  contents: content.nullish(),
  refs: z.object({ landing_page: line }),
  company: optional(named),
  categories: optional(z.array(named)),
  levels: optional(z.array(named)),
  publication_date: optional(line),
});

const remotePlace = /^flexible\s*\/\s*remote$/i;

// `tags` are kinds of company, no skills.
const draft = (job: z.infer<typeof schema>, raw: unknown): Draft => {
  const places = namesOf(job.locations);
  const levels = namesOf(job.levels);
  const isRemote = places.some((place) => remotePlace.test(place));
  return {
    externalId: job.id,
    url: job.refs.landing_page,
    title: job.name,
    companyName: job.company?.name,
    locations: places.map((place) => (remotePlace.test(place) ? 'Remote' : place)),
    remote: isRemote ? 'yes' : null,
    department: namesOf(job.categories).join(', '),
    level: levels.length === 1 ? levels[0] : null,
    html: job.contents,
    postedAt: job.publication_date,
    raw,
  };
};

const namesOf = (list: readonly z.infer<typeof named>[] | null | undefined): readonly string[] =>
  (list ?? []).flatMap(({ name }) => name ?? []);
