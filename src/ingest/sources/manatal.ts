import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, isWebAddress, linkOn, pathOf, slugOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';

const hosts = new Set(['careers-page.com', 'www.careers-page.com']);

const slugIn = (url: URL): string | null => {
  if (!isWebAddress(url) || !hosts.has(url.hostname)) return null;
  const path = pathOf(url);
  return slugOf(path[0] === 'api' ? (path[2] === 'c' ? path[3] : null) : path[0]);
};

/** Manatal's career pages, ten postings to a page. */
export const manatal: PagedSource = {
  kind: 'manatal',
  label: 'Manatal',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 4 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => {
    const slug = slugIn(url);
    return slug === null ? url : new URL(`https://www.careers-page.com/api/v1.0/c/${slug}/jobs/`);
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a Manatal list: no results');
    const next = linkOn(url, list.data.next);
    return {
      items: listItems(list.data.results, source, { schema, draft: (job, raw) => draft(job, source, raw) }),
      ...(next === null ? {} : { more: [{ url: next.href }] }),
    };
  },
};

const listSchema = z.object({ next: optional(line), results: z.array(z.unknown()) });

const schema = z.object({
  id: itemId,
  hash: z.string().regex(/^\w{1,40}$/, 'not a code'),
  position_name: line,
  description: content.nullish(),
  location_display: optional(line),
  city: optional(line),
  state: optional(line),
  country: optional(line),
});

const draft = (job: z.infer<typeof schema>, source: SourceInfo, raw: unknown): Draft => {
  const slug = boardOf(source, slugIn);
  return {
    externalId: job.id,
    url: slug === null ? null : `https://www.careers-page.com/${slug}/job/${job.hash}`,
    title: job.position_name,
    companyName: companyOf(null, source, slug),
    locations: [job.location_display || [job.city, job.state, job.country].filter(Boolean).join(', ')],
    html: job.description,
    raw,
  };
};
