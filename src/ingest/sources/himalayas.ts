import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { yearlyPay } from '../normalise/yearly-pay.ts';
import { isWebAddress, pathOf, readableName } from '../parse/board-address.ts';
import { content, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type PageRequest, type Salary, UnreadableBody } from '../source.ts';
import { stableId } from './stable-id.ts';
import { statedPay } from './stated-pay.ts';

const day = 86_400_000;
const hosts = new Set(['himalayas.app', 'www.himalayas.app']);
const pageSize = 20;
/** The newest thousand a day: all of it would be thousands of calls, which nobody asked for by this. */
const mostPages = 50;

/** The newest remote postings of Himalayas, or those of one search there. */
export const himalayas: PagedSource = {
  kind: 'himalayas',
  label: 'Himalayas',
  publisher: 'aggregator',
  coverage: 'newest',
  // A visible link and the name; rebuilt once in 24 hours.
  terms: { everyMs: day, minimumMs: day, attribution: { name: 'Himalayas', url: 'https://himalayas.app' } },
  recognises: (url) =>
    isWebAddress(url) &&
    hosts.has(url.hostname) &&
    ['', 'jobs', 'jobs/api', 'jobs/api/search'].includes(pathOf(url).join('/')),
  feedUrl: (url) => {
    if (!hosts.has(url.hostname)) return url;
    const search = new URL('https://himalayas.app/jobs/api/search');
    for (const name of ['q', 'country']) {
      const value = url.searchParams.get(name);
      if (value) search.searchParams.set(name, value);
    }
    if (search.search === '') return new URL(`https://himalayas.app/jobs/api?offset=0&limit=${pageSize}`);
    search.searchParams.set('page', '1');
    return search;
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not the list of Himalayas: no `jobs`');
    const { jobs, totalCount } = list.data;
    return {
      items: listItems(jobs, source, { schema, draft, idOf: guidOf }),
      more: jobs.length === 0 ? [] : nextPage(url, jobs.length, totalCount ?? null),
    };
  },
};

const listSchema = z.object({ jobs: z.array(z.unknown()), totalCount: optional(z.number()) });

const nextPage = (asked: string, read: number, total: number | null): readonly PageRequest[] => {
  const url = URL.parse(asked);
  if (url === null) return [];
  const byPage = url.searchParams.has('page');
  const page = Number(url.searchParams.get('page') ?? 1);
  const offset = byPage ? page * pageSize : Number(url.searchParams.get('offset') ?? 0) + read;
  if (!(offset < mostPages * pageSize) || (total !== null && offset >= total)) return [];
  url.searchParams.set(byPage ? 'page' : 'offset', String(byPage ? page + 1 : offset));
  return [{ url: url.href }];
};

const schema = z.object({
  guid: z.string().min(1).max(2000),
  title: line,
  applicationLink: optional(z.string().max(2000)),
  companyName: optional(line),
  companySlug: optional(line),
  employmentType: optional(line),
  minSalary: optional(z.number()),
  maxSalary: optional(z.number()),
  salaryPeriod: optional(line),
  currency: optional(line),
  seniority: optional(z.array(line)),
  locationRestrictions: optional(z.array(line)),
  parentCategories: optional(z.array(line)),
  description: content.nullish(),
  excerpt: optional(content),
  pubDate: optional(z.number()),
  expiryDate: optional(z.number()),
});
type Job = z.infer<typeof schema>;

const guidOf = (raw: unknown): string | undefined =>
  stableId(z.object({ guid: z.string() }).safeParse(raw).data?.guid) ?? undefined;

const draft = (job: Job, raw: unknown): Draft => {
  const residence = (job.locationRestrictions ?? []).filter((place) => place.trim() !== '');
  const employer = isOwn(job.applicationLink) ? null : job.applicationLink;
  return {
    externalId: stableId(job.guid) ?? job.guid,
    url: isOwn(job.guid) ? job.guid : job.applicationLink,
    otherUrls: [employer],
    title: job.title,
    companyName: companyOf(job),
    locations: residence.length === 0 ? ['Worldwide'] : residence,
    remote: 'yes',
    // No restriction is the whole world.
    remoteFrom: residence.length === 0 ? null : residence.join('; '),
    // `categories` are spellings of the title.
    department: (job.parentCategories ?? []).join(', '),
    employmentType: job.employmentType,
    level: job.seniority?.length === 1 ? job.seniority[0] : null,
    html: job.description ?? job.excerpt,
    salary: plausiblePay(job),
    postedAt: job.pubDate,
    deadlineAt: job.expiryDate,
    raw,
  };
};

const isOwn = (link: string | null | undefined): boolean => hosts.has(URL.parse(link ?? '')?.hostname ?? '');

/** Answers have been seen whose company is called `name`, the field and not its value: then the slug says it. */
const companyOf = ({ companyName, companySlug }: Job): string | null | undefined =>
  companyName && companyName !== 'name' ? companyName : companySlug ? readableName(companySlug) : null;

const strong = new Set(['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD']);
/** Of a year, in minor units. */
const leastYear = 100_000;
const mostYear = 300_000_000;

/** The amounts are not checked by the board ("4 to 5500 a month"): what nobody pays is not said. */
const plausiblePay = (job: Job): Salary | null => {
  const pay = statedPay({ min: job.minSalary, max: job.maxSalary, currency: job.currency, period: job.salaryPeriod });
  if (pay === null) return null;
  if (pay.min !== null && pay.max !== null && pay.max > 10 * pay.min) return null;
  const { min, max } = yearlyPay(pay);
  const isOdd = [min, max].some((amount) => amount !== null && (amount < leastYear || amount > mostYear));
  return strong.has(pay.currency) && isOdd ? null : pay;
};
