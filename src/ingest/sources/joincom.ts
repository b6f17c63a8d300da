import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { companyOf, isWebAddress, pathOf, slugOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type PageRequest, type SourceInfo, UnreadableBody } from '../source.ts';

const hosts = new Set(['join.com', 'www.join.com']);

/** The number of the company. Pages for people have its name alone, for which there is no look-up. */
const companyIn = (url: URL): string | null => {
  const [api, open, companies, company] = pathOf(url);
  if (!isWebAddress(url) || !hosts.has(url.hostname)) return null;
  if (api !== 'api' || open !== 'public' || companies !== 'companies') return null;
  return /^\d{1,12}$/.test(company ?? '') ? (company ?? null) : null;
};

/** The public list of a company on join.com, several pages. */
export const joincom: PagedSource = {
  kind: 'joincom',
  label: 'JOIN',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 4 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => companyIn(url) !== null,
  feedUrl: (url) => {
    const company = companyIn(url);
    return company === null ? url : new URL(`https://join.com/api/public/companies/${company}/jobs?page=1`);
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a list of JOIN: no items');
    return {
      items: listItems(list.data.items, source, { schema, draft: (job, raw) => draft(job, source, raw) }),
      more: nextPage(url, list.data.pagination),
    };
  },
};

const whole = z.int().min(1).max(1000);
const pagination = optional(z.object({ page: whole, totalPages: z.int().max(1000) }));
const listSchema = z.object({ items: z.array(z.unknown()), pagination });

const nextPage = (url: string, at: z.infer<typeof pagination>): readonly PageRequest[] => {
  const next = URL.parse(url);
  if (!at || at.page >= at.totalPages || next === null || !isWebAddress(next)) return [];
  next.searchParams.set('page', String(at.page + 1));
  return [{ url: next.href }];
};

const named = optional(z.union([line, z.object({ name: line }).transform(({ name }) => name)]));

const schema = z.object({
  id: itemId,
  title: line,
  shareableUrl: line,
  description: content.nullish(),
  locations: optional(z.array(z.object({ name: optional(line), city: optional(line), country: optional(line) }))),
  publishedAt: optional(line),
  employmentType: optional(line),
  remoteOption: optional(line),
  department: named,
  category: named,
});

const remoteOptions: Readonly<Record<string, Draft['remote']>> = { REMOTE: 'yes', HYBRID: 'hybrid', ON_SITE: 'no' };

const draft = (job: z.infer<typeof schema>, source: SourceInfo, raw: unknown): Draft => ({
  externalId: job.id,
  url: job.shareableUrl,
  title: job.title,
  companyName: companyOf(null, source, slugOf(pathOf(new URL(URL.parse(job.shareableUrl) ?? 'https://join.com'))[1])),
  locations: (job.locations ?? []).map(({ name, city, country }) =>
    city ? [city, country].filter(Boolean).join(', ') : (name ?? country),
  ),
  remote: remoteOptions[job.remoteOption ?? ''],
  department: job.department ?? job.category,
  employmentType: job.employmentType?.replace(/_/g, ' '),
  html: job.description,
  postedAt: job.publishedAt,
  raw,
});
