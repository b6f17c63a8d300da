import type { Clause, Compiled } from './compile.ts';
import { none } from './segment.ts';

/** Under which pairs of features a search is found, and which of its clauses are thereby decided. */
export interface Anchors {
  /** A fitting job has, of at least one pair, both. `none`: there is no second. */
  readonly pairs: readonly (readonly [first: number, second: number])[];
  readonly decided: ReadonlySet<Clause>;
}

/** A search stands in no more groups: beyond that its second clause is asked instead. */
const mostPairs = 24;

/**
 * Files a search under its rarest clause and inside that under its second rarest. `frequency` says of a
 * feature which share of the jobs has it: wrong numbers cost time and never lose a match, because a
 * fitting job has a feature of every clause. `always` is a feature of every job.
 */
export const anchorsOf = (
  { clauses, labels }: Compiled,
  frequency: (feature: number) => number,
  always: number,
): Anchors => {
  const share = (clause: Clause): number =>
    anchorFeatures(clause, frequency).reduce((sum, feature) => sum + frequency(feature), 0);
  const ranked = [...clauses, ...(clauses.length < 2 ? labels : [])]
    .map((clause) => ({ clause, share: share(clause) }))
    .sort((one, other) => one.share - other.share);
  const [rarest, next] = ranked;
  if (rarest === undefined) return { pairs: [[always, none]], decided: new Set() };

  const firsts = anchorFeatures(rarest.clause, frequency);
  const seconds = next === undefined ? [none] : anchorFeatures(next.clause, frequency);
  const isDeep = firsts.length * seconds.length <= mostPairs;
  const used = isDeep ? [rarest, next] : [rarest];
  return {
    pairs: firsts.flatMap((first) => (isDeep ? seconds : [none]).map((second) => [first, second] as const)),
    decided: new Set(used.flatMap((one) => (one !== undefined && one.clause.phrases.length === 0 ? [one.clause] : []))),
  };
};

/** Of which every job that fulfils the clause has one: the features, and of each phrase the rarest word. */
const anchorFeatures = ({ features, phrases }: Clause, frequency: (feature: number) => number): number[] => [
  ...new Set([
    ...features,
    ...phrases.flatMap(({ features: words }) =>
      words.length === 0 ? [] : [words.reduce((rarest, word) => (frequency(word) < frequency(rarest) ? word : rarest))],
    ),
  ]),
];
