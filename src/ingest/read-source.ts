import { open } from 'node:fs/promises';
import type { Fetched, Fetcher } from './fetch.ts';
import type { ClaimedSource } from './lease.sql.ts';
import { sourceOfKind } from './sources/index.ts';
import { sampleUrl } from './sources-file.ts';

/** Writes the sample board: everything at the first reading, some postings more at the second. */
export type SampleBoard = (firstStart: Date, reading: 1 | 2) => string;

export interface ReadDeps {
  readonly fetcher: Fetcher;
  /** Reads a file that an operator named. */
  readonly readFile: (file: URL) => Promise<string>;
  readonly sampleBoard?: SampleBoard | undefined;
}

/** The body of a source, wherever it comes from. Never throws. */
export const readSource = async (source: ClaimedSource, deps: ReadDeps): Promise<Fetched> => {
  if (source.url === sampleUrl) {
    if (deps.sampleBoard === undefined) return { status: 'failed', reason: 'there is no sample board here' };
    return whole(source, deps.sampleBoard(source.createdAt, source.runs === 0 ? 1 : 2));
  }
  const url = URL.parse(source.url);
  if (url === null) return { status: 'failed', reason: 'not a web address' };
  if (url.protocol === 'file:') {
    try {
      return whole(source, await deps.readFile(url));
    } catch {
      return { status: 'failed', reason: 'the file could not be read' };
    }
  }
  const feed = sourceOfKind(source.kind)?.feedUrl(url) ?? url;
  return deps.fetcher.get(feed.href, { etag: source.etag, lastModified: source.lastModified });
};

const whole = (source: ClaimedSource, body: string): Fetched => ({
  status: 'ok',
  body,
  etag: null,
  lastModified: null,
  finalUrl: source.url,
});

/** reliability.md S8: what an operator names may be larger than what strangers send. */
const maxFileBytes = 128_000_000;

/** Reads a file of at most 128 MB as UTF-8. Throws where it is larger, no plain file, or not there. */
export const readOperatorFile = async (file: URL): Promise<string> => {
  const handle = await open(file);
  try {
    const about = await handle.stat();
    if (!about.isFile() || about.size > maxFileBytes) throw new Error('not a file of at most 128 MB');
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
};
