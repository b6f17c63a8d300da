import { parentPort } from 'node:worker_threads';
import { analyseJob } from '../analyse.ts';
import type { MatchableJob } from '../filter.ts';
import { encodeSearchIds } from '../search-ids.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { createMatchJob, type MatchJob, type Searches } from './matcher.ts';

/** What the pool tells a worker: the searches, whenever they changed, and jobs to match with those. */
export type Told =
  | {
      readonly kind: 'searches';
      readonly searches: Searches;
      /** Those that it does not know yet; with `isNew` it forgets the others. */
      readonly features: readonly string[];
      readonly isNew: boolean;
    }
  | { readonly kind: 'jobs'; readonly jobs: readonly MatchableJob[]; readonly now: Date };

/** Of each job, in their order, the searches that fit: `encodeSearchIds` of them, and how many they are. */
export type Answer = readonly { readonly searchIds: Uint8Array; readonly count: number }[];

let dictionary: Dictionary = createDictionary();
let match: MatchJob | null = null;

parentPort?.on('message', (told: Told) => {
  if (told.kind === 'searches') {
    if (told.isNew) dictionary = createDictionary();
    told.features.forEach(dictionary.intern);
    match = createMatchJob(dictionary, told.searches);
    return;
  }
  const answer: Answer = told.jobs.map((job) => {
    const ids = match?.(analyseJob(job), told.now).ids ?? [];
    // A copy of its own: a message carries the whole memory behind a view.
    return { searchIds: new Uint8Array(encodeSearchIds(ids)), count: ids.length };
  });
  parentPort?.postMessage(answer);
});
