import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, tenantOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { joinSections } from '../parse/html-sections.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { statedPay } from './stated-pay.ts';

const slugIn = (url: URL): string | null => tenantOf(url, 'pinpointhq.com');

/** The postings of a Pinpoint careers site. */
export const pinpoint: PagedSource = {
  kind: 'pinpoint',
  label: 'Pinpoint',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 4 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => (slugIn(url) === null ? url : new URL(`https://${url.hostname}/postings.json`)),
  read: ({ body }, source) => {
    const list = z.object({ data: z.array(z.unknown()) }).safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a Pinpoint list: no data');
    return {
      items: listItems(list.data.data, source, { schema, draft: (job, raw) => draft(job, source, raw) }),
    };
  },
};

const named = optional(z.object({ name: optional(line) }));
const amount = optional(z.union([z.number(), line]));

const schema = z.object({
  id: itemId,
  title: line,
  url: optional(line),
  path: optional(line),
  description: content.nullish(),
  key_responsibilities_header: optional(line),
  key_responsibilities: optional(content),
  skills_knowledge_expertise_header: optional(line),
  skills_knowledge_expertise: optional(content),
  benefits_header: optional(line),
  benefits: optional(content),
  workplace_type: optional(line),
  employment_type: optional(line),
  compensation: optional(line),
  compensation_minimum: amount,
  compensation_maximum: amount,
  compensation_currency: optional(line),
  compensation_frequency: optional(line),
  compensation_visible: optional(z.boolean()),
  deadline_at: optional(line),
  department: named,
  job: optional(z.object({ department: named })),
  location: named,
});
type Job = z.infer<typeof schema>;

const workplaces: Readonly<Record<string, Draft['remote']>> = { remote: 'yes', hybrid: 'hybrid', onsite: 'no' };

const draft = (job: Job, source: SourceInfo, raw: unknown): Draft => {
  const slug = boardOf(source, slugIn);
  const path = job.path?.startsWith('/') && slug !== null ? `https://${slug}.pinpointhq.com${job.path}` : null;
  const hidden = job.compensation_visible === false;
  return {
    externalId: job.id,
    url: job.url ?? path,
    title: job.title,
    companyName: companyOf(null, source, slug),
    locations: [job.location?.name],
    remote: workplaces[job.workplace_type ?? ''],
    department: job.department?.name ?? job.job?.department?.name,
    employmentType: job.employment_type?.replace(/_/g, ' '),
    html: htmlOf(job),
    salary: hidden ? null : payOf(job),
    payText: hidden ? null : job.compensation,
    deadlineAt: job.deadline_at,
    raw,
  };
};

const htmlOf = (job: Job): string | null =>
  joinSections([
    { html: job.description },
    { heading: job.key_responsibilities_header, html: job.key_responsibilities },
    { heading: job.skills_knowledge_expertise_header, html: job.skills_knowledge_expertise },
    { heading: job.benefits_header, html: job.benefits },
  ]);

const payOf = (job: Job) =>
  statedPay({
    min: job.compensation_minimum,
    max: job.compensation_maximum,
    currency: job.compensation_currency,
    period: job.compensation_frequency,
  });
