import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { companyOf, isWebAddress, pathOf, slugOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { joinSections } from '../parse/html-sections.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { withDetail } from '../parse/with-detail.ts';
import { type PagedSource, type PageRequest, type SourceInfo, UnreadableBody } from '../source.ts';

const pageSize = 200;
const resources = '/hcmRestApi/resources/latest';

interface Site {
  readonly host: string;
  readonly site: string;
}

/** The site in a page of the candidate experience or in a request of its API. */
const siteIn = (url: URL): Site | null => {
  if (!isWebAddress(url) || !url.hostname.endsWith('.oraclecloud.com')) return null;
  const path = pathOf(url);
  const inPage = path[0] === 'hcmUI' && path[1] === 'CandidateExperience' ? path[path.indexOf('sites') + 1] : null;
  const inFinder =
    path[0] === 'hcmRestApi' ? /siteNumber=([\w-]+)/.exec(url.searchParams.get('finder') ?? '')?.[1] : null;
  const site = slugOf(path.includes('sites') ? inPage : inFinder);
  return site === null ? null : { host: url.hostname, site };
};

// Written out: the finder's commas and semicolons are part of its syntax and are not to be escaped.
const listUrl = ({ host, site }: Site, offset: number): string =>
  `https://${host}${resources}/recruitingCEJobRequisitions?onlyData=true&expand=requisitionList.secondaryLocations` +
  `&finder=findReqs;siteNumber=${site},limit=${pageSize},offset=${offset},sortBy=POSTING_DATES_DESC`;

const detailUrl = ({ host, site }: Site, id: string): string =>
  `https://${host}${resources}/recruitingCEJobRequisitionDetails?expand=all&onlyData=true` +
  `&finder=ById;Id=%22${id}%22,siteNumber=${site}`;

/** Oracle Recruiting Cloud: pages of a list without texts, and one answer for each posting. */
export const oracle: PagedSource = {
  kind: 'oracle',
  label: 'Oracle Recruiting',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 6 * 3_600_000, minimumMs: 2 * 3_600_000 },
  recognises: (url) => siteIn(url) !== null,
  feedUrl: (url) => {
    const site = siteIn(url);
    return site === null ? url : new URL(listUrl(site, 0));
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a list of Oracle Recruiting: no requisitionList');
    const rows = list.data.items.flatMap(({ requisitionList }) => requisitionList);
    const site = siteOf(source);
    return {
      items: listItems(rows, source, {
        schema,
        draft: (job, raw) => draft(job, null, source, raw),
        detail: ({ Id }) => (site === null ? undefined : { url: detailUrl(site, Id) }),
        idOf: (raw) => z.object({ Id: itemId }).safeParse(raw).data?.Id,
      }),
      more: nextPage(url, rows.length, list.data.items[0]?.TotalJobsCount),
    };
  },
  readDetail: ({ body }, listed, source) => {
    const answer = parseJson(body);
    const wrapped = z.object({ items: z.tuple([detailSchema], z.unknown()) }).safeParse(answer);
    const detail = wrapped.success ? wrapped.data.items[0] : detailSchema.safeParse(answer).data;
    if (detail === undefined) throw new UnreadableBody('not a posting of Oracle Recruiting: no description');
    return withDetail(listed, source, { schema, draft: (job, raw) => draft(job, detail, source, raw) });
  },
};

const listSchema = z.object({
  items: z.array(z.object({ requisitionList: z.array(z.unknown()), TotalJobsCount: optional(z.int().nonnegative()) })),
});

/** A page that is full may have another behind it, where the number of all is not told. */
const nextPage = (asked: string, rows: number, total: number | null | undefined): readonly PageRequest[] => {
  const url = URL.parse(asked);
  const site = url === null ? null : siteIn(url);
  if (url === null || site === null || rows === 0) return [];
  const next = Number(/offset=(\d{1,6})/.exec(url.searchParams.get('finder') ?? '')?.[1] ?? 0) + rows;
  return (total ?? (rows < pageSize ? next : next + 1)) > next ? [{ url: listUrl(site, next) }] : [];
};

const schema = z.object({
  Id: itemId,
  Title: line,
  PostedDate: optional(line),
  PostingEndDate: optional(line),
  PrimaryLocation: optional(line),
  ShortDescriptionStr: optional(content),
  WorkplaceType: optional(line),
  secondaryLocations: optional(z.array(z.object({ Name: optional(line) }))),
});

const detailSchema = z.object({
  ExternalDescriptionStr: content,
  ExternalResponsibilitiesStr: optional(content),
  ExternalQualificationsStr: optional(content),
  WorkplaceType: optional(line),
  ExternalPostedStartDate: optional(line),
  ExternalPostedEndDate: optional(line),
  JobFamilyName: optional(line),
  JobSchedule: optional(line),
});

const workplaces: readonly (readonly [RegExp, Draft['remote']])[] = [
  [/hybrid/i, 'hybrid'],
  [/remote/i, 'yes'],
  [/on[- ]?site/i, 'no'],
];

const draft = (
  job: z.infer<typeof schema>,
  detail: z.infer<typeof detailSchema> | null,
  source: SourceInfo,
  raw: unknown,
): Draft => {
  const at = siteOf(source);
  const workplace = detail?.WorkplaceType || job.WorkplaceType || '';
  return {
    externalId: job.Id,
    url: at === null ? null : `https://${at.host}/hcmUI/CandidateExperience/en/sites/${at.site}/job/${job.Id}`,
    title: job.Title,
    companyName: companyOf(null, source, at?.host.split('.')[0] ?? null),
    locations: [job.PrimaryLocation, ...(job.secondaryLocations ?? []).map(({ Name }) => Name)],
    remote: workplaces.find(([words]) => words.test(workplace))?.[1],
    department: detail?.JobFamilyName,
    employmentType: detail?.JobSchedule,
    html: detail === null ? job.ShortDescriptionStr : textOf(detail),
    postedAt: [job.PostedDate, detail?.ExternalPostedStartDate],
    deadlineAt: [detail?.ExternalPostedEndDate, job.PostingEndDate],
    raw,
  };
};

const textOf = (detail: z.infer<typeof detailSchema>): string | null =>
  joinSections([
    { html: detail.ExternalDescriptionStr },
    { heading: 'Responsibilities', html: detail.ExternalResponsibilitiesStr },
    { heading: 'Qualifications', html: detail.ExternalQualificationsStr },
  ]);

const siteOf = (source: SourceInfo): Site | null => {
  const url = URL.parse(source.url);
  return url === null ? null : siteIn(url);
};
