import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, tenantOf } from '../parse/board-address.ts';
import { joinSections } from '../parse/html-sections.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { offerSchema, type RecruiteeOffer, wordsOf } from './recruitee-schema.ts';
import { statedPay } from './stated-pay.ts';

/** Names under which Recruitee has its own pages. */
const own = new Set(['careers', 'jobs', 'integrations', 'mailbox', 'auth', 'partners', 'academy', 'm']);

const slugIn = (url: URL): string | null => {
  const slug = url.protocol === 'https:' ? tenantOf(url, 'recruitee.com') : null;
  return slug === null || own.has(slug) ? null : slug;
};

/** Boards in the format of Recruitee's careers site API. */
export const recruitee: PagedSource = {
  kind: 'recruitee',
  label: 'Recruitee',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 4 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => {
    const slug = slugIn(url);
    return slug === null ? url : new URL(`${siteOf(slug)}/api/offers/`);
  },
  read: ({ body }, source) => {
    const board = z.object({ offers: z.array(z.unknown()) }).safeParse(parseJson(body));
    if (!board.success) throw new UnreadableBody('not a Recruitee board: no list of offers');
    return {
      items: listItems(board.data.offers, source, {
        schema: offerSchema,
        draft: (offer, raw) => draft(offer, source, raw),
      }),
    };
  },
};

const siteOf = (slug: string): string => `https://${slug}.recruitee.com`;

const draft = (offer: RecruiteeOffer, source: SourceInfo, raw: unknown): Draft | string | null => {
  if (!/^published$/i.test(offer.status ?? 'published')) return null;
  const words = wordsOf(offer);
  if (words.title === null) return 'title: missing';
  const board = boardOf(source, slugIn);
  const url = pageOf(offer, board);
  if (url === null) return 'careers_url: not an https address';
  return {
    externalId: offer.id,
    url,
    otherUrls: [offer.careers_url, offer.careers_apply_url].filter(isHttps),
    title: words.title,
    companyName: companyOf(offer.company_name, source, board),
    locations: placesOf(offer),
    remote: remoteOf(offer),
    department: offer.department,
    // "fulltime_fixed_term"
    employmentType: offer.employment_type_code?.replaceAll('_', ' '),
    level: offer.experience_code?.replaceAll('_', ' '),
    html: joinSections([{ html: words.description }, { html: words.requirements }]),
    language: words.language,
    salary: statedPay({
      min: offer.salary?.min ?? offer.salary_min,
      max: offer.salary?.max ?? offer.salary_max,
      currency: offer.salary?.currency ?? offer.salary_currency,
      period: offer.salary?.period ?? offer.salary_period,
    }),
    postedAt: [offer.published_at, offer.created_at],
    deadlineAt: offer.close_at,
    raw,
  };
};

const isHttps = (address: string | null | undefined): boolean => URL.parse(address ?? '')?.protocol === 'https:';

/** Often on the employer's own domain; where that is without TLS, the same page of the board. */
const pageOf = ({ careers_url: said, slug }: RecruiteeOffer, board: string | null): string | null => {
  if (said && isHttps(said)) return said;
  return board === null || !slug ? null : `${siteOf(board)}/o/${encodeURIComponent(slug)}`;
};

const placesOf = (offer: RecruiteeOffer): readonly (string | null)[] => {
  const places = (offer.locations ?? []).map((place) => placeOf(place) ?? place.name ?? null).filter(Boolean);
  return places.length > 0 ? places : [offer.location?.trim() || placeOf(offer)];
};

const placeOf = (place: Pick<RecruiteeOffer, 'city' | 'state' | 'country'>): string | null => {
  const parts = [place.city, place.state, place.country].map((part) => part?.trim() ?? '');
  return [...new Set(parts.filter((part) => part !== ''))].join(', ') || null;
};

/** Who may choose between them can work remotely. */
const remoteOf = ({ remote, hybrid, on_site: onSite }: RecruiteeOffer): Draft['remote'] => {
  if (remote) return 'yes';
  if (hybrid) return 'hybrid';
  return onSite ? 'no' : null;
};
