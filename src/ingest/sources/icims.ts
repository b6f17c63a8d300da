import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { companyOf, isWebAddress, linkOn, tenantOf } from '../parse/board-address.ts';
import { itemId, line, optional } from '../parse/field.ts';
import { listItems } from '../parse/list-items.ts';
import { readHtml, rowsOf } from '../parse/read-html.ts';
import { withDetail } from '../parse/with-detail.ts';
import { type PagedSource, type PageRequest, type SourceInfo, UnreadableBody } from '../source.ts';

const boardIn = (url: URL): string | null => tenantOf(url, 'icims.com');

/** iCIMS portals, as the frame that employers put in their pages. */
export const icims: PagedSource = {
  kind: 'icims',
  label: 'iCIMS',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 6 * 3_600_000, minimumMs: 2 * 3_600_000 },
  recognises: (url) => boardIn(url) !== null,
  feedUrl: (url) => {
    if (boardIn(url) === null) return url;
    return new URL(`https://${url.hostname}/jobs/search?ss=1&in_iframe=1&pr=0`);
  },
  read: ({ url, body }, source) => {
    const $ = readHtml(body);
    const cards = rowsOf($, '.iCIMS_JobCardItem').map((card) => {
      const anchor = $(card).find('a.iCIMS_Anchor').first();
      const link = URL.parse(anchor.attr('href') ?? '', url);
      const labels = $(card).find('.field-label').toArray();
      const placeLabel = labels.find((label) => /^\s*(?:Job )?Locations?\s*$/i.test($(label).text()));
      return {
        id: link?.pathname.match(/\/jobs\/(\d{1,12})\//)?.[1] ?? null,
        title: anchor.find('h3, h2').first().text() || anchor.text(),
        url: link === null || !isWebAddress(link) ? null : `${link.origin}${link.pathname}`,
        location: placeLabel === undefined ? null : $(placeLabel).next().text(),
        teaser: $(card).find('.description').first().text().slice(0, 5000),
      };
    });
    if (cards.length === 0 && $('[class*="iCIMS"], [id*="icims"]').length === 0) {
      throw new UnreadableBody('not an iCIMS list: nothing of iCIMS in the page');
    }
    return {
      items: listItems(cards, source, {
        schema,
        draft: (job, raw) => draft(job, null, source, raw),
        detail: (job) => (linkOn(url, job.url) === null ? undefined : { url: `${job.url}?in_iframe=1` }),
      }),
      more: nextPage(url, cards.length),
    };
  },
  readDetail: ({ body }, listed, source) => {
    const $ = readHtml(body);
    const parts = $('.iCIMS_JobContent .iCIMS_InfoMsg_Job, .iCIMS_JobContent .iCIMS_Expandable_Text').toArray();
    const html =
      parts.length > 0 ? parts.map((part) => $(part).html()).join('\n') : $('.iCIMS_JobContent').first().html();
    if (!html?.trim()) throw new UnreadableBody('not an iCIMS posting: no content');
    return withDetail(listed, source, { schema, draft: (job, raw) => draft(job, html, source, raw) });
  },
};

/** How many pages there are stands nowhere: they end with one that brings nothing new. */
const nextPage = (asked: string, cards: number): readonly PageRequest[] => {
  const url = URL.parse(asked);
  if (url === null || boardIn(url) === null || cards === 0) return [];
  const page = Number(/^\d{1,4}$/.exec(url.searchParams.get('pr') ?? '')?.[0] ?? 0);
  url.searchParams.set('pr', String(page + 1));
  return [{ url: url.href }];
};

const schema = z.object({
  id: itemId,
  title: line,
  url: line,
  location: optional(line),
  teaser: optional(z.string()),
});

const draft = (job: z.infer<typeof schema>, html: string | null, source: SourceInfo, raw: unknown): Draft => {
  const board = [URL.parse(source.url), URL.parse(job.url)].map((url) => url && boardIn(url)).find(Boolean) ?? null;
  return {
    externalId: job.id,
    url: job.url,
    title: job.title,
    companyName: companyOf(
      null,
      source,
      board?.replace(/^(?:careers|jobs|external|globalcareers|uscareers)-/, '') ?? null,
    ),
    locations: job.location?.split('|').map(placeOf) ?? [],
    html,
    text: job.teaser,
    raw,
  };
};

/** `US-GA-New Leaf` as `New Leaf, GA, US`. */
const placeOf = (written: string): string => {
  const [, country, state, city] = /^\s*([A-Z]{2})-([A-Z]{2,3})(?:-(.+))?$/.exec(written) ?? [];
  return country === undefined ? written : [city?.trim(), state, country].filter(Boolean).join(', ');
};
