import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { itemId, line, optional } from '../parse/field.ts';
import { itemReader } from '../parse/list-items.ts';
import { isTooDeep } from '../parse/too-deep.ts';
import type { StreamedSource } from '../source.ts';
import { listAddress } from './github-list-address.ts';
import { jsonElements } from './json-elements.ts';

/** A posting here is a line of a list; one of this size is an attack or an accident. */
const entryBytes = 16_000_000;

/** Lists of postings that people keep on GitHub, in the `listings.json` format of SimplifyJobs. */
export const githubList: StreamedSource = {
  kind: 'github-list',
  label: 'GitHub list',
  publisher: 'community',
  coverage: 'whole',
  terms: { everyMs: 6 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => listAddress(url) !== null,
  feedUrl: (url) => listAddress(url) ?? url,
  readStream: async function* (body, source) {
    const read = itemReader<Row | null>(source, { schema: rowSchema, draft });
    for await (const raw of jsonElements(body, { elementBytes: entryBytes })) {
      const item = read(raw);
      if (item !== null) yield item;
    }
  },
};

const openRow = z.object({
  id: itemId,
  company_name: line,
  title: line,
  url: z.string().max(4000),
  locations: optional(z.array(z.unknown())),
  date_posted: optional(z.union([z.number(), line])),
  date_updated: optional(z.union([z.number(), line])),
  active: z.boolean(),
  is_visible: z.boolean(),
});
type Row = z.infer<typeof openRow>;

/** Null for a row that is closed or hidden: what else is wrong with it does not matter. */
const rowSchema: z.ZodType<Row | null> = z.unknown().transform((raw, context): Row | null => {
  if (isClosed(raw)) return null;
  if (isTooDeep(raw)) {
    context.addIssue({ code: 'custom', message: 'nested too deep' });
    return z.NEVER;
  }
  const row = openRow.safeParse(raw);
  if (row.success) return row.data;
  for (const { path, message } of row.error.issues) context.addIssue({ code: 'custom', path: [...path], message });
  return z.NEVER;
});

const isClosed = (raw: unknown): boolean =>
  typeof raw === 'object' &&
  raw !== null &&
  (('active' in raw && raw.active === false) || ('is_visible' in raw && raw.is_visible === false));

/** A closed row counts as not listed: a posting that was open is gone. */
const draft = (row: Row | null, raw: unknown): Draft | null =>
  row === null
    ? null
    : {
        externalId: row.id,
        url: withoutTracking(row.url),
        title: row.title,
        companyName: row.company_name,
        locations: (row.locations ?? []).filter((place) => typeof place === 'string'),
        postedAt: [momentOf(row.date_posted), momentOf(row.date_updated)],
        raw,
      };

const tracking = /([?&])(?:(?:utm_[a-z]+|ref|gh_src)(?:=[^&#]*)?(?:&|(?=#|$)))+/gi;

/**
 * Without what says only by which list a person came. All else, which may name the job, stays as it
 * is written. A page that is a program has its query behind the `#`.
 */
const withoutTracking = (url: string): string => url.replace(tracking, '$1').replace(/[?&](?=#|$)/g, '');

/** Epoch seconds; in some rows a day as it is written in America. */
const momentOf = (written: number | string | null | undefined): number | string | null => {
  if (typeof written !== 'string') return written ?? null;
  const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(written.trim()) ?? [];
  return year === '' ? written : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};
