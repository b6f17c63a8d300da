import { randomInt } from 'node:crypto';

/** Of this run; FAULT_SEED repeats another's. */
export const seed = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));

/** FAULT_FULL=1: every fault as often as it is promised for. */
export const isFull = process.env.FAULT_FULL === '1';

/** mulberry32: the same numbers from 0 up to 1 for the same seed. */
export const seeded = (from: number): (() => number) => {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
