import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { unnamedCompany } from '../normalise/unnamed-company.ts';
import { content, line, optional } from '../parse/field.ts';
import { itemReader } from '../parse/list-items.ts';
import { placeInList } from '../parse/place-in-list.ts';
import { isTooDeep } from '../parse/too-deep.ts';
import { type Item, type SourceInfo, type StreamedSource, UnreadableBody } from '../source.ts';
import { type ByteLine, byteLines } from './byte-lines.ts';
import { asMarkup } from './markup.ts';
import { stableId } from './stable-id.ts';
import { statedPay } from './stated-pay.ts';

const longestLine = 1_000_000;

/**
 * Jobhound's own open format for operators' files and the exports of other tools: one JSON object a
 * line with `id, source, title, company, location, remote, description, url, posted_at, salary_min,
 * salary_max, salary_period, currency, employment_type`; null where unknown, amounts in main units
 * of the currency. `is_closed: true` stands for a posting that is listed no more.
 */
export const lines: StreamedSource = {
  kind: 'lines',
  label: 'File of JSON lines',
  publisher: 'aggregator',
  coverage: 'whole',
  terms: { everyMs: 3_600_000, minimumMs: 60_000 },
  recognises: (url) => /\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(url.pathname),
  feedUrl: (url) => url,
  readStream: async function* (body, source) {
    let good = 0;
    let number = 0;
    const read = itemReader<Row>(source, {
      schema: rowSchema,
      draft: (row, raw) => draft(row, raw, source),
      idOf: (raw) => idOf(raw) ?? placeInList(number - 1),
    });
    for await (const one of byteLines(body, { lineBytes: longestLine })) {
      number = one.number;
      const parsed = parse(one);
      if (parsed === null) continue;
      if ('reason' in parsed) {
        // A web page or a picture has lines too: it is no such file at all.
        if (good === 0 && number > 1000) throw new UnreadableBody('no line is a JSON object');
        yield broken(number, parsed.reason);
        continue;
      }
      good += 1;
      const item = read(parsed.value);
      if (item !== null) yield 'rejection' in item ? atLine(number, item) : item;
    }
    if (good === 0 && number > 0) throw new UnreadableBody('no line is a JSON object');
  },
};

const words = optional(line);

const rowSchema = z.object({
  id: z.union([z.string(), z.number()], { error: 'not an id' }).transform(String),
  title: line,
  company: line.nullish(),
  location: words,
  remote: optional(z.union([z.boolean(), z.enum(['yes', 'hybrid', 'no'])])),
  description: content.nullish(),
  url: z.string().max(4000).nullish(),
  posted_at: optional(z.union([line, z.number()])),
  salary_min: z.unknown().optional(),
  salary_max: z.unknown().optional(),
  salary_period: words,
  currency: words,
  employment_type: words,
  is_closed: optional(z.boolean()),
});
type Row = z.infer<typeof rowSchema>;

const draft = (row: Row, raw: unknown, source: SourceInfo): Draft | string | null => {
  if (row.is_closed === true) return null;
  const externalId = stableId(row.id);
  if (externalId === null) return 'id: empty';
  return {
    externalId,
    url: row.url,
    title: row.title,
    // A list may hold postings of which nobody knows whose they are: worth finding all the same.
    companyName: row.company?.trim() || source.companyName || unnamedCompany,
    locations: [row.location],
    remote: typeof row.remote === 'boolean' ? (row.remote ? 'yes' : 'no') : row.remote,
    html: asMarkup(row.description ?? ''),
    employmentType: row.employment_type?.replaceAll('_', '-'),
    salary: statedPay({ min: row.salary_min, max: row.salary_max, currency: row.currency, period: row.salary_period }),
    postedAt: row.posted_at,
    raw,
  };
};

/** As the posting would be named, so that one that is refused does not count as gone. */
const idOf = (raw: unknown): string | undefined => {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return undefined;
  const { id } = raw;
  return (typeof id === 'string' || typeof id === 'number' ? stableId(String(id)) : null) ?? undefined;
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Null for an empty line. */
const parse = ({ bytes }: ByteLine): { readonly value: unknown } | { readonly reason: string } | null => {
  if (bytes === null) return { reason: `longer than ${longestLine} bytes` };
  let text: string;
  try {
    text = decoder.decode(bytes).trim();
  } catch {
    return { reason: 'not UTF-8' };
  }
  if (text === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { reason: 'not a JSON object' };
    return isTooDeep(value) ? { reason: 'nested too deep' } : { value };
  } catch {
    return { reason: 'not JSON' };
  }
};

/** Which posting the line held nobody can tell. */
const broken = (number: number, reason: string): Item => ({
  rejection: { item: placeInList(number - 1), reason: `line ${number}: ${reason}` },
});

const atLine = (number: number, { rejection }: { readonly rejection: { item: string; reason: string } }): Item => ({
  rejection: { item: rejection.item, reason: `line ${number}: ${rejection.reason}` },
});
