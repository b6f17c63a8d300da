import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf } from '../parse/board-address.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { withDetail } from '../parse/with-detail.ts';
import { type PagedSource, type PageRequest, type SourceInfo, UnreadableBody } from '../source.ts';
import { dataOf, dataSiteIn, pageOf, siteIn } from './workday-address.ts';
import { pathsPlace, requisitionOf } from './workday-path.ts';
import { detailSchema, listSchema, postingSchema, type WorkdayDetail, type WorkdayPosting } from './workday-schema.ts';

/** More is refused. */
const pageSize = 20;
/** Never a larger `total`, however many there are. */
const mostTotal = 2000;

/** Careers sites of Workday: lists without texts and dates, page by page. */
export const workday: PagedSource = {
  kind: 'workday',
  label: 'Workday',
  publisher: 'employer',
  coverage: 'whole',
  // Not a published API, and guarded against bursts; a reading is many requests.
  terms: { everyMs: 8 * 3_600_000, minimumMs: 3 * 3_600_000 },
  recognises: (url) => siteIn(url) !== null,
  feedUrl: (url) => {
    const site = siteIn(url);
    return site === null ? url : new URL(`${dataOf(site)}/jobs`);
  },
  first: (feedUrl) => listFrom(feedUrl.href, 0),
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a Workday list: no jobPostings');
    const { jobPostings, total } = list.data;
    const next = offsetIn(url) + jobPostings.length;
    // Later pages may say that the total is 0. Behind the last page that a capped total allows, the
    // first ones come again, which ends the reading.
    const isKnown = total && total < mostTotal;
    const isLast = jobPostings.length < pageSize || (isKnown && next >= total);
    return {
      items: listItems(jobPostings, source, {
        schema: postingSchema,
        draft: (posting, raw) => draft(posting, null, source, raw),
        detail: ({ externalPath }) => detailRequest(source, externalPath),
        idOf: (raw) => postingSchema.safeParse(raw).data?.externalPath,
      }),
      ...(isLast ? {} : { more: [listFrom(url, next)] }),
      isPartial: (total ?? 0) >= mostTotal,
    };
  },
  readDetail: ({ body }, listed, source) => {
    const detail = detailSchema.safeParse(parseJson(body));
    if (!detail.success) throw new UnreadableBody('not a Workday posting: no jobPostingInfo');
    return withDetail(listed, source, {
      schema: postingSchema,
      draft: (posting, raw) => draft(posting, detail.data, source, raw),
    });
  },
};

/** The fragment is for `read`, which sees nothing else of the request; it is not sent. */
const listFrom = (list: string, offset: number): PageRequest => ({
  url: offset === 0 ? list : `${list.replace(/#.*$/s, '')}#offset=${offset}`,
  json: { appliedFacets: {}, limit: pageSize, offset, searchText: '' },
});

const offsetIn = (url: string): number => Number(/#offset=(\d{1,9})$/.exec(url)?.[1] ?? 0);

const detailRequest = (source: SourceInfo, path: string): PageRequest | undefined => {
  const url = URL.parse(source.url);
  const site = url && dataSiteIn(url);
  return site === null ? undefined : { url: `${dataOf(site)}${path}` };
};

const draft = (posting: WorkdayPosting, detail: WorkdayDetail | null, source: SourceInfo, raw: unknown): Draft => {
  const address = URL.parse(source.url);
  const site = address && (siteIn(address) ?? dataSiteIn(address));
  const info = detail?.jobPostingInfo;
  return {
    externalId: requisitionOf(posting),
    url: site ? pageOf(site, posting.externalPath) : info?.externalUrl,
    otherUrls: [info?.externalUrl],
    title: posting.title,
    companyName: companyOf(
      source.companyName ?? legalName(detail),
      source,
      boardOf(source, (url) => siteIn(url)?.tenant ?? null),
    ),
    locations: info?.location
      ? [info.location, ...(info.additionalLocations ?? [])]
      : [placeIn(posting.locationsText) ?? pathsPlace(posting.externalPath)],
    remote: remoteOf(info?.remoteType ?? posting.remoteType),
    employmentType: info?.timeType ?? posting.timeType,
    html: info?.jobDescription,
    // Not `postedOn`: "Posted 3 Days Ago" is no date without the day on which it was said.
    postedAt: [info?.startDate, posting.startDate],
    deadlineAt: info?.endDate,
    raw,
  };
};

/** "3 Locations", "2 Standorte" is a number of places and none of them. */
const placeIn = (text: string | null | undefined): string | null =>
  /^\s*\d{1,3}\s+[\p{L} ]+$/u.test(text ?? '') ? null : (text ?? null);

/** The legal body that hires, without the number under which it is kept: "2100 - Oak Ltd". */
const legalName = (detail: WorkdayDetail | null): string | null =>
  detail?.hiringOrganization?.name?.replace(/^\s*[A-Z]{0,3}\d[\dA-Z]*\s*[-–:.]?\s+(?=\p{L})/u, '') ?? null;

const remoteOf = (words: string | null | undefined): Draft['remote'] => {
  if (/hybrid|flex/i.test(words ?? '')) return 'hybrid';
  if (/on-?\s?site|in-?\s?(?:office|person)|not remote|non-?remote/i.test(words ?? '')) return 'no';
  return /remote/i.test(words ?? '') ? 'yes' : null;
};
