import type { AnalysedJob, Place } from '../analyse.ts';
import { publishedAt } from '../matches.ts';
import type { Asked } from './conditions.ts';
import type { Dictionary } from './dictionary.ts';
import { bitsOfJob } from './enumerations.ts';
import { forEachFeature, paysIn } from './features.ts';

/** A job as segments look at it. */
export interface AskedJob extends Asked {
  /** Those of its features that some filter asks for, each once. */
  readonly features: readonly number[];
  readonly bits: number;
}

/** Turns one job after the other into what segments ask; what it gave for the last one is void with the next. */
export type AskJob = (analysed: AnalysedJob, now: Date) => AskedJob;

const nowhere: readonly Place[] = [];

/**
 * One for a thread. That a feature is there is noted by the number of the job, so that nothing is
 * cleared between two jobs.
 */
export const createAskJob = (dictionary: Dictionary): AskJob => {
  let present = new Uint32Array(1024);
  let job = 0;

  return (analysed, now) => {
    if (present.length < dictionary.size()) present = new Uint32Array(dictionary.size() * 2);
    job = job === 0xffffffff ? 1 : job + 1;
    if (job === 1) present.fill(0);
    const stamp = job;
    const noted = present;
    const features: number[] = [];
    forEachFeature(analysed, (feature) => {
      const id = dictionary.find(feature);
      if (id === undefined || noted[id] === stamp) return;
      noted[id] = stamp;
      features.push(id);
    });
    const { salaryYearlyMin: min, salaryYearlyMax: max, salaryCurrency: currency } = analysed.job;
    return {
      features,
      bits: bitsOfJob(analysed.job),
      has: (feature) => noted[feature] === stamp,
      placesOf: (word) => analysed.places.get(dictionary.featureOf(word)) ?? nowhere,
      department: analysed.department,
      least: min ?? max,
      most: max ?? min,
      currency: currency === null ? null : (dictionary.find(paysIn(currency)) ?? null),
      ageMs: now.getTime() - publishedAt(analysed.job),
    };
  };
};
