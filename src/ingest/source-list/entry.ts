import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';
import { recogniseSource, refusedSite, sourceKinds, sourceOfKind } from '../sources/index.ts';

/** The URL of the sample board, which no list can name. */
export const sampleUrl = 'sample:board';

/** What a list says of the company of a source besides its name. */
export interface CompanyDetails {
  readonly website: string | null;
  readonly careersUrl: string | null;
  readonly industry: string | null;
  readonly size: string | null;
  readonly location: string | null;
}

/** A source as an operator wants it. */
export interface SourceEntry {
  readonly url: string;
  /** Null: the URL does not show it; the page behind it must. */
  readonly kind: string | null;
  readonly name: string;
  /** The company whose board it is; null: the postings say. */
  readonly company: string | null;
  readonly details?: CompanyDetails;
  readonly everyMs: number | null;
  /** In UTC, instead of `everyMs`. */
  readonly cron?: string | null;
  readonly isSample: boolean;
}

/** An entry whose kind is known, with a rhythm that its terms allow. */
export type KnownEntry = SourceEntry & { readonly kind: string; readonly everyMs: number };

/** The list is wrong: `faults` says of each what and on which line. */
export class SourceListError extends Error {
  readonly faults: readonly string[];

  constructor(file: string, faults: readonly string[]) {
    super(`${file} is wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'SourceListError';
    this.faults = faults;
  }
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** The column holds 24.8 days. */
const longestEveryMs = 24 * units.d;

const every = z.string().transform((text, context) => {
  const [, count, unit] = /^(\d{1,6})\s*([mhd])$/.exec(text.trim()) ?? [];
  const ms = Number(count) * units[(unit ?? 'm') as keyof typeof units];
  if (ms >= units.m && ms <= longestEveryMs) return ms;
  context.addIssue({ code: 'custom', message: 'must be like 30m, 6h or 1d, from 1m to 24d' });
  return z.NEVER;
});

/** `90 minutes` -> `90m`, as `every` reads it. */
export const printEvery = (ms: number): string => {
  if (ms % units.d === 0) return `${ms / units.d}d`;
  return ms % units.h === 0 ? `${ms / units.h}h` : `${Math.max(1, Math.round(ms / units.m))}m`;
};

const isCron = (text: string): boolean => {
  try {
    CronExpressionParser.parse(text);
    return true;
  } catch {
    return false;
  }
};

const text = z.string().trim().min(1, 'must not be empty').max(300, 'must have at most 300 characters');

/** One row of a list, whatever the list is written in. */
export const entrySchema = z.strictObject({
  url: text.max(2000),
  kind: z.enum(sourceKinds.map(({ kind }) => kind) as [string, ...string[]]).optional(),
  company: text.optional(),
  every: every.optional(),
  cron: text.refine(isCron, 'must be a cron expression').optional(),
  name: text.optional(),
  website: text.optional(),
  industry: text.optional(),
  size: text.optional(),
  location: text.optional(),
});
export type GivenEntry = z.infer<typeof entrySchema>;

/** The entry, or what is wrong with it. A path is taken beside `file`. */
export const readEntry = (given: GivenEntry, file: string): SourceEntry | string => {
  const url = sourceUrl(given.url, file);
  if (url === null) return '.url: must be https:, http:, file: or a path';
  const refused = refusedSite(url);
  if (refused !== null) return `.url: ${refused}`;
  const kind = given.kind === undefined ? recogniseSource(url) : sourceOfKind(given.kind);
  if (kind?.terms.refused !== undefined) return `.url: ${kind.terms.refused}`;
  if (kind === null && url.protocol === 'file:') return '.kind: is needed, because the file does not show it';
  return {
    url: (kind?.feedUrl(url) ?? url).href,
    kind: kind?.kind ?? null,
    name: given.name ?? given.company ?? nameOf(url),
    company: given.company ?? null,
    details: {
      website: given.website ?? null,
      careersUrl: url.protocol === 'file:' ? null : url.href,
      industry: given.industry ?? null,
      size: given.size ?? null,
      location: given.location ?? null,
    },
    everyMs: given.every ?? null,
    cron: given.cron ?? null,
    isSample: false,
  };
};

/** The entry as a source of this kind: read no more often than its terms allow. */
export const asKind = (entry: SourceEntry, kind: string, url = entry.url): KnownEntry => {
  const terms = sourceOfKind(kind)?.terms;
  return {
    ...entry,
    url,
    kind,
    everyMs: Math.max(entry.everyMs ?? terms?.everyMs ?? units.h, terms?.minimumMs ?? 0),
  };
};

/** A single board in a file of its own. */
export const fileEntry = (file: string, kind: string): SourceEntry => {
  const url = pathToFileURL(file);
  return { url: url.href, kind, name: nameOf(url), company: null, everyMs: null, isSample: false };
};

const sourceUrl = (written: string, file: string): URL | null => {
  const url = URL.parse(written);
  // `C:\boards` parses as a URL with a scheme of one letter.
  if (url === null || /^[a-z]:[\\/]/i.test(written)) {
    return pathToFileURL(isAbsolute(written) ? written : resolve(file, '..', written));
  }
  if (url.username !== '' || url.password !== '') return null;
  return ['https:', 'http:', 'file:'].includes(url.protocol) ? url : null;
};

/** The last telling part of the path, else the host. */
export const nameOf = (url: URL): string => {
  const parts = url.pathname
    .split('/')
    .filter((part) => part !== '' && !/^(?:jobs?|careers?|feed|rss|api|v\d)$/i.test(part));
  const last = decodeName(parts.at(-1) ?? '').replace(/\.(?:json|ndjson|jsonl|xml|gz)+$/i, '');
  return last === '' ? url.hostname : last.slice(0, 300);
};

const decodeName = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
