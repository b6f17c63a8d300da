import type { AnalysedJob } from '../analyse.ts';
import { createAskJob } from './asked-job.ts';
import type { Dictionary } from './dictionary.ts';
import { createMatchSegment, type Fits } from './match-segment.ts';
import type { Segment } from './segment.ts';

/** What a thread needs to match: the large segment, the small one of what changed since, and what is gone from the large. */
export interface Searches {
  readonly main: Segment;
  readonly delta: Segment;
  /** One where a search of `main` is gone or stands in `delta` now; shared, and only ever set. */
  readonly dead: Uint8Array;
}

/** Finds every search that a job fits, ascending by id. */
export type MatchJob = (job: AnalysedJob, now: Date) => Fits;

/** One for a thread. Invariant: a search is alive in one of the two segments at most. */
export const createMatchJob = (dictionary: Dictionary, { main, delta, dead }: Searches): MatchJob => {
  const ask = createAskJob(dictionary);
  const inMain = createMatchSegment(main);
  const inDelta = createMatchSegment(delta);
  const isDead = (place: number): boolean => dead[place] === 1;
  return (job, now) => {
    const asked = ask(job, now);
    const old = inMain(asked, isDead);
    if (delta.ids.length === 0) return old;
    const fresh = inDelta(asked, null);
    return {
      ids: fresh.ids.length === 0 ? old.ids : merged(old.ids, fresh.ids),
      candidates: old.candidates + fresh.candidates,
    };
  };
};

const merged = (one: Int32Array, other: Int32Array): Int32Array => {
  const both = new Int32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both.sort();
};
