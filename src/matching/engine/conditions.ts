import type { Weight } from '../analyse.ts';
import { textFields } from '../filter.ts';
import type { Clause, Compiled, Pay, Phrase } from './compile.ts';
import type { Growing } from './growing.ts';
import type { Segment } from './segment.ts';

/**
 * What of a search its anchors and bits do not decide, as numbers: conditions one after the other, each
 * with how many features, the features, how many phrases, and of each phrase its field, its length
 * and its words; a 0 after the last. Invariant: `writeConditions` and `hold` agree on this.
 */
export const noMore = 0;
const one = 1;
const noneOf = 2;
const pay = 3;
const age = 4;

const anyField = -1;

/** Writes the conditions of a search; `numbers` takes amounts and ages. */
export const writeConditions = (
  { clauses, excluded, pay: wanted, postedWithinMs }: Compiled,
  decided: ReadonlySet<Clause>,
  code: Growing,
  numbers: number[],
): void => {
  const number = (value: number): number => numbers.push(value) - 1;
  if (postedWithinMs !== null) {
    code.push(age);
    code.push(number(postedWithinMs));
  }
  if (wanted !== null) writePay(wanted, code, number);
  for (const clause of clauses) {
    if (decided.has(clause)) continue;
    code.push(one);
    writeClause(clause, code);
  }
  if (excluded.features.length + excluded.phrases.length > 0) {
    code.push(noneOf);
    writeClause(excluded, code);
  }
};

const writePay = (
  { min, max, currency, mustBeStated }: Pay,
  code: Growing,
  number: (value: number) => number,
): void => {
  code.push(pay);
  code.push(number(min ?? Number.NEGATIVE_INFINITY));
  number(max ?? Number.POSITIVE_INFINITY);
  code.push(currency ?? anyField);
  code.push(mustBeStated ? 1 : 0);
};

const writeClause = ({ features, phrases }: Clause, code: Growing): void => {
  code.push(features.length);
  features.forEach(code.push);
  code.push(phrases.length);
  for (const phrase of phrases) writePhrase(phrase, code);
};

const writePhrase = ({ field, words }: Phrase, code: Growing): void => {
  code.push(field === null ? anyField : textFields.indexOf(field));
  code.push(words.length);
  words.forEach(code.push);
};

/** A job as conditions ask it. */
export interface Asked {
  readonly has: (feature: number) => boolean;
  /** Where a word stands, in the order of the positions. */
  readonly placesOf: (word: number) => readonly { readonly position: number; readonly weight: Weight }[];
  /** Positions between which the words of the department stand. */
  readonly department: readonly [number, number];
  /** Yearly, minor units; null: not stated. */
  readonly least: number | null;
  readonly most: number | null;
  /** The feature of its currency; null: none was asked for, or it names none. */
  readonly currency: number | null;
  readonly ageMs: number;
}

/** True where all conditions from `from` on hold. */
export const hold = ({ code, numbers }: Segment, from: number, job: Asked): boolean => {
  let at = from;
  for (;;) {
    const condition = code[at] ?? noMore;
    if (condition === noMore) return true;
    if (condition === age) {
      if (job.ageMs > (numbers[code[at + 1] ?? 0] ?? 0)) return false;
      at += 2;
    } else if (condition === pay) {
      if (!pays(code, numbers, at + 1, job)) return false;
      at += 4;
    } else {
      const found = someHolds(code, at + 1, job);
      if (found.holds !== (condition === one)) return false;
      at = found.end;
    }
  }
};

const pays = (code: Int32Array, numbers: Float64Array, at: number, { least, most, currency }: Asked): boolean => {
  const amounts = code[at] ?? 0;
  const wanted = code[at + 1] ?? anyField;
  const isStated = least !== null && most !== null && (wanted === anyField || wanted === currency);
  if (!isStated) return code[at + 2] !== 1;
  return most >= (numbers[amounts] ?? 0) && least <= (numbers[amounts + 1] ?? 0);
};

/** One result for all calls: it is read before the next, and is asked for by the million. */
const found = { holds: false, end: 0 };

const someHolds = (code: Int32Array, start: number, job: Asked): typeof found => {
  let at = start;
  let holds = false;
  const features = at + 1 + (code[at] ?? 0);
  for (at += 1; at < features && !holds; at += 1) holds = job.has(code[at] ?? 0);
  at = features;
  let phrases = code[at] ?? 0;
  for (at += 1; phrases > 0; phrases -= 1) {
    const length = code[at + 1] ?? 0;
    if (!holds) holds = stands(code, at, length, job);
    at += 2 + length;
  }
  found.holds = holds;
  found.end = at;
  return found;
};

const fieldWeights: readonly Weight[] = textFields.map(
  (field) => (({ title: 'A', company: 'B', location: 'C', department: 'D' }) as const)[field],
);

/** Whether the words stand next to each other; neighbours are of one field, between two a position is empty. */
const stands = (code: Int32Array, at: number, length: number, job: Asked): boolean => {
  if (length === 0) return false;
  const field = code[at] ?? anyField;
  const weight = field === anyField ? null : fieldWeights[field];
  const isDepartment = weight === 'D';
  const others: ReturnType<Asked['placesOf']>[] = [];
  for (let word = 1; word < length; word += 1) others.push(job.placesOf(code[at + 2 + word] ?? 0));
  return job
    .placesOf(code[at + 2] ?? 0)
    .some(
      (start) =>
        (weight === null || start.weight === weight) &&
        (!isDepartment || (start.position > job.department[0] && start.position < job.department[1])) &&
        others.every((places, index) => places.some((place) => place.position === start.position + index + 1)),
    );
};
