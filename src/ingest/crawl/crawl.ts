import type { Crawled } from './crawled.ts';
import { type ClaimedSource, claimDueSource, claimSource, holdHostBack, leaseMs } from './lease.sql.ts';
import { type CrawlDeps, runSource } from './run-source.ts';

export type { CrawlEvent, Crawled } from './crawled.ts';
export type { CrawlDeps } from './run-source.ts';

/** What one turn of the crawl came to. */
export interface CrawledDue {
  /** Sources that were read, those that failed included. */
  readonly read: number;
  readonly failed: number;
  /** Ids of the sources that were switched off for failing too often. */
  readonly disabled: readonly number[];
}

/** Each takes a database connection while it stores, and the conversation needs some too. */
const defaultConcurrency = 4;

/** After so many sources in a row of which a host said nothing, the rest of them wait. */
const silentSources = 3;
const silentHostMs = 5 * 60_000;

/**
 * Reads every source that is due, several at once and never two of one host, each under a lease. A
 * source that fails waits longer each time and stops no other; only an error of the database is
 * thrown, when all have ended.
 */
export const crawlDue = async (deps: CrawlDeps): Promise<CrawledDue> => {
  const { sequelize, clock, leaseMs: forMs = leaseMs } = deps;
  const withSample = deps.sampleBoard !== undefined;
  // By its rhythm a source could be due again at once: the next turn reads it.
  const crawled = await readAll(
    (taken) => claimDueSource(sequelize, clock.now(), { withSample, except: taken, leaseMs: forMs }),
    deps,
  );
  const read = crawled.filter(({ status }) => status !== 'too-soon' && status !== 'stopped');
  return {
    read: read.length,
    failed: read.filter(({ status }) => status === 'failed').length,
    disabled: read.filter(({ isDisabled }) => isDisabled).map(({ sourceId }) => sourceId),
  };
};

/**
 * Reads these sources now, due or not, but no sooner than their boards allow, in the manner of
 * `crawlDue`. What does not exist, or is being read already, is missing from what it gives.
 */
export const crawlMany = ({
  sourceIds,
  onCrawled,
  ...deps
}: CrawlDeps & {
  readonly sourceIds: readonly number[];
  /** Told as each ends. */
  readonly onCrawled?: (crawled: Crawled) => void;
}): Promise<readonly Crawled[]> => {
  const { sequelize, leaseMs: forMs = leaseMs } = deps;
  const claimNext = (taken: readonly number[]) => {
    const done = new Set(taken);
    return claimSource(
      sequelize,
      sourceIds.filter((id) => !done.has(id)),
      forMs,
    );
  };
  return readAll(claimNext, deps, onCrawled);
};

/** The same for one; null where it does not exist, or it or its host is being read already. */
export const crawlSource = async ({
  sourceId,
  ...deps
}: CrawlDeps & { readonly sourceId: number }): Promise<Crawled | null> =>
  (await crawlMany({ ...deps, sourceIds: [sourceId] }))[0] ?? null;

type ClaimNext = (taken: readonly number[]) => Promise<ClaimedSource | null>;

/** Reads what can be claimed until there is nothing more of it. */
const readAll = async (
  claimNext: ClaimNext,
  deps: CrawlDeps,
  onCrawled?: (crawled: Crawled) => void,
): Promise<readonly Crawled[]> => {
  const taken: number[] = [];
  const read: Crawled[] = [];
  const rest = hostRest(deps);
  let isBroken = false;
  let lastClaim: Promise<unknown> = Promise.resolve();

  // One after the other: a claim that began before the last was noted could take the same source once more.
  const claimInTurn = (): Promise<ClaimedSource | null> => {
    const claimed = lastClaim.then(() => claimNext(taken));
    lastClaim = claimed.then(
      (source) => source !== null && taken.push(source.id),
      () => {},
    );
    return claimed;
  };

  const readNext = async (): Promise<boolean> => {
    const source = await claimInTurn();
    if (source === null) return false;
    const { crawled, isHostSilent } = await runSource(source, deps);
    read.push(crawled);
    onCrawled?.(crawled);
    if (source.host !== null) await rest(source.host, isHostSilent);
    return true;
  };

  // Whoever finds nothing ends: what a host that is busy now has left is for the one who reads it.
  const worker = async (): Promise<void> => {
    try {
      while (deps.signal?.aborted !== true && !isBroken && (await readNext()));
    } catch (error) {
      isBroken = true;
      throw error;
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: deps.concurrency ?? defaultConcurrency }, worker));
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
  return read;
};

/** Has a host that says nothing, time after time, left alone for a while: each try takes its whole time limit. */
const hostRest = ({ sequelize, clock }: CrawlDeps) => {
  const silent = new Map<string, number>();
  return async (host: string, isSilent: boolean): Promise<void> => {
    const count = isSilent ? (silent.get(host) ?? 0) + 1 : 0;
    silent.set(host, count);
    if (count >= silentSources) await holdHostBack(sequelize, host, new Date(clock.now().getTime() + silentHostMs));
  };
};
