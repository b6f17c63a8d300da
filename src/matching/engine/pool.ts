import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { MatchableJob } from '../filter.ts';
import type { Dictionary } from './dictionary.ts';
import type { Engine } from './engine.ts';
import type { Searches } from './matcher.ts';
import type { Answer, Told } from './worker.ts';

/** Threads that analyse and match jobs while this one goes on answering people. */
export interface Pool {
  /** In the order of the jobs. Throws where a thread died; the next call has new ones. */
  readonly match: (engine: Engine, jobs: readonly MatchableJob[], now: Date) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

interface Hand {
  readonly worker: Worker;
  dictionary: Dictionary | null;
  searches: Searches | null;
  /** How many features it knows. */
  known: number;
}

/** More would stand in each other's way at the database, which gives the jobs. */
const mostThreads = 4;
/** Small enough that threads end together. */
const jobsAtOnce = 25;

/** The threads start with the first call. */
export const createPool = (threads = Math.min(mostThreads, availableParallelism())): Pool => {
  let hands: Hand[] = [];

  const start = (): void => {
    const url = new URL('./worker.ts', import.meta.url);
    hands = Array.from({ length: threads }, () => {
      const worker = new Worker(url);
      // A thread that has nothing to do keeps no process alive.
      worker.unref();
      return { worker, dictionary: null, searches: null, known: 0 };
    });
  };

  const stop = async (): Promise<void> => {
    const ending = hands;
    hands = [];
    await Promise.all(ending.map(({ worker }) => worker.terminate()));
  };

  const prepare = (hand: Hand, { dictionary, searches }: Engine): void => {
    if (hand.searches === searches()) return;
    const isNew = hand.dictionary !== dictionary;
    const features = dictionary.since(isNew ? 0 : hand.known);
    hand.worker.postMessage({ kind: 'searches', searches: searches(), features, isNew } satisfies Told);
    hand.dictionary = dictionary;
    hand.searches = searches();
    hand.known = dictionary.size();
  };

  return {
    match: async (engine, jobs, now) => {
      if (hands.length === 0) start();
      const answers: Answer[] = [];
      let next = 0;
      const work = async (hand: Hand): Promise<void> => {
        prepare(hand, engine);
        while (next * jobsAtOnce < jobs.length) {
          const chunk = next;
          next += 1;
          const some = jobs.slice(chunk * jobsAtOnce, (chunk + 1) * jobsAtOnce);
          hand.worker.postMessage({ kind: 'jobs', jobs: some, now } satisfies Told);
          const [answer]: [Answer] = (await once(hand.worker, 'message')) as [Answer];
          answers[chunk] = answer;
        }
      };
      try {
        for (const { worker } of hands) worker.ref();
        await Promise.all(hands.map(work));
      } catch (error) {
        await stop();
        throw error;
      } finally {
        for (const { worker } of hands) worker.unref();
      }
      return answers.flat();
    },
    stop,
  };
};
