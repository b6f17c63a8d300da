import type { JobFilter } from '../filter.ts';
import { createSegmentBuilder, type SegmentBuilder } from './build-segment.ts';
import { type Compiled, compile } from './compile.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { createMatchJob, type MatchJob, type Searches } from './matcher.ts';
import { emptySegment, placeOf, type Segment, sizeOf } from './segment.ts';

/** What became of a search: its filter, or null where it is gone or paused. */
export interface Change {
  readonly id: number;
  readonly filter: JobFilter | null;
}

/** All searches of one moment, and what changed since. */
export interface Engine {
  readonly dictionary: Dictionary;
  /** For threads; another object after every change. */
  readonly searches: () => Searches;
  /** Finds what a job fits, in this thread. */
  readonly match: MatchJob;
  /** Takes changes over; the last one of a search counts. */
  readonly apply: (changes: readonly Change[]) => Promise<void>;
  /** True: so much has changed that the searches should be loaded anew. */
  readonly isWorn: () => boolean;
  readonly size: () => { readonly searches: number; readonly bytes: number };
}

/** How common features are among the jobs, from 0 to 1. */
export type Frequency = (feature: string) => number;

export interface EngineBuilder {
  /** In the order of their ids. */
  readonly add: (id: number, filter: JobFilter) => void;
  readonly build: () => Promise<Engine>;
}

/** Building the small segment anew costs as much as it holds; so much takes some ten milliseconds. */
const mostChanged = 5_000;

/** Gathers the searches of one moment. `breathe` lets other work go on, and is called every few milliseconds. */
export const createEngineBuilder = (frequency: Frequency, breathe: () => Promise<void>): EngineBuilder => {
  const dictionary = createDictionary();
  const shares: number[] = [];
  const shareOf = (feature: number): number => {
    const known = shares[feature];
    if (known !== undefined) return known;
    const share = frequency(dictionary.featureOf(feature));
    shares[feature] = share;
    return share;
  };
  const builder = createSegmentBuilder(dictionary, shareOf);
  return {
    add: (id, filter) => builder.add(id, compile(filter, dictionary)),
    build: async () =>
      createEngine(await builder.build(breathe), dictionary, () => createSegmentBuilder(dictionary, shareOf), breathe),
  };
};

const createEngine = (
  main: Segment,
  dictionary: Dictionary,
  newBuilder: () => SegmentBuilder,
  breathe: () => Promise<void>,
): Engine => {
  const changed = new Map<number, Compiled | null>();
  const dead = new Uint8Array(new SharedArrayBuffer(main.ids.length));
  let searches: Searches = { main, delta: emptySegment, dead };
  let match = createMatchJob(dictionary, searches);

  return {
    dictionary,
    searches: () => searches,
    match: (job, now) => match(job, now),
    apply: async (changes) => {
      if (changes.length === 0) return;
      for (const { id, filter } of changes) changed.set(id, filter === null ? null : compile(filter, dictionary));
      const builder = newBuilder();
      for (const [id, compiled] of [...changed].sort(([one], [other]) => one - other)) {
        if (compiled !== null) builder.add(id, compiled);
      }
      const delta = await builder.build(breathe);
      // Only now, and at once: between the two a search would be found twice or not at all.
      for (const { id } of changes) {
        const place = placeOf(main, id);
        if (place >= 0) dead[place] = 1;
      }
      searches = { main, delta, dead };
      match = createMatchJob(dictionary, searches);
    },
    isWorn: () => changed.size > Math.max(mostChanged, main.ids.length / 10),
    size: () => ({
      searches: main.ids.length + searches.delta.ids.length,
      bytes: sizeOf(main) + sizeOf(searches.delta) + dead.byteLength,
    }),
  };
};
