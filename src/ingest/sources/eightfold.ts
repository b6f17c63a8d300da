import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, tenantOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { withDetail } from '../parse/with-detail.ts';
import { type PagedSource, type PageRequest, type SourceInfo, UnreadableBody } from '../source.ts';

const slugIn = (url: URL): string | null => tenantOf(url, 'eightfold.ai');

/** The employer's domain, by which a site knows whose postings are asked for; mostly the name of the site with `.com`. */
const domainOf = (url: URL, slug: string): string => {
  const said = url.searchParams.get('domain') ?? '';
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(said) && said.length <= 100 ? said.toLowerCase() : `${slug}.com`;
};

/** Eightfold's career sites, several pages; texts often only with the posting itself. */
export const eightfold: PagedSource = {
  kind: 'eightfold',
  label: 'Eightfold',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 6 * 3_600_000, minimumMs: 2 * 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => {
    const slug = slugIn(url);
    if (slug === null) return url;
    const feed = new URL(`https://${url.hostname}/api/apply/v2/jobs`);
    feed.search = new URLSearchParams({ domain: domainOf(url, slug), start: '0', num: '100' }).toString();
    return feed;
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not an Eightfold list: no positions');
    const { positions, domain, count } = list.data;
    return {
      items: listItems(positions, source, {
        schema,
        draft: (job, raw) => draft(job, job.job_description, source, raw),
        detail: (job) => (job.job_description?.trim() ? undefined : detailOf(job.id, domain, source)),
      }),
      more: nextPage(url, positions.length, count),
    };
  },
  readDetail: ({ body }, listed, source) => {
    const detail = z.object({ job_description: content }).safeParse(parseJson(body));
    if (!detail.success) throw new UnreadableBody('not an Eightfold posting: no job_description');
    const html = detail.data.job_description;
    return withDetail(listed, source, { schema, draft: (job, raw) => draft(job, html, source, raw) });
  },
};

const listSchema = z.object({
  domain: optional(line),
  count: optional(z.int().nonnegative()),
  positions: z.array(z.unknown()),
});

const detailOf = (id: string, domain: string | null | undefined, source: SourceInfo): PageRequest | undefined => {
  const url = URL.parse(source.url);
  const slug = url === null ? null : slugIn(url);
  if (url === null || slug === null) return undefined;
  const detail = new URL(`https://${url.hostname}/api/apply/v2/jobs/${id}`);
  detail.searchParams.set('domain', domain ?? domainOf(url, slug));
  return { url: detail.href };
};

/** Without a count the pages end with one that brings nothing new. */
const nextPage = (asked: string, rows: number, count: number | null | undefined): readonly PageRequest[] => {
  const url = URL.parse(asked);
  if (url === null || slugIn(url) === null || rows === 0) return [];
  const start = Number(/^\d{1,6}$/.exec(url.searchParams.get('start') ?? '')?.[0] ?? 0) + rows;
  if (count !== null && count !== undefined && start >= count) return [];
  url.searchParams.set('start', String(start));
  return [{ url: url.href }];
};

const schema = z.object({
  id: itemId,
  name: line,
  canonicalPositionUrl: optional(line),
  location: optional(line),
  locations: optional(z.array(line)),
  department: optional(line),
  work_location_option: optional(line),
  job_description: content.nullish(),
  t_create: optional(z.number()),
});

const workplaces: Readonly<Record<string, Draft['remote']>> = {
  remote: 'yes',
  remote_local: 'yes',
  hybrid: 'hybrid',
  onsite: 'no',
};

const draft = (
  job: z.infer<typeof schema>,
  html: string | null | undefined,
  source: SourceInfo,
  raw: unknown,
): Draft => {
  const slug = boardOf(source, slugIn);
  const url = job.canonicalPositionUrl ?? (slug === null ? null : `https://${slug}.eightfold.ai/careers/job/${job.id}`);
  return {
    externalId: job.id,
    url,
    title: job.name,
    companyName: companyOf(null, source, slug),
    locations: job.locations?.length ? job.locations : [job.location],
    remote: workplaces[job.work_location_option?.toLowerCase() ?? ''],
    department: job.department,
    html,
    postedAt: job.t_create,
    raw,
  };
};
