import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { isWebAddress } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type PageRequest, type Salary, UnreadableBody } from '../source.ts';
import { statedPay } from './stated-pay.ts';
import { usajobsHistoricItems } from './usajobs-historic.ts';

const hour = 3_600_000;
const origin = 'https://data.usajobs.gov';
const pageSize = 500;
/** The API gives at most 10,000 results of a search. */
const mostPages = 20;

/** One search of USAJOBS, the jobs of the United States' government. */
export const usajobs: PagedSource = {
  kind: 'usajobs',
  label: 'USAJOBS',
  // Each posting is its agency's own text.
  publisher: 'employer',
  coverage: 'newest',
  // No attribution is demanded. Only for the use that was registered with the key; nothing may be resold.
  terms: { everyMs: 6 * hour, minimumMs: hour },
  recognises: (url) => isWebAddress(url) && searchOf(url) !== null,
  feedUrl: (url) => searchOf(url) ?? url,
  authorise: (request, { usajobsKey, usajobsEmail }) => {
    if (!usajobsKey || !usajobsEmail) {
      return 'USAJOBS is read with a key from developer.usajobs.gov: set USAJOBS_KEY and USAJOBS_EMAIL, the address it was registered under.';
    }
    if (URL.parse(request.url)?.origin !== origin) return request;
    return {
      ...request,
      headers: { ...request.headers, 'authorization-key': usajobsKey, 'user-agent': usajobsEmail },
    };
  },
  read: ({ url, body }, source) => {
    if (body.trimStart().startsWith('<')) return { items: usajobsHistoricItems(body, source) };
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a search of USAJOBS: no `SearchResult` with items');
    const { SearchResultItems: found, SearchResultCountAll: all } = list.data.SearchResult;
    return {
      items: listItems(found, source, { schema, draft, idOf }),
      more: found.length === 0 ? [] : nextPage(url, all ?? null),
    };
  },
};

// Unknown parameters are silently ignored, which would read everything for a slip of the pen.
const parameters = [
  ...['Keyword', 'PositionTitle', 'LocationName', 'Radius', 'JobCategoryCode', 'Organization', 'DatePosted'],
  ...['PayGradeLow', 'PayGradeHigh', 'RemunerationMinimumAmount', 'RemunerationMaximumAmount', 'TravelPercentage'],
  ...['PositionScheduleTypeCode', 'PositionOfferingTypeCode', 'WhoMayApply', 'HiringPath', 'RemoteIndicator'],
  ...['SecurityClearanceRequired', 'SupervisoryStatus'],
];
const byLowerCase = new Map([
  ...parameters.map((name) => [name.toLowerCase(), name] as const),
  // On the pages for people.
  ...(['k:Keyword', 'l:LocationName', 'd:Organization', 'j:JobCategoryCode'] as const).map(
    (pair) => [pair.slice(0, 1), pair.slice(2)] as const,
  ),
]);

const searchOf = (url: URL): URL | null => {
  const isApi = url.origin === origin && /^\/api\/search\/?$/i.test(url.pathname);
  const isPage = /^(?:www\.)?usajobs\.gov$/.test(url.hostname) && /^\/search(?:\/results)?\/?$/i.test(url.pathname);
  if (!isApi && !isPage) return null;
  const feed = new URL(`${origin}/api/search`);
  for (const [name, value] of url.searchParams) {
    const known = byLowerCase.get(name.toLowerCase());
    if (known !== undefined && value !== '') feed.searchParams.set(known, value);
  }
  feed.searchParams.set('ResultsPerPage', String(pageSize));
  feed.searchParams.set('Page', '1');
  return feed;
};

const nextPage = (asked: string, all: number | null): readonly PageRequest[] => {
  const url = URL.parse(asked);
  const page = Number(url?.searchParams.get('Page') ?? 1);
  const size = Number(url?.searchParams.get('ResultsPerPage') ?? pageSize);
  if (url === null || all === null || !(page < mostPages) || page * size >= all) return [];
  url.searchParams.set('Page', String(page + 1));
  return [{ url: url.href }];
};

const listSchema = z.object({
  SearchResult: z.object({ SearchResultItems: z.array(z.unknown()), SearchResultCountAll: optional(z.number()) }),
});

const idOf = (raw: unknown): string | undefined =>
  z.object({ MatchedObjectId: z.string() }).safeParse(raw).data?.MatchedObjectId;

const named = optional(z.array(z.object({ Name: optional(line) })));
const texts = optional(z.union([z.array(content), content.transform((one) => [one])]));

