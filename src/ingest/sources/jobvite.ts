import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, isWebAddress, linkOn, pathOf, slugOf } from '../parse/board-address.ts';
import { itemId, line, optional } from '../parse/field.ts';
import { listItems } from '../parse/list-items.ts';
import { readHtml, rowsOf } from '../parse/read-html.ts';
import { withDetail } from '../parse/with-detail.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';

const host = 'jobs.jobvite.com';

const slugIn = (url: URL): string | null => {
  if (!isWebAddress(url) || url.hostname !== host) return null;
  const [first, second] = pathOf(url);
  return slugOf(first === 'careers' ? second : first);
};

/** The careers pages that Jobvite hosts: a list for people, and a page for each posting. */
export const jobvite: PagedSource = {
  kind: 'jobvite',
  label: 'Jobvite',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 6 * 3_600_000, minimumMs: 2 * 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => {
    const slug = slugIn(url);
    return slug === null ? url : new URL(`https://${host}/${slug}/search`);
  },
  read: ({ url, body }, source) => {
    const $ = readHtml(body);
    const base = URL.parse(url)?.protocol === 'file:' ? `https://${host}/` : url;
    const jobs = rowsOf($, 'a[href*="/job/"]').flatMap((anchor) => {
      const link = linkOn(base, $(anchor).attr('href'));
      const id = link?.pathname.match(/\/job\/([A-Za-z0-9]{4,30})\/?$/)?.[1];
      if (link === null || id === undefined) return [];
      const row = $(anchor).closest('tr, li');
      const location = row.find('.jv-job-list-location').first().text();
      return [{ id, title: $(anchor).text(), url: `${link.origin}${link.pathname}`, location }];
    });
    if (jobs.length === 0 && $('[class^="jv-"], [class*=" jv-"]').length === 0) {
      throw new UnreadableBody('not a Jobvite list: nothing of Jobvite in the page');
    }
    const next = linkOn(base, $('a.jv-pagination-next').first().attr('href'));
    return {
      items: listItems(jobs, source, {
        schema,
        draft: (job, raw) => draft(job, null, source, raw),
        detail: (job) => ({ url: job.url }),
      }),
      ...(next === null || slugIn(next) === null ? {} : { more: [{ url: next.href }] }),
    };
  },
  readDetail: ({ body }, listed, source) => {
    const html = readHtml(body)('.jv-job-detail-description').first().html();
    if (!html?.trim()) throw new UnreadableBody('not a Jobvite posting: no description');
    return withDetail(listed, source, { schema, draft: (job, raw) => draft(job, html, source, raw) });
  },
};

const schema = z.object({ id: itemId, title: line, url: line, location: optional(line) });

const draft = (job: z.infer<typeof schema>, html: string | null, source: SourceInfo, raw: unknown): Draft => {
  const page = URL.parse(job.url);
  return {
    externalId: job.id,
    url: job.url,
    title: job.title,
    companyName: companyOf(null, source, boardOf(source, slugIn) ?? (page === null ? null : slugIn(page))),
    // Several places of one posting stand on lines of their own.
    locations: job.location?.split('\n').filter((place) => place.trim() !== '') ?? [],
    html,
    raw,
  };
};
