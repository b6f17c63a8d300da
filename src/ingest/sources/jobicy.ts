import { z } from 'zod';
import { htmlToText } from '../normalise/clean-text.ts';
import type { Draft } from '../normalise/make-posting.ts';
import { isWebAddress, pathOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, UnreadableBody } from '../source.ts';
import { statedPay } from './stated-pay.ts';

const hour = 3_600_000;
const hosts = new Set(['jobicy.com', 'www.jobicy.com']);
/** All that the API knows beside `count`; any other is answered with 400. */
const filters = ['geo', 'industry', 'tag'];

/** The hundred newest remote postings of Jobicy, three hours late. */
export const jobicy: PagedSource = {
  kind: 'jobicy',
  label: 'Jobicy',
  publisher: 'aggregator',
  coverage: 'newest',
  // At most hourly; not to be handed on to aggregators that compete.
  terms: { everyMs: 3 * hour, minimumMs: hour, attribution: { name: 'Jobicy', url: 'https://jobicy.com' } },
  recognises: (url) =>
    isWebAddress(url) && hosts.has(url.hostname) && ['', 'jobs', 'api/v2/remote-jobs'].includes(pathOf(url).join('/')),
  feedUrl: (url) => {
    if (!hosts.has(url.hostname)) return url;
    const feed = new URL('https://jobicy.com/api/v2/remote-jobs?count=100');
    for (const name of filters) {
      const value = url.searchParams.get(name);
      if (value) feed.searchParams.set(name, value);
    }
    return feed;
  },
  read: ({ body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not the list of Jobicy: no `jobs`');
    return { items: listItems(list.data.jobs, source, { schema, draft }) };
  },
};

const listSchema = z.object({ jobs: z.array(z.unknown()) });
/** Documented as one text, published as a list. */
const words = optional(z.union([z.array(line), line.transform((one) => [one])]));

const schema = z.object({
  id: itemId,
  url: line,
  jobTitle: line,
  companyName: optional(line),
  jobIndustry: words,
  jobType: words,
  jobGeo: optional(line),
  jobLevel: optional(line),
  jobDescription: content.nullish(),
  jobExcerpt: optional(content),
  pubDate: optional(line),
  salaryMin: optional(z.union([z.number(), line])),
  salaryMax: optional(z.union([z.number(), line])),
  salaryCurrency: optional(line),
  salaryPeriod: optional(line),
});

const draft = (job: z.infer<typeof schema>, raw: unknown): Draft => {
  const places = (job.jobGeo ?? '').split(/,\s+/).map((place) => decoded(place).trim());
  return {
    externalId: job.id,
    url: job.url,
    title: decoded(job.jobTitle),
    companyName: decoded(job.companyName ?? ''),
    locations: places,
    // Everything here is remote; the places are where a person may live.
    remote: 'yes',
    remoteFrom: places.every((place) => anywhere.test(place)) ? null : places.join(', '),
    department: (job.jobIndustry ?? []).map(decoded).join(', '),
    employmentType: (job.jobType ?? []).map(decoded).join(', '),
    level: /^any$/i.test(job.jobLevel ?? '') ? null : job.jobLevel,
    html: job.jobDescription ?? job.jobExcerpt,
    salary: statedPay({
      min: job.salaryMin,
      max: job.salaryMax,
      currency: job.salaryCurrency,
      period: job.salaryPeriod,
    }),
    postedAt: job.pubDate,
    raw,
  };
};

const anywhere = /^(?:anywhere|worldwide|global)?$/i;

/** Lines come with the entities of the page that they were taken from. */
const decoded = (text: string): string => (/&[#\w]+;/.test(text) ? htmlToText(text) : text);
