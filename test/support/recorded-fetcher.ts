import type { Fetched, Fetcher } from '../../src/ingest/fetch/fetch.ts';

export interface RecordedFetcher extends Fetcher {
  /** The addresses that were asked for. */
  readonly asked: readonly string[];
}

/**
 * Somebody else's server of which one answer was recorded: whatever is asked for first gets it, and so do further pages
 * of the same path. Of all other addresses it has those that hold a key of `others`, and else nothing.
 */
export const recordedFetcher = (body: string, others: Readonly<Record<string, string>> = {}): RecordedFetcher => {
  const asked: string[] = [];
  let own: string | undefined;
  const ask = async (url: string): Promise<Fetched> => {
    asked.push(url);
    const { origin, pathname } = new URL(url);
    own ??= origin + pathname;
    const other = Object.entries(others).find(([part]) => url.includes(part))?.[1];
    const answer = other ?? (own === origin + pathname ? body : null);
    return answer === null
      ? { status: 'failed', reason: 'answered 404', httpStatus: 404 }
      : { status: 'ok', body: answer, etag: null, lastModified: null, finalUrl: url };
  };
  return {
    asked,
    get: ask,
    ask: ({ url }) => ask(url),
    stream: async () => ({ status: 'failed', reason: 'nothing is streamed here' }),
    close: async () => {},
  };
};