const schema = z.object({
  MatchedObjectId: itemId,
  MatchedObjectDescriptor: z.object({
    PositionTitle: line,
    PositionURI: line,
    PositionLocationDisplay: optional(line),
    PositionLocation: optional(z.array(z.object({ LocationName: optional(line) }))),
    OrganizationName: optional(line),
    DepartmentName: optional(line),
    SubAgency: optional(line),
    PositionSchedule: named,
    PositionOfferingType: named,
    PositionRemuneration: optional(
      z.array(
        z.object({ MinimumRange: optional(line), MaximumRange: optional(line), RateIntervalCode: optional(line) }),
      ),
    ),
    PublicationStartDate: optional(line),
    ApplicationCloseDate: optional(line),
    QualificationSummary: texts,
    UserArea: optional(
      z.object({
        Details: optional(
          z.object({
            JobSummary: texts,
            MajorDuties: texts,
            Education: texts,
            Requirements: texts,
            RemoteIndicator: optional(z.boolean()),
          }),
        ),
      }),
    ),
  }),
});
type Position = z.infer<typeof schema>['MatchedObjectDescriptor'];

const draft = ({ MatchedObjectId, MatchedObjectDescriptor: job }: z.infer<typeof schema>, raw: unknown): Draft => ({
  externalId: MatchedObjectId,
  url: job.PositionURI,
  title: job.PositionTitle,
  companyName: job.OrganizationName ?? job.DepartmentName,
  locations: placesOf(job),
  // `false` does not exclude telework.
  remote: job.UserArea?.Details?.RemoteIndicator === true ? 'yes' : null,
  department: job.SubAgency ?? (job.OrganizationName === null ? null : job.DepartmentName),
  employmentType: [...(job.PositionOfferingType ?? []), ...(job.PositionSchedule ?? [])]
    .map(({ Name }) => Name ?? '')
    .join(' '),
  ...described(job),
  language: 'en',
  salary: usajobsPay(job.PositionRemuneration?.[0] ?? {}),
  postedAt: inWashington(job.PublicationStartDate),
  deadlineAt: inWashington(job.ApplicationCloseDate),
  raw,
});

/** The display says "Multiple Locations" where there are several. */
const placesOf = (job: Position): readonly (string | null | undefined)[] => {
  const places = (job.PositionLocation ?? []).flatMap(({ LocationName }) => LocationName ?? []);
  return places.length === 0 ? [job.PositionLocationDisplay] : places;
};

const described = (job: Position): Pick<Draft, 'html' | 'text'> => {
  const details = job.UserArea?.Details;
  const parts = [
    ['', details?.JobSummary],
    ['Duties', details?.MajorDuties],
    ['Requirements', details?.Requirements],
    ['Qualifications', job.QualificationSummary],
    ['Education', details?.Education],
  ] as const;
  const text = parts
    .flatMap(([heading, said]) => {
      const body = (said ?? []).filter((one) => one.trim() !== '').join('\n');
      return body === '' ? [] : [heading === '' ? body : `${heading}\n${body}`];
    })
    .join('\n\n');
  return /<\/?(?:p|br|ul|li|div)\b/i.test(text) ? { html: text.replace(/\n/g, '<br>') } : { text };
};

// Others are school years, piece work, fees and two weeks, or say that there is no pay.
const rateIntervals: Readonly<Record<string, Salary['period']>> = { PA: 'year', PM: 'month', PD: 'day', PH: 'hour' };

/** Pay of USAJOBS: dollars as text and the code of an interval. */
export const usajobsPay = (range: {
  readonly MinimumRange?: string | null | undefined;
  readonly MaximumRange?: string | null | undefined;
  readonly RateIntervalCode?: string | null | undefined;
}): Salary | null =>
  statedPay({
    min: range.MinimumRange,
    max: range.MaximumRange,
    currency: 'USD',
    period: rateIntervals[range.RateIntervalCode?.trim().toUpperCase() ?? ''],
  });

/** Moments come without a zone; announcements open and close by the clock of Washington. */
const inWashington = (written: string | null | undefined): string | null => {
  const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/.exec(written?.trim() ?? '')?.[0];
  if (local === undefined) return written ?? null;
  const moment = new Date(`${local.slice(0, 16)}Z`);
  if (Number.isNaN(moment.getTime())) return null;
  const zone = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', timeZoneName: 'longOffset' })
    .formatToParts(moment)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return `${local}${zone?.replace('GMT', '') || 'Z'}`;
};
