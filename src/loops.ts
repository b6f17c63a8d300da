import type { Sequelize } from 'sequelize';
import type { TickName } from './config.ts';
import { isStorageAway } from './database.ts';
import { type CrawlDeps, crawlDue } from './ingest/crawl.ts';
import { type DraftQueuedDeps, draftQueued } from './letters/draft-queued.ts';
import type { Logger } from './logger.ts';
import { matchNewJobs } from './matching/match-new-jobs.ts';
import type { Delivery } from './outbox/deliver.ts';
import { singleFlight } from './single-flight.ts';

interface Deps {
  readonly sequelize: Sequelize;
  readonly logger: Logger;
  readonly delivery: Delivery;
  readonly reading: Pick<CrawlDeps, 'fetcher' | 'readFile' | 'sampleBoard'>;
  readonly drafting: Pick<DraftQueuedDeps, 'writer' | 'loadRequest'>;
  /** Forgets what has been kept long enough. */
  readonly forgetOld: () => Promise<void>;
}

export interface Loops {
  /** One turn of a loop. Never overlaps with itself. Throws what the database throws. */
  readonly tick: (name: TickName, at: Date) => Promise<void>;
  /** One turn of every loop, to its end: what is due is read, matched, drafted and sent. */
  readonly turnAll: (at: Date) => Promise<void>;
  /** The same, and what fails is logged instead of thrown. */
  readonly guarded: (work: () => Promise<void>) => Promise<void>;
  /** Begins nothing new and waits for what is under way. */
  readonly stop: () => Promise<void>;
}

/** Boards to jobs to matches to messages: each loop wakes the next, and the schedule wakes each as well. */
export const createLoops = ({ sequelize, logger, delivery, reading, drafting, forgetOld }: Deps): Loops => {
  const stopping = new AbortController();
  const { signal } = stopping;

  /** Not awaited: a backlog takes minutes to send and must hold up no other loop. */
  const wakeDelivery = () => void delivery.run();

  const match = singleFlight(async () => {
    let found = 0;
    for (let more = true; more && !signal.aborted; ) {
      const turn = await matchNewJobs({ sequelize, logger });
      found += turn.matches;
      more = turn.more;
    }
    if (found > 0) wakeDelivery();
  });

  const draft = singleFlight(async () => {
    const drafted = await draftQueued({ sequelize, logger, signal, ...drafting });
    if (drafted > 0) wakeDelivery();
  });

  const crawl = inOrder(async (at: Date) => {
    if (signal.aborted) return;
    const read = await crawlDue({ sequelize, logger, signal, clock: { now: () => at }, ...reading });
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
      await delivery.run();
    },
    maintain: forgetOld,
  };

  return {
    tick: (name, at) => ticks[name](at),
    turnAll: async (at) => {
      await crawl(at);
      await match();
      await draft();
      await delivery.run();
    },
    guarded,
    stop: async () => {
      stopping.abort();
      await guarded(async () => {
        await Promise.all([crawl(new Date(0)), match(), draft()]);
      });
    },
  };
};

/** One call after the other, each with its own argument. */
const inOrder = <T>(work: (argument: T) => Promise<void>): ((argument: T) => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  return (argument) => {
    const run = last.catch(() => {}).then(() => work(argument));
    last = run;
    return run;
  };
};
