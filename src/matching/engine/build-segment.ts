import { anchorsOf } from './anchors.ts';
import type { Compiled } from './compile.ts';
import { noMore, writeConditions } from './conditions.ts';
import type { Dictionary } from './dictionary.ts';
import { always } from './features.ts';
import { createGrowing } from './growing.ts';
import { float64, int32, type Segment, uint32 } from './segment.ts';

export interface SegmentBuilder {
  /** Adds a search. In the order of their ids, each once. */
  readonly add: (id: number, compiled: Compiled) => void;
  /** The segment of all that was added. Gives way by `breathe` every few milliseconds. */
  readonly build: (breathe: () => Promise<void>) => Promise<Segment>;
}

/** About a millisecond of work. */
const workAtOnce = 20_000;

/**
 * Gathers searches into a segment. `frequency` says of a feature which share of the jobs has it, as it
 * is known now; wrong numbers cost time only.
 */
export const createSegmentBuilder = (
  dictionary: Dictionary,
  frequency: (feature: number) => number,
): SegmentBuilder => {
  const alwaysThere = dictionary.intern(always);
  const ids = createGrowing();
  const bits = createGrowing();
  const codeStart = createGrowing();
  const code = createGrowing();
  const numbers: number[] = [];
  const firsts = createGrowing();
  const seconds = createGrowing();
  const members = createGrowing();

  return {
    add: (id, compiled) => {
      const place = ids.length();
      ids.push(id);
      bits.push(compiled.bits);
      codeStart.push(code.length());
      const { pairs, decided } = anchorsOf(compiled, frequency, alwaysThere);
      for (const [first, second] of pairs) {
        firsts.push(first);
        seconds.push(second);
        members.push(pairs.length === 1 ? place : ~place);
      }
      writeConditions(compiled, decided, code, numbers);
    },

    build: async (breathe) => {
      codeStart.push(code.length());
      const placed = placeCode(codeStart.view(), code.view());
      const order = await sortedByPair(firsts.view(), seconds.view(), dictionary.size(), breathe);
      const firstStart = uint32(dictionary.size() + 1);
      const sortedMembers = int32(order.length);
      const memberBits = int32(order.length);
      const memberCode = uint32(order.length);
      const second = createGrowing();
      const groupStart = createGrowing();
      let feature = -1;
      for (let index = 0; index < order.length; index += 1) {
        const entry = order[index] ?? 0;
        const first = firsts.at(entry);
        if (first !== feature || second.at(second.length() - 1) !== seconds.at(entry)) {
          while (feature < first) {
            feature += 1;
            firstStart[feature] = second.length();
          }
          second.push(seconds.at(entry));
          groupStart.push(index);
        }
        const member = members.at(entry);
        const place = member < 0 ? ~member : member;
        sortedMembers[index] = member;
        memberBits[index] = bits.at(place);
        memberCode[index] = placed.startOf(place);
        if (index % workAtOnce === 0) await breathe();
      }
      firstStart.fill(second.length(), feature + 1);
      groupStart.push(order.length);
      return {
        ids: shared(ids.view()),
        code: shared(placed.view()),
        numbers: sharedNumbers(numbers),
        firstStart,
        second: shared(second.view()),
        groupStart: sharedUnsigned(groupStart.view()),
        members: sortedMembers,
        memberBits,
        memberCode,
      };
    },
  };
};

/** Puts the conditions of searches in the order in which their starts are first asked for. */
const placeCode = (codeStart: Int32Array, code: Int32Array) => {
  const starts = new Uint32Array(codeStart.length);
  const placed = createGrowing();
  placed.push(noMore);
  return {
    startOf: (place: number): number => {
      const from = codeStart[place] ?? 0;
      const to = codeStart[place + 1] ?? 0;
      if (from === to || starts[place] !== 0) return starts[place] ?? 0;
      const start = placed.length();
      starts[place] = start;
      for (let at = from; at < to; at += 1) placed.push(code[at] ?? 0);
      placed.push(noMore);
      return start;
    },
    view: placed.view,
  };
};

/** Places of entries, in the order of first and then second feature, and as they were added among equals. */
const sortedByPair = async (
  firsts: Int32Array,
  seconds: Int32Array,
  features: number,
  breathe: () => Promise<void>,
): Promise<Uint32Array> => {
  const starts = new Uint32Array(features + 1);
  for (const first of firsts) starts[first + 1] = (starts[first + 1] ?? 0) + 1;
  for (let feature = 0; feature < features; feature += 1) {
    starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0);
  }
  const next = starts.slice();
  const order = new Uint32Array(firsts.length);
  for (let entry = 0; entry < firsts.length; entry += 1) {
    const first = firsts[entry] ?? 0;
    const place = next[first] ?? 0;
    order[place] = entry;
    next[first] = place + 1;
    if (entry % workAtOnce === 0) await breathe();
  }
  let work = 0;
  for (let feature = 0; feature < features; feature += 1) {
    const bucket = order.subarray(starts[feature], starts[feature + 1]);
    if (bucket.length > 1) bucket.sort((one, other) => (seconds[one] ?? 0) - (seconds[other] ?? 0) || one - other);
    work += bucket.length;
    if (work < workAtOnce) continue;
    work = 0;
    await breathe();
  }
  return order;
};

const shared = (values: Int32Array): Int32Array => {
  const copy = int32(values.length);
  copy.set(values);
  return copy;
};
const sharedUnsigned = (values: Int32Array): Uint32Array => {
  const copy = uint32(values.length);
  copy.set(values);
  return copy;
};
const sharedNumbers = (values: readonly number[]): Float64Array => {
  const copy = float64(values.length);
  copy.set(values);
  return copy;
};
