import { setImmediate as nextTurn } from 'node:timers/promises';

/** A chat must be acknowledged meanwhile: no stretch of work is longer than this and one item. */
const longestStretchMs = 10;

/** To be awaited between two pieces of work: gives everybody else a turn where it is time for one. */
export const turnTaker = (): (() => Promise<void> | undefined) => {
  let since = performance.now();
  return () => {
    if (performance.now() - since < longestStretchMs) return undefined;
    return nextTurn().then(() => {
      since = performance.now();
    });
  };
};

/** `[...items].map(make)`, with everybody else's turn in between where it takes long. */
export const unhurried = async <T, R>(items: Iterable<T>, make: (item: T) => R): Promise<R[]> => {
  const made: R[] = [];
  const turn = turnTaker();
  for (const item of items) {
    made.push(make(item));
    await turn();
  }
  return made;
};
