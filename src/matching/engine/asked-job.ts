import type { AnalysedJob, Place } from '../analyse.ts';
import { publishedAt } from '../matches.ts';
import type { Asked } from './conditions.ts';
import type { Dictionary } from './dictionary.ts';
import { bitsOfJob } from './enumerations.ts';
import { forEachFeature, paysIn } from './features.ts';

/** A job as segments look at it. */
export interface AskedJob extends Asked {
  /** Those of its features that some filter asks for, each once: the first `featureCount`. */
  readonly features: Int32Array;
  readonly featureCount: number;
  /** The same, a bit a feature. */
  readonly present: Uint32Array;
  readonly bits: number;
}

/** Turns one job after the other into what segments ask; what it gave for the last one is void with the next. */
export type AskJob = (analysed: AnalysedJob, now: Date) => AskedJob;

const nowhere: readonly Place[] = [];

/** One for a thread. Only the bits of the last job are cleared between two: a text has few of all words. */
export const createAskJob = (dictionary: Dictionary): AskJob => {
  let present = new Uint32Array(1024);
  let features = new Int32Array(1024);
  let featureCount = 0;
  const note = (feature: string): void => {
    const id = dictionary.find(feature);
    if (id === undefined) return;
    const block = present[id >>> 5] ?? 0;
    const bit = 1 << (id & 31);
    if ((block & bit) !== 0) return;
    present[id >>> 5] = block | bit;
    if (featureCount === features.length) features = grown(features);
    features[featureCount] = id;
    featureCount += 1;
  };
  const forget = (): void => {
    for (let index = 0; index < featureCount; index += 1) present[(features[index] ?? 0) >>> 5] = 0;
    featureCount = 0;
    if (present.length * 32 < dictionary.size()) present = new Uint32Array(dictionary.size() >>> 4);
  };

  const has = (feature: number): boolean => (((present[feature >>> 5] ?? 0) >>> (feature & 31)) & 1) === 1;

  return (analysed, now) => {
    forget();
    forEachFeature(analysed, note);
    const { salaryYearlyMin: min, salaryYearlyMax: max, salaryCurrency: currency } = analysed.job;
    return {
      features,
      featureCount,
      present,
      bits: bitsOfJob(analysed.job),
      has,
      placesOf: (word) => analysed.places.get(dictionary.featureOf(word)) ?? nowhere,
      department: analysed.department,
      least: min ?? max,
      most: max ?? min,
      currency: currency === null ? null : (dictionary.find(paysIn(currency)) ?? null),
      ageMs: now.getTime() - publishedAt(analysed.job),
    };
  };
};

const grown = (values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
};
