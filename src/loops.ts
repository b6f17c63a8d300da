import type { Sequelize } from 'sequelize';
import { fanOut } from './alerts/fan-out.ts';
import { tellDue } from './alerts/tell-due.ts';
import type { Clock } from './clock.ts';
import type { TickName } from './config.ts';
import { isStorageAway } from './database.ts';
import { type CrawlDeps, crawlDue } from './ingest/crawl/crawl.ts';
import { jobsToRecheck, recheckJobs } from './ingest/lifecycle/recheck.ts';
import { type DraftQueuedDeps, draftQueued } from './letters/draft-queued.ts';
import type { Logger } from './logger.ts';
import { backfillOutstanding } from './matching/backfill.ts';
import { createMatcher } from './matching/match-new-jobs.ts';
import { tellOperators } from './operations/tell-operators.ts';
import type { Delivery } from './outbox/deliver.ts';
import { singleFlight } from './single-flight.ts';
import { takeTurnAt } from './turns.ts';

interface Deps {
  readonly sequelize: Sequelize;
  readonly logger: Logger;
  readonly delivery: Delivery;
  readonly reading: Pick<CrawlDeps, 'fetcher' | 'readFile' | 'sampleBoard' | 'keys' | 'concurrency'>;
  readonly operatorAccounts: readonly string[];
  readonly drafting: Pick<DraftQueuedDeps, 'writer' | 'loadRequest'>;
  /** Ends what is over and forgets what has been kept long enough. */
  readonly maintain: (at: Date) => Promise<void>;
  readonly clock: Clock;
}

export interface Loops {
  /**
   * One turn of a loop. Never overlaps with itself; those that only one process may do at a time are left
   * out where another is at it. Throws what the database throws.
   */
  readonly tick: (name: TickName, at: Date) => Promise<void>;
  /** One turn of every loop, to its end: what is due is read, matched, drafted and sent. */
  readonly turnAll: (at: Date) => Promise<void>;
  /** What to do when the database announces it: jobs were stored, rows were put into the outbox. Never throws. */
  readonly wake: Readonly<Record<'jobs' | 'outbox', () => void>>;
  /** The same, and what fails is logged instead of thrown. */
  readonly guarded: (work: () => Promise<void>) => Promise<void>;
  /** Begins nothing new and waits for what is under way. */
  readonly stop: () => Promise<void>;
}

/** Boards to jobs to matches to messages: each loop wakes the next, and the schedule wakes each as well. */
export const createLoops = ({
  sequelize,
  logger,
  delivery,
  reading,
  drafting,
  maintain,
  operatorAccounts,
  clock,
}: Deps): Loops => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const matcher = createMatcher({ sequelize, logger, clock });

  /** Not awaited: a backlog takes minutes to send and must hold up no other loop. */
  const wakeDelivery = () => void delivery.run();

  /** A job that nobody has seen for hours is looked at before people are told of it. */
  const recheck = singleFlight(async () => {
    const now = clock.now();
    const jobIds = await jobsToRecheck(sequelize, now, recheckedAtOnce);
    if (jobIds.length > 0) await recheckJobs({ sequelize, fetcher: reading.fetcher, jobIds, now });
  });

  const match = singleFlight(async () => {
    for (let more = true; more && !signal.aborted; ) more = (await matcher.matchNext()).more;
    let found = 0;
    for (let more = true; more && !signal.aborted; ) {
      const turn = await fanOut({ sequelize, logger, clock });
      found += turn.matches + turn.posts;
      more = turn.more;
    }
    if (found > 0) wakeDelivery();
    // Whatever a crash left between a change of a search and its backfill.
    if (!signal.aborted) await backfillOutstanding({ sequelize, limit: backfilledAtOnce });
  });

  /**
   * Once more a moment later: a transaction that began before a job's and ends after it hides the job
   * from the first look, and announces nothing of it.
   */
  let again: NodeJS.Timeout | undefined;
  const wakeMatch = (): void => {
    void guarded(match);
    clearTimeout(again);
    again = setTimeout(() => void guarded(match), lookAgainMs);
  };

  const digest = inOrder(async (at: Date) => {
    if ((await tellDue(sequelize, at, signal)) > 0) wakeDelivery();
  });

  const draft = singleFlight(async () => {
    const drafted = await draftQueued({ sequelize, logger, signal, ...drafting });
    if (drafted > 0) wakeDelivery();
  });

  const crawl = inOrder(async (at: Date) => {
    if (signal.aborted) return;
    const { read, disabled } = await crawlDue({ sequelize, logger, signal, clock: { now: () => at }, ...reading });
    if (disabled.length > 0 && (await tellOperators({ sequelize, operatorAccounts })) > 0) wakeDelivery();
    if (read > 0) await match();
  });

  const guarded = (work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => {
      if (isStorageAway(error)) logger.warn('loop waits for the database');
      else logger.error('loop failed', {}, error);
    });

  const ticks: Readonly<Record<TickName, (at: Date) => Promise<void>>> = {
    crawl,
    match: async () => {
      await match();
      // Not awaited: a letter takes up to a minute and must hold up no match.
      void guarded(draft);
    },
    deliver: async () => {
      await recheck();
      await delivery.run();
    },
    digest,
    maintain: async (at) => {
      await maintain(at);
      // Whoever was switched off in a turn that a crash cut short.
      await tellOperators({ sequelize, operatorAccounts });
    },
  };

  return {
    tick: async (name, at) => {
      const deadlineMs = exclusive[name];
      if (deadlineMs === undefined) return ticks[name](at);
      await takeTurnAt({ sequelize, logger }, name, deadlineMs, () => ticks[name](at));
    },
    turnAll: async (at) => {
      await crawl(at);
      await match();
      await digest(at);
      await draft();
      await recheck();
      await delivery.run();
    },
    wake: { jobs: wakeMatch, outbox: wakeDelivery },
    guarded,
    stop: async () => {
      stopping.abort();
      clearTimeout(again);
      await guarded(async () => {
        await Promise.all([crawl(new Date(0)), match(), digest(new Date(0)), draft()]);
      });
      await matcher.stop();
    },
  };
};

/**
 * What only one process may do at a time, and ms after which a turn that hangs is left behind. The
 * others may overlap: sources, jobs, people and messages are each taken under a lease or a lock of their own.
 */
const exclusive: Partial<Readonly<Record<TickName, number>>> = { maintain: 15 * 60_000 };

/** Transactions of a chat or the outbox take milliseconds. */
const lookAgainMs = 100;

/** Each takes tens of milliseconds, and new jobs wait for it. */
const backfilledAtOnce = 20;

/** Each may take 20 s where its host is slow, four at once: no message waits longer than half a minute for it. */
const recheckedAtOnce = 6;

/** One call after the other, each with its own argument. */
const inOrder = <T>(work: (argument: T) => Promise<void>): ((argument: T) => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  return (argument) => {
    const run = last.catch(() => {}).then(() => work(argument));
    last = run;
    return run;
  };
};
