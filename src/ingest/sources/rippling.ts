import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, isWebAddress, pathOf, slugOf } from '../parse/board-address.ts';
import { content, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';

const slugIn = (url: URL): string | null => {
  if (!isWebAddress(url)) return null;
  const path = pathOf(url);
  if (url.hostname === 'ats.rippling.com') return slugOf(/^[a-z]{2}-[A-Z]{2}$/.test(path[0] ?? '') ? path[1] : path[0]);
  const board = path.indexOf('board');
  return url.hostname === 'api.rippling.com' && path.includes('ats') && board > 0 ? slugOf(path[board + 1]) : null;
};

/** Rippling's boards: a row for each place of a posting, without texts and dates. */
export const rippling: PagedSource = {
  kind: 'rippling',
  label: 'Rippling',
  publisher: 'employer',
  coverage: 'whole',
  terms: {
    everyMs: 6 * 3_600_000,
    minimumMs: 2 * 3_600_000,
    refused:
      "Rippling's customer terms forbid the use of its boards by a data aggregation service, so Rippling boards are not read. Ask the employer for another address of its postings.",
  },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => {
    const slug = slugIn(url);
    return slug === null ? url : new URL(`https://api.rippling.com/platform/api/ats/v1/board/${slug}/jobs`);
  },
  read: ({ body }, source) => {
    const list = z.array(z.unknown()).safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a Rippling board: no list');
    return {
      items: listItems(list.data, source, { schema, draft: (job, raw) => draft(job, source, raw), idOf }),
    };
  },
};

const label = optional(z.object({ label: optional(line) }));

const schema = z.object({
  uuid: z.uuid(),
  name: line,
  url: line,
  department: label,
  workLocation: label,
  descriptionHtml: optional(content),
});

const idOf = (raw: unknown): string | undefined => {
  const row = z.object({ uuid: z.string() }).safeParse(raw);
  return row.success ? row.data.uuid : undefined;
};

const draft = (job: z.infer<typeof schema>, source: SourceInfo, raw: unknown): Draft => ({
  // The rows of one posting differ in nothing but the place.
  externalId: [job.uuid, job.workLocation?.label].filter(Boolean).join(':'),
  url: job.url,
  title: job.name,
  companyName: companyOf(null, source, boardOf(source, slugIn)),
  locations: [job.workLocation?.label],
  department: job.department?.label,
  html: job.descriptionHtml,
  raw,
});
