import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { isWebAddress, pathOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type PageRequest, type SourceInfo, UnreadableBody } from '../source.ts';
import { statedPay } from './stated-pay.ts';

const divisions = ['IT', 'Engineering', 'Marketing', 'Sales', 'HR', 'Logistics', 'Finances', 'Other'];
const pageSize = '200';

/** The division in a page of offers or in a request of the API. */
const divisionIn = (url: URL): string | null => {
  if (!isWebAddress(url) || !['solid.jobs', 'www.solid.jobs'].includes(url.hostname)) return null;
  const path = pathOf(url);
  const offers = path[0] === 'public-api' ? path.slice(1) : path;
  // A page of offers has its filters behind a semicolon.
  const name = offers[0] === 'offers' ? offers[1]?.split(';')[0]?.toLowerCase() : undefined;
  return divisions.find((division) => division.toLowerCase() === name) ?? null;
};

/** Offers of one division of SOLID.Jobs, a Polish board that publishes pay with every offer. */
export const solidjobs: PagedSource = {
  kind: 'solidjobs',
  label: 'SOLID.Jobs',
  publisher: 'aggregator',
  coverage: 'whole',
  terms: { everyMs: 6 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => divisionIn(url) !== null,
  feedUrl: (url) => {
    const division = divisionIn(url);
    if (division === null) return url;
    const feed = new URL(`https://solid.jobs/public-api/offers/${division}`);
    // Without a campaign the answer is an error. Newest first, so that the pages do not shift while they are read.
    feed.search = new URLSearchParams({
      campaign: 'jobhound',
      sortActive: 'validFrom',
      sortDirection: 'desc',
      pageIndex: '0',
      pageSize,
    }).toString();
    return feed;
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a list of SOLID.Jobs: no jobs');
    return {
      items: listItems(list.data.jobs, source, {
        schema,
        draft: (job, raw) => draft(job, source, raw),
        idOf: (raw) => z.object({ jobOfferKey: itemId }).safeParse(raw).data?.jobOfferKey,
      }),
      more: nextPage(url, list.data.pageIndex, list.data.totalPages),
    };
  },
};

const count = optional(z.int().nonnegative().max(10_000));
const listSchema = z.object({ jobs: z.array(z.unknown()), pageIndex: count, totalPages: count });

const nextPage = (asked: string, page: number | null | undefined, pages: number | null | undefined): PageRequest[] => {
  const url = URL.parse(asked);
  if (url === null || divisionIn(url) === null || (page ?? 0) + 1 >= (pages ?? 0)) return [];
  url.searchParams.set('pageIndex', String((page ?? 0) + 1));
  return [{ url: url.href }];
};

const schema = z.object({
  jobOfferKey: itemId,
  title: line,
  url: line,
  company: line,
  category: optional(line),
  locations: optional(z.array(line)),
  isRemote: optional(z.boolean()),
  isHybrid: optional(z.boolean()),
  contractTime: optional(line),
  experienceLevel: optional(line),
  skills: optional(z.array(z.object({ name: line }))),
  salary: optional(
    z.object({
      from: optional(z.number()),
      to: optional(z.number()),
      currency: optional(line),
      period: optional(line),
    }),
  ),
  description: content.nullish(),
  validFrom: optional(line),
  validTo: optional(line),
});
type Job = z.infer<typeof schema>;

const draft = (job: Job, source: SourceInfo, raw: unknown): Draft => ({
  externalId: job.jobOfferKey,
  url: job.url,
  title: job.title,
  companyName: job.company.trim() || source.companyName,
  locations: job.locations ?? [],
  remote: remoteOf(job),
  department: job.category,
  employmentType: job.contractTime,
  level: job.experienceLevel,
  html: job.description,
  salary: statedPay({
    min: job.salary?.from,
    max: job.salary?.to,
    currency: job.salary?.currency,
    period: job.salary?.period,
  }),
  tags: job.skills?.map(({ name }) => name),
  postedAt: job.validFrom,
  deadlineAt: job.validTo,
  raw,
});

const remoteOf = ({ isRemote, isHybrid }: Job): Draft['remote'] => {
  if (isRemote) return 'yes';
  if (isHybrid) return 'hybrid';
  return isRemote === false && isHybrid === false ? 'no' : null;
};
