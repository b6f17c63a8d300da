import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, linkOn, tenantOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { isNode } from './json-ld-node.ts';
import { jobPostingDraft } from './json-ld-posting.ts';

const regions = ['', 'na.', 'au.', 'eu.'];

const slugIn = (url: URL): string | null =>
  regions.map((region) => tenantOf(url, `${region}teamtailor.com`)).find((slug) => slug !== null) ?? null;

/** The JSON Feed of Teamtailor's career sites; what is structured sits in its schema.org JobPosting. */
export const teamtailor: PagedSource = {
  kind: 'teamtailor',
  label: 'Teamtailor',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 4 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => (slugIn(url) === null ? url : new URL(`https://${url.hostname}/jobs.json`)),
  read: ({ url, body }, source) => {
    const feed = feedSchema.safeParse(parseJson(body));
    if (!feed.success) throw new UnreadableBody('not a Teamtailor feed: no JSON Feed with items');
    const next = linkOn(url, feed.data.next_url);
    return {
      items: listItems(feed.data.items, source, {
        schema: itemSchema,
        draft: (item, raw) => draft(item, feed.data.title, source, raw),
      }),
      ...(next === null ? {} : { more: [{ url: next.href }] }),
    };
  },
};

const feedSchema = z.object({
  version: z.string().regex(/jsonfeed/),
  title: optional(line),
  next_url: optional(line),
  items: z.array(z.unknown()),
});

const itemSchema = z.object({
  id: itemId,
  title: line,
  url: line,
  content_html: content.nullish(),
  date_published: optional(line),
  language: optional(line),
  _jobposting: z.unknown().optional(),
});

const draft = (
  item: z.infer<typeof itemSchema>,
  feedTitle: string | null | undefined,
  source: SourceInfo,
  raw: unknown,
): Draft => {
  const structured = isNode(item._jobposting) ? jobPostingDraft(withTitle(item._jobposting, item.title), item.url) : '';
  const posting: Partial<Draft> = typeof structured === 'string' ? {} : structured;
  return {
    ...posting,
    externalId: item.id,
    url: item.url,
    title: item.title,
    // The title of the feed is the company's name.
    companyName: companyOf(posting.companyName ?? feedTitle, source, boardOf(source, slugIn)),
    html: item.content_html || posting.html,
    language: item.language ?? posting.language,
    postedAt: [item.date_published, posting.postedAt].flat(),
    raw,
  };
};

/** Of a region Teamtailor may make a part of the world ("Europe"), which names no place beside a city. */
const withTitle = (posting: Readonly<Record<string, unknown>>, title: string) => ({
  ...posting,
  title,
  jobLocation: [posting.jobLocation].flat().map((place) => {
    if (!isNode(place) || !isNode(place.address) || !place.address.addressLocality) return place;
    const { addressRegion, ...address } = place.address;
    return { ...place, address: partOfTheWorld.test(String(addressRegion)) ? address : place.address };
  }),
});

const partOfTheWorld = /^(?:europe|asia|africa|americas?|(?:north|south|latin) america|oceania|emea|apac|nordics?)$/i;
