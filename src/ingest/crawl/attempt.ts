import type { Sequelize } from 'sequelize';
import type { Logger } from '../../logger.ts';
import type { Source } from '../source.ts';
import { storeItems } from '../store/store-items.ts';
import { type Attempt, type Counts, noCounts } from './crawled.ts';
import { type ClaimedSource, LeaseLost } from './lease.sql.ts';
import { openReading, type ReadDeps } from './open-reading.ts';
import { noValidators, type ReadFailure, stopped } from './reading.ts';

export interface AttemptDeps extends ReadDeps {
  readonly sequelize: Sequelize;
  readonly logger: Logger;
  readonly now: Date;
  readonly onPage: (progress: { readonly pages: number; readonly found: number }) => void;
}

/**
 * Reads a claimed source and stores what it lists; what was read before it failed stays stored.
 * Throws LeaseLost; whatever else goes wrong is the attempt's `failure`.
 */
export const attemptReading = async (source: ClaimedSource, kind: Source, deps: AttemptDeps): Promise<Attempt> => {
  const { sequelize, logger, now, signal } = deps;
  const report = (error: unknown): void => logger.error('crawl.error', { sourceId: source.id }, error);
  const opened = await openReading(source, kind, { ...deps, report });
  if (opened.status === 'unchanged') {
    const { etag, lastModified } = source;
    const validators = { etag, lastModified };
    return { status: 'unchanged', counts: noCounts, validators, failure: null, retryAfterMs: undefined };
  }
  if (opened.status === 'failed') {
    return failed(signal?.aborted === true ? stopped : boardFailure(opened.failure), noCounts);
  }
  const { reading } = opened;
  const { progress } = reading;
  try {
    const { rejections, ...stored } = await storeItems({
      sequelize,
      source: { ...source, coverage: kind.coverage, publisher: kind.publisher },
      lease: { sourceId: source.id, token: source.token },
      items: reading.items,
      readDetail: reading.readDetail,
      isComplete: () => progress.isComplete,
      now,
    });
    const counts = { ...stored, pages: progress.pages, rejections };
    if (progress.failure !== null) return failed(progress.failure, counts);
    const { retryAfterMs } = progress;
    return { status: 'done', counts, validators: reading.validators(), failure: null, retryAfterMs };
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    // Our own mistake or a database that is away: the second also throws when the run is settled.
    report(error);
    return failed({ reason: 'could not be stored' }, { ...noCounts, pages: progress.pages, found: progress.found });
  }
};

/** The first page is the board itself. */
const boardFailure = (failure: ReadFailure): ReadFailure =>
  failure.httpStatus === 404 || failure.httpStatus === 410
    ? { ...failure, reason: 'there is no such board (any more)' }
    : failure;

const failed = (failure: ReadFailure, counts: Counts): Attempt => ({
  status: 'done',
  counts,
  validators: noValidators,
  failure,
  retryAfterMs: failure.retryAfterMs,
});
