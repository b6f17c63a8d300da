import type { Fetched } from '../fetch/fetch.ts';
import { type Item, type PageRequest, type Source, type SourceInfo, UnreadableBody } from '../source.ts';
import type { Progress } from './reading.ts';

/** Of one run: a board of hundreds is read over some hours rather than asked hundreds of times at once. */
const detailsPerRun = 60;
/** Failures in a row after which the rest waits for the next run. */
const patience = 3;

export interface DetailOptions {
  readonly kind: Source;
  readonly about: SourceInfo;
  readonly ask: (request: PageRequest) => Promise<Fetched>;
  readonly progress: Progress;
  readonly report: (error: unknown) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads the detail page of an item: the item with what that adds, or null where it has none, has
 * nothing readable, or it is not the time. `isDone` says whether nothing is left for the next run.
 * Never throws.
 */
export const detailReader = ({ kind, about, ask, progress, report, signal }: DetailOptions) => {
  let left = detailsPerRun;
  let failures = 0;
  let isDone = true;

  const readDetail = async (item: Item): Promise<Item | null> => {
    if (!('readDetail' in kind) || kind.readDetail === undefined) return null;
    if (!('posting' in item) || item.detail === undefined) return null;
    if (left === 0 || failures >= patience || signal?.aborted === true) {
      isDone = false;
      return null;
    }
    left -= 1;
    const fetched = await ask(item.detail);
    if (fetched.status !== 'ok') {
      const { httpStatus, retryAfterMs } = fetched.status === 'failed' ? fetched : {};
      // A page that is gone will not come: it is not asked for again.
      if (httpStatus === 404 || httpStatus === 410) return null;
      isDone = false;
      failures = httpStatus === 429 || retryAfterMs !== undefined ? patience : failures + 1;
      progress.retryAfterMs ??= retryAfterMs;
      return null;
    }
    failures = 0;
    try {
      return kind.readDetail({ url: item.detail.url, body: fetched.body }, item.posting, about);
    } catch (error) {
      if (!(error instanceof UnreadableBody)) report(error);
      return null;
    }
  };

  return { readDetail, isDone: () => isDone };
};
