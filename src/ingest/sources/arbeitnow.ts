import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { isWebAddress, pathOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type PageRequest, UnreadableBody } from '../source.ts';

const hour = 3_600_000;
const hosts = new Set(['arbeitnow.com', 'www.arbeitnow.com']);
/** 34 pages have been seen; a list without end is left after so many. */
const mostPages = 60;

/** The job board API of Arbeitnow, page after page. */
export const arbeitnow: PagedSource = {
  kind: 'arbeitnow',
  label: 'Arbeitnow',
  publisher: 'aggregator',
  // Two equal calls give different slices: nothing can be told from what is not there.
  coverage: 'newest',
  // Link back, or the permission goes. Once an hour is courtesy.
  terms: { everyMs: 6 * hour, minimumMs: hour, attribution: { name: 'Arbeitnow', url: 'https://www.arbeitnow.com' } },
  recognises: (url) =>
    isWebAddress(url) && hosts.has(url.hostname) && ['', 'jobs', 'api/job-board-api'].includes(pathOf(url).join('/')),
  feedUrl: (url) => {
    if (!hosts.has(url.hostname)) return url;
    const feed = new URL('https://www.arbeitnow.com/api/job-board-api');
    if (/^(?:true|1)$/.test(url.searchParams.get('visa_sponsorship') ?? '')) {
      feed.searchParams.set('visa_sponsorship', 'true');
    }
    return feed;
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not the list of Arbeitnow: no `data`');
    const { data } = list.data;
    return {
      items: listItems(data, source, { schema, draft, idOf: slugOf }),
      more: data.length === 0 || !list.data.links?.next ? [] : nextPage(url),
    };
  },
};

const listSchema = z.object({
  data: z.array(z.unknown()),
  links: optional(z.object({ next: optional(line) })),
});

/** Made from our own address: where `next` leads is not for the answer to say. */
const nextPage = (asked: string): readonly PageRequest[] => {
  const url = URL.parse(asked);
  const page = Number(url?.searchParams.get('page') ?? 1) + 1;
  if (url === null || !(page <= mostPages)) return [];
  url.searchParams.set('page', String(page));
  return [{ url: url.href }];
};

const schema = z.object({
  slug: z.string().min(1).max(300),
  title: line,
  url: line,
  company_name: optional(line),
  description: content.nullish(),
  remote: optional(z.boolean()),
  tags: optional(z.array(line)),
  job_types: optional(z.array(line)),
  location: optional(line),
  created_at: optional(z.union([itemId.pipe(z.coerce.number()), z.number()])),
});

const slugOf = (raw: unknown): string | undefined => z.object({ slug: z.string() }).safeParse(raw).data?.slug;

const draft = (job: z.infer<typeof schema>, raw: unknown): Draft => ({
  externalId: job.slug,
  url: job.url,
  title: job.title,
  companyName: job.company_name,
  locations: [job.location],
  // `false` only says that nobody ticked it: the place or title may still name a way of working.
  remote: job.remote === true ? 'yes' : null,
  employmentType: (job.job_types ?? []).join(', '),
  html: job.description,
  tags: (job.tags ?? []).map((tag) => tag.replace(/\s*\(\d+\)\s*$/, '')),
  postedAt: job.created_at,
  raw,
});
