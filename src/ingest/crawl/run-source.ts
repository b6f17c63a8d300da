import type { Sequelize } from 'sequelize';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import type { Source } from '../source.ts';
import { sourceOfKind } from '../sources/index.ts';
import { attemptReading } from './attempt.ts';
import { backoffMs } from './backoff.ts';
import { abandonRun, beginRun, finishRun, type Outcome } from './crawl-run.sql.ts';
import { type Attempt, type CrawlEvent, type Crawled, noCounts } from './crawled.ts';
import { keepLease } from './keep-lease.ts';
import { type ClaimedSource, holdHostBack, LeaseLost, leaseMs, releaseLease } from './lease.sql.ts';
import { nextRunAt } from './next-run.ts';
import { asksHost, firstRequest, type ReadDeps } from './open-reading.ts';
import { isHeldBack, noValidators, type ReadFailure } from './reading.ts';
import { tooSoon } from './too-soon.ts';

export interface CrawlDeps extends ReadDeps {
  readonly sequelize: Sequelize;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Aborted: no further source is begun, and those under way end between two pages. */
  readonly signal?: AbortSignal | undefined;
  /** How many sources are read at once. Each holds a database connection while it stores. */
  readonly concurrency?: number | undefined;
  readonly onProgress?: ((event: CrawlEvent) => void) | undefined;
  /** From 0 to 1, for the jitter. */
  readonly random?: (() => number) | undefined;
  /** How long a crash keeps a source from being read. */
  readonly leaseMs?: number | undefined;
}

/** Failures in a row after which a source is switched off. */
const mostFailures = 11;

/** What a run came to, and whether its host is in trouble as a whole. */
export interface Run {
  readonly crawled: Crawled;
  readonly isHostSilent: boolean;
}

/** Reads a source that was claimed, writes down what came of it and gives it back. Throws what the database throws. */
export const runSource = async (source: ClaimedSource, deps: CrawlDeps): Promise<Run> => {
  const { sequelize, clock, logger, onProgress } = deps;
  const { id: sourceId, name, kind: kindName } = source;
  const kind = sourceOfKind(kindName);
  const begunAt = clock.now();
  const lease = { sourceId, token: source.token };
  const soon = kind === null || !asksHost(source) ? null : tooSoon(source, kind, begunAt);
  if (soon !== null) {
    await releaseLease(sequelize, lease, soon.readableAt);
    const crawled: Crawled = { ...noCounts, sourceId, name, status: 'too-soon', error: soon.reason, isDisabled: false };
    return { crawled, isHostSilent: false };
  }
  onProgress?.({ event: 'begun', sourceId, name, kind: kindName });
  const refusal = refusalOf(source, kind, deps);
  const asks = refusal === null && asksHost(source);
  const runId = await beginRun(sequelize, sourceId, { now: begunAt, asksHost: asks });
  const attempt =
    kind === null || refusal !== null ? refused(refusal ?? { reason: '' }) : await underLease(source, kind, deps);
  const now = clock.now();
  const outcome = outcomeOf(attempt, source, kind, { now, begunAt, random: deps.random ?? Math.random });
  // Before the lease is given back: nobody else may ask the host in between.
  if (attempt.retryAfterMs !== undefined && source.host !== null) {
    await holdHostBack(sequelize, source.host, new Date(now.getTime() + attempt.retryAfterMs));
  }
  let crawled = asCrawled(source, attempt, outcome);
  try {
    if (attempt.failure?.reason === leaseLost) throw new LeaseLost();
    await finishRun(sequelize, source, runId, outcome, now);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    await abandonRun(sequelize, runId, error.message, now);
    crawled = { ...crawled, status: 'failed', error: error.message, isDisabled: false };
  }
  log(logger, crawled);
  onProgress?.({ event: 'ended', crawled });
  return { crawled, isHostSilent: asks && isSilent(attempt.failure) };
};

const leaseLost = new LeaseLost().message;

