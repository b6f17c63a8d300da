import type { Sequelize } from 'sequelize';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { backoffMs } from './backoff.ts';
import { abandonRun, beginRun, finishRun, type RunFailed, type RunSucceeded } from './crawl-run.sql.ts';
import { type ClaimedSource, claimDueSource, claimSource, LeaseLost } from './lease.sql.ts';
import { type ReadDeps, readSource } from './read-source.ts';
import { type Rejection, UnreadableBody } from './source.ts';
import { sourceOfKind } from './sources/index.ts';
import { storeItems } from './store.ts';
import { unhurried } from './unhurried.ts';

export interface CrawlDeps extends ReadDeps {
  readonly sequelize: Sequelize;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Aborted: no further source is begun. */
  readonly signal?: AbortSignal;
}

/** What one reading of one source came to. */
export interface Crawled {
  readonly sourceId: number;
  readonly status: 'done' | 'unchanged' | 'failed';
  /** Postings listed, those refused included; 0 where the source said that nothing changed. */
  readonly found: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
  readonly rejections: readonly Rejection[];
  /** Why it failed, for operators. */
  readonly error: string | null;
}

/**
 * Reads every source that is due, one after the other (so no host gets two requests at once), each
 * under a lease. Returns how many were read. A source that fails waits longer each time and stops
 * no other; only an error of the database is thrown.
 */
export const crawlDue = async (deps: CrawlDeps): Promise<number> => {
  const read: number[] = [];
  const withSample = deps.sampleBoard !== undefined;
  while (deps.signal?.aborted !== true) {
    // By its rhythm a source could be due again at once: the next tick reads it.
    const source = await claimDueSource(deps.sequelize, deps.clock.now(), { withSample, except: read });
    if (source === null) break;
    read.push(source.id);
    await crawl(source, deps);
  }
  return read.length;
};

/** Reads one source now, due or not; null where it does not exist or is being read already. */
export const crawlSource = async ({
  sourceId,
  ...deps
}: CrawlDeps & { readonly sourceId: number }): Promise<Crawled | null> => {
  const source = await claimSource(deps.sequelize, sourceId);
  return source === null ? null : await crawl(source, deps);
};

const crawl = async (source: ClaimedSource, deps: CrawlDeps): Promise<Crawled> => {
  const { sequelize, clock, logger } = deps;
  const runId = await beginRun(sequelize, source.id, clock.now());
  const result = await attempt(source, deps);
  const now = clock.now();
  try {
    await finishRun(sequelize, source, runId, result, now);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    await abandonRun(sequelize, runId, error.message, now);
  }
  const crawled = asCrawled(source.id, result);
  const { rejections, error, added, changed, gone, ...counts } = crawled;
  const fields = { ...counts, added, changed, gone, rejected: rejections.length, reason: error };
  if (crawled.status === 'failed') logger.warn('crawl.failed', fields);
  else if (added + changed + gone > 0) logger.info('crawl.done', fields);
  else logger.debug('crawl.done', fields);
  return crawled;
};

type Attempt = (RunSucceeded & { readonly unchanged: number }) | RunFailed;

const attempt = async (source: ClaimedSource, deps: CrawlDeps): Promise<Attempt> => {
  const failed = (error: string, retryAfterMs?: number): RunFailed => ({
    status: 'failed',
    error,
    waitMs: backoffMs(source.failures + 1, retryAfterMs),
  });
  const kind = sourceOfKind(source.kind);
  if (kind === null) return failed(`there is no kind of source called ${source.kind}`);
  const fetched = await readSource(source, deps);
  if (fetched.status === 'failed') return failed(fetched.reason, fetched.retryAfterMs);
  if (fetched.status === 'unchanged') {
    const counts = { found: 0, added: 0, changed: 0, gone: 0, rejections: [] };
    return { status: 'unchanged', counts, unchanged: 0, etag: source.etag, lastModified: source.lastModified };
  }
  try {
    const about = { url: source.url, companyName: source.companyName };
    if (!('read' in kind)) return failed('this kind of source is not read yet');
    const items = await unhurried(kind.read({ url: source.url, body: fetched.body }, about).items, (item) => item);
    const lease = { sourceId: source.id, token: source.token };
    const { unchanged, ...counts } = await storeItems({ ...deps, source, lease, items, now: deps.clock.now() });
    const { etag, lastModified } = fetched;
    return { status: 'done', counts: { found: items.length, ...counts }, unchanged, etag, lastModified };
  } catch (error) {
    if (error instanceof UnreadableBody || error instanceof LeaseLost) return failed(error.message);
    // Our own mistake or a database that is away: the second also throws when the run is settled.
    deps.logger.error('crawl.error', { sourceId: source.id }, error);
    return failed('could not be stored');
  }
};

const asCrawled = (sourceId: number, result: Attempt): Crawled => {
  if (result.status === 'failed') {
    const nothing = { found: 0, added: 0, changed: 0, unchanged: 0, gone: 0, rejections: [] };
    return { sourceId, status: 'failed', ...nothing, error: result.error };
  }
  return { sourceId, status: result.status, ...result.counts, unchanged: result.unchanged, error: null };
};
