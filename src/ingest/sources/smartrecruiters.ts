import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf } from '../parse/board-address.ts';
import { joinSections } from '../parse/html-sections.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { withDetail } from '../parse/with-detail.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { companyIn, detailUrl, listUrl, listUrlFrom } from './smartrecruiters-address.ts';
import {
  detailSchema,
  type JobAd,
  listSchema,
  postingSchema,
  type SmartRecruitersDetail,
  type SmartRecruitersPosting,
} from './smartrecruiters-schema.ts';

/** Boards in the format of SmartRecruiters' posting API: lists without texts, page by page. */
export const smartrecruiters: PagedSource = {
  kind: 'smartrecruiters',
  label: 'SmartRecruiters',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 4 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => companyIn(url) !== null,
  feedUrl: (url) => {
    const company = companyIn(url);
    return company === null ? url : new URL(listUrl(company));
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not a SmartRecruiters list: no content');
    const { content, totalFound } = list.data;
    const next = (offsetIn(url) ?? list.data.offset ?? 0) + content.length;
    const more = content.length > 0 && next < (totalFound ?? 0) ? listUrlFrom(url, next) : null;
    return {
      items: listItems(content, source, {
        schema: postingSchema,
        draft: (posting, raw) => (isPublic(posting) ? draft(posting, null, source, raw) : null),
        detail: (posting) => {
          const detail = bodyOf(posting.jobAd) === null ? detailUrl(source.url, posting.id) : null;
          return detail === null ? undefined : { url: detail };
        },
      }),
      ...(more === null ? {} : { more: [{ url: more }] }),
    };
  },
  readDetail: ({ body }, listed, source) => {
    const detail = detailSchema.safeParse(parseJson(body));
    if (!detail.success || detail.data.id !== listed.externalId) {
      throw new UnreadableBody('not the data of this SmartRecruiters posting');
    }
    return withDetail(listed, source, {
      schema: postingSchema,
      draft: (posting, raw) => draft(posting, detail.data, source, raw),
    });
  },
};

const isPublic = ({ visibility }: SmartRecruitersPosting): boolean => /^public$/i.test(visibility ?? 'public');

const offsetIn = (url: string): number | null => {
  const offset = URL.parse(url)?.searchParams.get('offset') ?? '';
  return /^\d{1,9}$/.test(offset) ? Number(offset) : null;
};

const draft = (
  posting: SmartRecruitersPosting,
  detail: SmartRecruitersDetail | null,
  source: SourceInfo,
  raw: unknown,
): Draft => {
  const board = boardOf(source, companyIn);
  const company = posting.company?.identifier ?? board;
  return {
    externalId: posting.id,
    // `ref` is an address of the API.
    url: company === null ? null : `https://jobs.smartrecruiters.com/${encodeURIComponent(company)}/${posting.id}`,
    otherUrls: [detail?.postingUrl],
    title: posting.name,
    companyName: companyOf(posting.company?.name, source, board ?? company),
    locations: [placeOf(posting.location)],
    remote: remoteOf(posting.location),
    department: posting.department?.label ?? posting.function?.label,
    employmentType: posting.typeOfEmployment?.label,
    level: posting.experienceLevel?.label,
    html: bodyOf(detail?.jobAd) ?? bodyOf(posting.jobAd),
    language: posting.language?.code,
    postedAt: posting.releasedDate,
    raw,
  };
};

const bodyOf = (jobAd: JobAd): string | null => {
  const { companyDescription, jobDescription, qualifications, additionalInformation } = jobAd?.sections ?? {};
  return joinSections(
    [companyDescription, jobDescription, qualifications, additionalInformation].map((section) => ({
      heading: section?.title,
      html: section?.text,
    })),
  );
};

type Location = SmartRecruitersPosting['location'];

/** The country alone is a code in small letters. */
const placeOf = (location: Location): string | null =>
  location?.fullLocation?.trim() ||
  [location?.city, location?.region, location?.country?.toUpperCase()].filter(Boolean).join(', ') ||
  null;

/** False twice says no more than that nobody ticked it. */
const remoteOf = (location: Location): Draft['remote'] => {
  if (location?.remote) return 'yes';
  return location?.hybrid ? 'hybrid' : null;
};
