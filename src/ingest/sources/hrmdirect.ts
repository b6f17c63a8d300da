import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, linkOn, tenantOf } from '../parse/board-address.ts';
import { itemId, line, optional } from '../parse/field.ts';
import { listItems } from '../parse/list-items.ts';
import { readHtml, rowsOf } from '../parse/read-html.ts';
import { withDetail } from '../parse/with-detail.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';

const slugIn = (url: URL): string | null => tenantOf(url, 'hrmdirect.com');

const listOf = (slug: string): string => `https://${slug}.hrmdirect.com/employment/job-openings.php?search=true`;

/** The career pages of HRMDirect (ClearCompany): a table for people, and a page for each posting. */
export const hrmdirect: PagedSource = {
  kind: 'hrmdirect',
  label: 'HRMDirect',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 6 * 3_600_000, minimumMs: 2 * 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => {
    const slug = slugIn(url);
    return slug === null ? url : new URL(listOf(slug));
  },
  read: ({ body }, source) => {
    const $ = readHtml(body);
    const slug = boardOf(source, slugIn);
    const company = /^Careers at (.+)$/i.exec($('title').first().text().trim().slice(0, 200))?.[1] ?? null;
    const rows = rowsOf($, 'tr[data-req-id]').map((row) => {
      const cell = (name: string): string => $(row).find(`td.${name}`).first().text().trim();
      const anchor = $(row).find('a[href*="job-opening.php"]').first();
      const texts = $(row)
        .find('td')
        .toArray()
        .map((one) => $(one).text().trim());
      return {
        id: $(row).attr('data-req-id') ?? null,
        title: cell('posTitle') || anchor.text(),
        url: slug === null ? null : pageOf(slug, anchor.attr('href')),
        department: cell('departments'),
        city: cell('cities'),
        state: cell('state'),
        office: cell('offices'),
        posted: texts.find((text) => american.test(text)) ?? null,
        company,
      };
    });
    const known = 'table.reqResultTable, [class*="reqResult"], [class*="reqitem"], form[action*="job-openings.php"]';
    if (rows.length === 0 && $(known).length === 0) {
      throw new UnreadableBody('not an HRMDirect list: no table of postings in the page');
    }
    return {
      items: listItems(rows, source, {
        schema,
        draft: (job, raw) => draft(job, null, source, raw),
        detail: (job) => ({ url: job.url }),
      }),
    };
  },
  readDetail: ({ body }, listed, source) => {
    const html = readHtml(body)('.jobDesc').first().html();
    if (!html?.trim()) throw new UnreadableBody('not an HRMDirect posting: no description');
    return withDetail(listed, source, { schema, draft: (job, raw) => draft(job, html, source, raw) });
  },
};

const pageOf = (slug: string, href: string | undefined): string | null => {
  const link = linkOn(listOf(slug), href);
  return link === null ? null : `${link.origin}${link.pathname}${link.search}`;
};

const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

const schema = z.object({
  id: itemId,
  title: line,
  url: line,
  department: optional(line),
  city: optional(line),
  state: optional(line),
  office: optional(line),
  posted: optional(line),
  company: optional(line),
});

const draft = (job: z.infer<typeof schema>, html: string | null, source: SourceInfo, raw: unknown): Draft => {
  const [, month = '', day = '', year = ''] = american.exec(job.posted ?? '') ?? [];
  const city = [job.city, job.state].filter(Boolean).join(', ');
  return {
    externalId: job.id,
    url: job.url,
    title: job.title,
    companyName: companyOf(job.company, source, boardOf(source, slugIn)),
    locations: [city || job.office],
    department: job.department,
    html,
    postedAt: year === '' ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    raw,
  };
};
