import { setImmediate as nextTurn } from 'node:timers/promises';

/** A chat must be acknowledged meanwhile: no stretch of work is longer than this and one item. */
const longestStretchMs = 10;

/** `[...items].map(make)`, with everybody else's turn in between where it takes long. */
export const unhurried = async <T, R>(items: Iterable<T>, make: (item: T) => R): Promise<R[]> => {
  const made: R[] = [];
  let since = performance.now();
  for (const item of items) {
    made.push(make(item));
    if (performance.now() - since < longestStretchMs) continue;
    await nextTurn();
    since = performance.now();
  }
  return made;
};
