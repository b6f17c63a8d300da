import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, isWebAddress, pathOf } from '../parse/board-address.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { leverBody } from './lever-body.ts';
import { type LeverPosting, postingSchema } from './lever-schema.ts';
import { statedPay } from './stated-pay.ts';

/** Employers in the European Union have hosts of their own, where the others' boards are not known. */
const apiOf: Readonly<Record<string, string>> = {
  'jobs.lever.co': 'api.lever.co',
  'api.lever.co': 'api.lever.co',
  'jobs.eu.lever.co': 'api.eu.lever.co',
  'api.eu.lever.co': 'api.eu.lever.co',
};

const boardIn = (url: URL): { readonly api: string; readonly slug: string } | null => {
  const api = isWebAddress(url) ? apiOf[url.hostname] : undefined;
  if (api === undefined) return null;
  const path = pathOf(url);
  const isApi = url.hostname === api;
  if (isApi && !(path[0] === 'v0' && path[1] === 'postings')) return null;
  const slug = (isApi ? path[2] : path[0]) ?? '';
  return /^[\w.-]{1,100}$/.test(slug) ? { api, slug } : null;
};

const slugIn = (url: URL): string | null => boardIn(url)?.slug ?? null;

/** Boards in the format of Lever's postings API. */
export const lever: PagedSource = {
  kind: 'lever',
  label: 'Lever',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 4 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => boardIn(url) !== null,
  feedUrl: (url) => {
    const board = boardIn(url);
    // Without `mode=json` the answer is a web page.
    return board === null ? url : new URL(`https://${board.api}/v0/postings/${board.slug}?mode=json`);
  },
  read: ({ body }, source) => {
    const parsed = parseJson(body);
    const list = z.array(z.unknown()).safeParse(parsed);
    if (!list.success) {
      const unknown = z.object({ ok: z.literal(false) }).safeParse(parsed).success;
      throw new UnreadableBody(
        unknown ? 'Lever knows no board of this name' : 'not a Lever board: no list of postings',
      );
    }
    return {
      items: listItems(list.data, source, {
        schema: postingSchema,
        draft: (posting, raw) => draft(posting, source, raw),
      }),
    };
  },
};

const workplaces: Readonly<Record<string, Draft['remote']>> = { remote: 'yes', hybrid: 'hybrid', onsite: 'no' };

const draft = (posting: LeverPosting, source: SourceInfo, raw: unknown): Draft => {
  const { categories, salaryRange } = posting;
  const page = URL.parse(posting.hostedUrl);
  const places = [categories?.location, ...(categories?.allLocations ?? [])].filter(Boolean);
  return {
    externalId: posting.id,
    url: posting.hostedUrl,
    otherUrls: [posting.applyUrl],
    title: posting.text,
    companyName: companyOf(null, source, boardOf(source, slugIn) ?? (page && slugIn(page))),
    locations: places.length > 0 ? places : [posting.country],
    // `on-site` and `onsite` are both in use; `unspecified` says nothing.
    remote: workplaces[posting.workplaceType?.toLowerCase().replace('-', '') ?? ''],
    department: categories?.department ?? categories?.team,
    employmentType: categories?.commitment,
    level: categories?.level,
    html: leverBody(posting),
    salary: statedPay({
      min: salaryRange?.min,
      max: salaryRange?.max,
      currency: salaryRange?.currency,
      // "per-year-salary", "per-hour-wage"; "bi-week-salary" and "one-time" are no period that we know.
      period: /^per-(year|month|week|day|hour)\b/.exec(salaryRange?.interval ?? '')?.[1],
    }),
    payText: posting.salaryDescriptionPlain,
    postedAt: posting.createdAt,
    raw,
  };
};
