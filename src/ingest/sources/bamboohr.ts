import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, tenantOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { withDetail } from '../parse/with-detail.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';

const slugIn = (url: URL): string | null => {
  const slug = tenantOf(url, 'bamboohr.com');
  return slug === null || ['partners', 'marketplace', 'documentation', 'resources'].includes(slug) ? null : slug;
};

/** BambooHR's career pages: a list without texts, and one page of data for each posting. */
export const bamboohr: PagedSource = {
  kind: 'bamboohr',
  label: 'BambooHR',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 4 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => (slugIn(url) === null ? url : new URL(`https://${url.hostname}/careers/list`)),
  read: ({ body }, source) => {
    const list = z.object({ result: z.array(z.unknown()) }).safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a BambooHR list: no result');
    const slug = boardOf(source, slugIn);
    return {
      items: listItems(list.data.result, source, {
        schema,
        draft: (job, raw) => draft(job, null, source, raw),
        detail: ({ id }) => (slug === null ? undefined : { url: `${pageOf(slug, id)}/detail` }),
      }),
    };
  },
  readDetail: ({ body }, listed, source) => {
    const detail = detailSchema.safeParse(parseJson(body));
    if (!detail.success) throw new UnreadableBody('not a BambooHR posting: no jobOpening');
    const opening = detail.data.result.jobOpening;
    return withDetail(listed, source, { schema, draft: (job, raw) => draft(job, opening, source, raw) });
  },
};

const pageOf = (slug: string, id: string): string => `https://${slug}.bamboohr.com/careers/${id}`;

const place = optional(
  z.object({ city: optional(line), state: optional(line), province: optional(line), country: optional(line) }),
);

const schema = z.object({
  id: itemId,
  jobOpeningName: line,
  departmentLabel: optional(line),
  employmentStatusLabel: optional(line),
  location: place,
  atsLocation: place,
  isRemote: optional(z.boolean()),
  locationType: optional(line),
});

const opening = z.object({
  description: content,
  datePosted: optional(line),
  compensation: optional(line),
  minimumExperience: optional(line),
});
const detailSchema = z.object({ result: z.object({ jobOpening: opening }) });

/** Of the values that `locationType` has, 0 is also what was never set. */
const remoteTypes: Readonly<Record<string, Draft['remote']>> = { 1: 'yes', 2: 'hybrid' };

const draft = (
  job: z.infer<typeof schema>,
  detail: z.infer<typeof opening> | null,
  source: SourceInfo,
  raw: unknown,
): Draft => {
  const slug = boardOf(source, slugIn);
  return {
    externalId: job.id,
    url: slug === null ? null : pageOf(slug, job.id),
    title: job.jobOpeningName,
    companyName: companyOf(null, source, slug),
    locations: [placeOf(job.location) ?? placeOf(job.atsLocation)],
    remote: job.isRemote ? 'yes' : remoteTypes[job.locationType ?? ''],
    department: job.departmentLabel,
    employmentType: job.employmentStatusLabel,
    level: detail?.minimumExperience,
    html: detail?.description,
    payText: detail?.compensation,
    postedAt: detail?.datePosted,
    raw,
  };
};

const placeOf = (written: z.infer<typeof place>): string | null =>
  [written?.city, written?.state ?? written?.province, written?.country].filter(Boolean).join(', ') || null;
