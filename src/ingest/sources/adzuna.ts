import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { isWebAddress, pathOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type PageRequest, UnreadableBody } from '../source.ts';
import { adzunaCountries, adzunaCountryOfSite } from './adzuna-countries.ts';
import { statedPay } from './stated-pay.ts';

const hour = 3_600_000;
const apiOrigin = 'https://api.adzuna.com';
const pageSize = 50;
/** The key pair is for 250 calls a day and 2,500 a month: ten pages once or twice a day stay far below. */
const mostPages = 10;

/** One search of Adzuna: the country in the path, what and where in the address; the keys are settings. */
export const adzuna: PagedSource = {
  kind: 'adzuna',
  label: 'Adzuna',
  publisher: 'aggregator',
  coverage: 'newest',
  // Commercial use needs a licence after 14 days; when that ends, so do the stored postings.
  terms: {
    everyMs: 24 * hour,
    minimumMs: 6 * hour,
    attribution: { name: 'Jobs by Adzuna', url: 'https://www.adzuna.com' },
  },
  recognises: (url) => isWebAddress(url) && searchOf(url) !== null,
  feedUrl: (url) => searchOf(url) ?? url,
  first: (feed) => request(feed.href),
  authorise: (asked, { adzunaAppId, adzunaAppKey }) => {
    if (!adzunaAppId || !adzunaAppKey) {
      return 'Adzuna is read with a key pair from developer.adzuna.com: set ADZUNA_APP_ID and ADZUNA_APP_KEY.';
    }
    const url = URL.parse(asked.url);
    if (url?.origin !== apiOrigin) return asked;
    url.searchParams.set('app_id', adzunaAppId);
    url.searchParams.set('app_key', adzunaAppKey);
    return { ...asked, url: url.href };
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a search of Adzuna: no `results`');
    const country = countryOf(URL.parse(url) ?? new URL(source.url));
    const results = list.data.results.map(withoutKey);
    return {
      items: listItems(results, source, { schema, draft: (job, raw) => draft(job, raw, country) }),
      more: results.length < pageSize ? [] : nextPage(url, list.data.count ?? null),
    };
  },
};

const request = (url: string): PageRequest => ({ url, headers: { accept: 'application/json' } });

/** All that the API takes; it answers any other parameter with 400. */
const parameters = new Set([
  ...['what', 'what_and', 'what_phrase', 'what_or', 'what_exclude', 'title_only', 'where', 'distance', 'category'],
  ...['company', 'max_days_old', 'salary_min', 'salary_max', 'salary_include_unknown', 'full_time', 'part_time'],
  ...['contract', 'permanent', ...Array.from({ length: 8 }, (_, index) => `location${index}`)],
]);
/** On the pages for people. */
const pageParameters: Readonly<Record<string, string>> = { q: 'what', w: 'where' };

const searchOf = (url: URL): URL | null => {
  const country = url.origin === apiOrigin ? countryOf(url) : adzunaCountryOfSite(url);
  if (country === null) return null;
  const feed = new URL(`${apiOrigin}/v1/api/jobs/${country}/search/1`);
  for (const [name, value] of url.searchParams) {
    const known = pageParameters[name] ?? name;
    if (parameters.has(known) && value !== '') feed.searchParams.set(known, value);
  }
  feed.searchParams.set('results_per_page', String(pageSize));
  feed.searchParams.set('sort_by', 'date');
  return feed;
};

const countryOf = (url: URL): string | null => {
  const [version, api, jobs, country, search] = pathOf(url);
  const isSearch = version === 'v1' && api === 'api' && jobs === 'jobs' && search === 'search';
  return isSearch && country !== undefined && Object.hasOwn(adzunaCountries, country) ? country : null;
};

const nextPage = (asked: string, count: number | null): readonly PageRequest[] => {
  const url = URL.parse(asked);
  const page = Number(/\/search\/(\d{1,4})$/.exec(url?.pathname ?? '')?.[1] ?? Number.NaN);
  if (url === null || !(page < mostPages) || (count !== null && page * pageSize >= count)) return [];
  url.pathname = url.pathname.replace(/\d+$/, String(page + 1));
  for (const name of ['app_id', 'app_key']) url.searchParams.delete(name);
  return [request(url.href)];
};

const listSchema = z.object({ results: z.array(z.unknown()), count: optional(z.number()) });

const schema = z.object({
  id: itemId,
  title: line,
  redirect_url: z.string().max(2000),
  company: optional(z.object({ display_name: optional(line) })),
  location: optional(z.object({ display_name: optional(line), area: optional(z.array(line)) })),
  category: optional(z.object({ label: optional(line) })),
  created: optional(line),
  description: content.nullish(),
  contract_type: optional(line),
  contract_time: optional(line),
  salary_min: optional(z.number()),
  salary_max: optional(z.number()),
  salary_is_predicted: optional(z.union([line, z.number(), z.boolean()])),
});
type Job = z.infer<typeof schema>;

const draft = (job: Job, raw: unknown, country: string | null): Draft => ({
  externalId: job.id,
  url: job.redirect_url,
  // Search words come back in bold.
  title: job.title.replace(/<\/?strong>/gi, ''),
  companyName: job.company?.display_name,
  locations: [placeOf(job)],
  department: job.category?.label,
  employmentType: [job.contract_type, job.contract_time].filter(Boolean).join(' '),
  html: job.description,
  salary: payOf(job, country),
  postedAt: job.created,
  raw,
});

/** `area` is country, state, county, city; the county tells nobody anything. */
const placeOf = ({ location }: Job): string | null | undefined => {
  const area = location?.area ?? [];
  if (area.length === 0) return location?.display_name;
  return [...new Set([area.at(-1), area[1], area[0]].filter((name) => name !== undefined))].join(', ');
};

/** An estimate of Adzuna's own is not what the employer says. Amounts are of a year. */
const payOf = (job: Job, country: string | null): Draft['salary'] => {
  const currency = country === null ? undefined : adzunaCountries[country];
  if (String(job.salary_is_predicted ?? '0') !== '0' || currency === undefined) return null;
  return statedPay({ min: job.salary_min, max: job.salary_max, currency, period: 'year' });
};

/** Links name the reader by the first half of the key pair. */
const withoutKey = (raw: unknown): unknown => {
  if (typeof raw !== 'object' || raw === null || !('redirect_url' in raw)) return raw;
  const url = typeof raw.redirect_url === 'string' ? URL.parse(raw.redirect_url) : null;
  if (url === null) return raw;
  for (const name of ['utm_source', 'app_id', 'app_key']) url.searchParams.delete(name);
  return { ...raw, redirect_url: url.href };
};
