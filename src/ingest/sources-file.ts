import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { recogniseSource, sourceKinds, sourceOfKind } from './sources/index.ts';

/** The URL of the sample board, which no list can name. */
export const sampleUrl = 'sample:board';

/** A source as an operator wants it. */
export interface SourceEntry {
  readonly url: string;
  readonly kind: string;
  readonly name: string;
  /** The company whose board it is; null: the postings say. */
  readonly company: string | null;
  readonly everyMs: number;
  readonly isSample: boolean;
}

/** The list is wrong: `faults` says of each what and on which line. */
export class SourcesFileError extends Error {
  readonly faults: readonly string[];

  constructor(file: string, faults: readonly string[]) {
    super(`${file} is wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'SourcesFileError';
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

const text = z.string().trim().min(1, 'must not be empty').max(300, 'must have at most 300 characters');

const entrySchema = z.strictObject({
  url: text.max(2000),
  kind: z.enum(sourceKinds.map(({ kind }) => kind) as [string, ...string[]]).optional(),
  company: text.optional(),
  every: every.optional(),
  name: text.optional(),
});

/**
 * Reads a list of sources as SOURCES_FILE holds it. `file` is its path: relative paths in it resolve
 * beside it. Throws SourcesFileError, which names every fault with its line.
 */
export const parseSourcesFile = (yaml: string, file: string): readonly SourceEntry[] => {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new SourcesFileError(
      file,
      document.errors.map(({ message, pos }) => at(lines, pos[0], message.split('\n')[0] ?? '')),
    );
  }
  const root = document.contents;
  const list = isMap(root) ? root.get('sources', true) : undefined;
  if (!isSeq(list)) throw new SourcesFileError(file, ['there must be a list under `sources`']);

  const faults: string[] = [];
  const entries: SourceEntry[] = [];
  const seen = new Set<string>();
  for (const [index, item] of list.items.entries()) {
    const node = item as Node;
    const fault = (message: string): void => {
      faults.push(at(lines, node.range?.[0] ?? 0, `sources[${index}]${message}`));
    };
    const parsed = entrySchema.safeParse(node.toJS(document));
    if (!parsed.success) {
      for (const issue of parsed.error.issues) fault(`${['', ...issue.path].join('.')}: ${issue.message}`);
      continue;
    }
    const entry = asEntry(parsed.data, file);
    if (typeof entry === 'string') fault(entry);
    else if (seen.has(entry.url)) fault('.url: is listed twice');
    else {
      seen.add(entry.url);
      entries.push(entry);
    }
  }
  if (faults.length > 0) throw new SourcesFileError(file, faults);
  return entries;
};

/** The same from the file itself. Throws SourcesFileError, also where it cannot be read. */
export const readSourcesFile = async (file: string): Promise<readonly SourceEntry[]> => {
  const yaml = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new SourcesFileError(file, [`it cannot be read${code}`]);
  });
  return parseSourcesFile(yaml, file);
};

/** A single board in a file of its own. */
export const fileEntry = (file: string, kind: string): SourceEntry => {
  const url = pathToFileURL(file);
  return {
    url: url.href,
    kind,
    name: nameOf(url),
    company: null,
    everyMs: sourceOfKind(kind)?.terms.everyMs ?? units.h,
    isSample: false,
  };
};

/** The entry, or what is wrong with it. */
const asEntry = (given: z.infer<typeof entrySchema>, file: string): SourceEntry | string => {
  const url = sourceUrl(given.url, file);
  if (url === null) return '.url: must be https:, http:, file: or a path';
  const recognised = recogniseSource(url);
  const kind = given.kind === undefined ? recognised : sourceOfKind(given.kind);
  if (kind === null) return '.kind: is needed, because the URL does not show it';
  return {
    url: kind.feedUrl(url).href,
    kind: kind.kind,
    name: given.name ?? given.company ?? nameOf(url),
    company: given.company ?? null,
    everyMs: given.every ?? kind.terms.everyMs,
    isSample: false,
  };
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

const nameOf = (url: URL): string => {
  const parts = url.pathname.split('/').filter((part) => part !== '' && part !== 'jobs');
  const last = decodeURIComponent(parts.at(-1) ?? '').replace(/\.json$/i, '');
  return last === '' ? url.hostname : last;
};

const at = (lines: LineCounter, offset: number, message: string): string =>
  `line ${lines.linePos(offset).line}: ${message}`;
