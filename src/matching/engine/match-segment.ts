import type { AskedJob } from './asked-job.ts';
import { hold } from './conditions.ts';
import { none, type Segment } from './segment.ts';

export interface Fits {
  /** Ids of the searches that fit, ascending. */
  readonly ids: Int32Array;
  /** How many searches were looked at one by one. */
  readonly candidates: number;
}

/** Finds the searches of one segment that a job fits. `isDead` null: none is. */
export type MatchSegment = (job: AskedJob, isDead: ((place: number) => boolean) | null) => Fits;

/**
 * One for a segment and a thread. A job meets the groups of its own features alone, of those only the
 * groups whose second feature it has too, and of those each search once.
 */
export const createMatchSegment = (segment: Segment): MatchSegment => {
  const { ids, firstStart, second, groupStart, members, memberBits, memberCode } = segment;
  const metAt = new Uint32Array(ids.length);
  /** A bit a search: they are found in any order and told in that of their ids. */
  const fitting = new Uint32Array((ids.length + 31) >>> 5);
  /** A bit for 32 of those, so that where nothing fits is passed by quickly. */
  const blocks = new Uint32Array((fitting.length + 31) >>> 5);
  const knownFeatures = firstStart.length - 1;
  let turn = 0;

  return (job, isDead) => {
    turn = turn === 0xffffffff ? 1 : turn + 1;
    if (turn === 1) metAt.fill(0);
    let candidates = 0;
    let count = 0;
    const { features, featureCount, present, bits } = job;
    for (let feature = 0; feature < featureCount; feature += 1) {
      const first = features[feature] ?? 0;
      if (first >= knownFeatures) continue;
      const end = firstStart[first + 1] ?? 0;
      for (let group = firstStart[first] ?? 0; group < end; group += 1) {
        const beside = second[group] ?? none;
        if (beside !== none && (((present[beside >>> 5] ?? 0) >>> (beside & 31)) & 1) === 0) continue;
        const last = groupStart[group + 1] ?? 0;
        for (let member = groupStart[group] ?? 0; member < last; member += 1) {
          let place = members[member] ?? 0;
          if (place < 0) {
            place = ~place;
            if (metAt[place] === turn) continue;
            metAt[place] = turn;
          }
          candidates += 1;
          if ((bits & (memberBits[member] ?? 0)) !== bits) continue;
          const conditions = memberCode[member] ?? 0;
          if (conditions !== 0 && !hold(segment, conditions, job)) continue;
          if (isDead?.(place)) continue;
          const block = place >>> 5;
          fitting[block] = (fitting[block] ?? 0) | (1 << (place & 31));
          blocks[block >>> 5] = (blocks[block >>> 5] ?? 0) | (1 << (block & 31));
          count += 1;
        }
      }
    }
    return { ids: takeBits(fitting, blocks, ids, count), candidates };
  };
};

/** The ids at the bits that are set, which it clears. */
const takeBits = (fitting: Uint32Array, blocks: Uint32Array, ids: Int32Array, count: number): Int32Array => {
  const taken = new Int32Array(count);
  let next = 0;
  for (let index = 0; next < count; index += 1) {
    let some = blocks[index] ?? 0;
    blocks[index] = 0;
    for (; some !== 0; some &= some - 1) {
      const block = index * 32 + lowest(some);
      let rest = fitting[block] ?? 0;
      fitting[block] = 0;
      for (; rest !== 0; rest &= rest - 1) {
        taken[next] = ids[block * 32 + lowest(rest)] ?? 0;
        next += 1;
      }
    }
  }
  return taken;
};

/** The place of the lowest bit that is set. */
const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);