const underLease = async (source: ClaimedSource, kind: Source, deps: CrawlDeps): Promise<Attempt> => {
  const { sequelize, onProgress } = deps;
  const { id: sourceId, name } = source;
  const kept = keepLease(sequelize, { sourceId, token: source.token }, deps.leaseMs ?? leaseMs);
  try {
    return await attemptReading(source, kind, {
      ...deps,
      now: deps.clock.now(),
      signal: deps.signal === undefined ? kept.signal : AbortSignal.any([deps.signal, kept.signal]),
      onPage: ({ pages, found }) => onProgress?.({ event: 'reading', sourceId, name, pages, found }),
    });
  } catch (error) {
    if (error instanceof LeaseLost) return refused({ reason: error.message });
    throw error;
  } finally {
    kept.end();
  }
};

/** Why a source is not even asked for; null: it is. */
const refusalOf = (source: ClaimedSource, kind: Source | null, deps: CrawlDeps): Refusal | null => {
  if (kind === null) return { reason: `there is no kind of source called ${source.kind}` };
  if (!asksHost(source)) return null;
  if (kind.terms.refused !== undefined) return { reason: kind.terms.refused, isRefusal: true };
  const request = firstRequest(source.url, kind, deps.keys);
  return typeof request === 'string' ? { reason: request } : null;
};

type Refusal = NonNullable<Attempt['failure']>;

const refused = (failure: Refusal): Attempt => ({
  status: 'done',
  counts: noCounts,
  validators: noValidators,
  failure,
  retryAfterMs: undefined,
});

interface Moment {
  readonly now: Date;
  readonly begunAt: Date;
  readonly random: () => number;
}

const outcomeOf = (attempt: Attempt, source: ClaimedSource, kind: Source | null, moment: Moment): Outcome => {
  const { counts, failure, retryAfterMs = 0 } = attempt;
  const { now, begunAt } = moment;
  const minimumMs = asksHost(source) ? (kind?.terms.minimumMs ?? 0) : 0;
  const notBefore = Math.max(begunAt.getTime() + minimumMs, now.getTime() + retryAfterMs);
  const noSooner = (at: Date): Date => (at.getTime() < notBefore ? new Date(notBefore) : at);
  if (failure === null) {
    const { everyMs, cron } = source;
    const planned = nextRunAt(now, { everyMs, cron, minimumMs }, moment.random());
    return { status: attempt.status, counts, validators: attempt.validators, nextRunAt: noSooner(planned) };
  }
  if (failure.isStop === true || isHeldBack(failure)) {
    return { status: 'stopped', counts, error: failure.reason, nextRunAt: noSooner(source.nextRunAt) };
  }
  const failures = source.failures + 1;
  const backoffAt = new Date(now.getTime() + backoffMs(failures, retryAfterMs));
  const isTooOften = failures >= mostFailures && source.isActive;
  return {
    status: 'failed',
    counts,
    error: failure.reason,
    nextRunAt: failure.httpStatus === undefined ? backoffAt : noSooner(backoffAt),
    disabledReason:
      failure.isRefusal === true ? failure.reason : isTooOften ? `failed ${failures} times: ${failure.reason}` : null,
    forgetsValidators: counts.pages > 0,
    askedHost: failure.httpStatus !== undefined || counts.pages > 0,
  };
};

const asCrawled = (source: ClaimedSource, { counts, failure }: Attempt, outcome: Outcome): Crawled => ({
  ...counts,
  sourceId: source.id,
  name: source.name,
  status: failure !== null && isHeldBack(failure) ? 'too-soon' : outcome.status,
  error: 'error' in outcome ? outcome.error : null,
  isDisabled: outcome.status === 'failed' && outcome.disabledReason !== null && source.isActive,
});

/** It gave no answer at all: its other sources will not get one either. */
const isSilent = (failure: ReadFailure | null): boolean =>
  failure !== null && failure.isStop !== true && failure.httpStatus === undefined && isNetwork.test(failure.reason);

const isNetwork = /^(?:took too long|could not be reached)$/;

const log = (logger: Logger, crawled: Crawled): void => {
  const { rejections: _rejections, name: _name, error, ...counts } = crawled;
  const fields = { ...counts, reason: error };
  if (crawled.isDisabled) logger.warn('crawl.disabled', fields);
  else if (crawled.status === 'failed') logger.warn('crawl.failed', fields);
  else if (crawled.added + crawled.changed + crawled.gone > 0) logger.info('crawl.done', fields);
  else logger.debug('crawl.done', fields);
};
