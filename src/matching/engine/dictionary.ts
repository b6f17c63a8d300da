/**
 * Numbers for what a filter can ask of a job, a feature each: a word anywhere (`rust`), a word in one
 * field (`A rust`), a label (`=remote yes`). Invariant: a number is given once and never changes, so
 * that segments made at different times agree.
 */
export interface Dictionary {
  /** The number of a feature, given now if it had none. */
  readonly intern: (feature: string) => number;
  /** The number of a feature; undefined: no filter has asked for it. */
  readonly find: (feature: string) => number | undefined;
  readonly featureOf: (id: number) => string;
  readonly size: () => number;
  /** All features from the number `from` on, in the order of their numbers. */
  readonly since: (from: number) => readonly string[];
}

/** A dictionary that knows these features, numbered as they stand. */
export const createDictionary = (known: readonly string[] = []): Dictionary => {
  const features = [...known];
  const ids = new Map(features.map((feature, id) => [feature, id]));
  return {
    intern: (feature) => {
      const found = ids.get(feature);
      if (found !== undefined) return found;
      const id = features.length;
      ids.set(feature, id);
      features.push(feature);
      return id;
    },
    find: (feature) => ids.get(feature),
    featureOf: (id) => features[id] ?? '',
    size: () => features.length,
    since: (from) => features.slice(from),
  };
};
