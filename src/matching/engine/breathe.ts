import { setImmediate } from 'node:timers/promises';

/** Other work waits no longer than this for ours. */
const breathEveryMs = 10;

/** Lets other work of this thread go on where ours has taken ten milliseconds in a row; costs nothing otherwise. */
export const createBreathe = (): (() => Promise<void>) => {
  let lastMs = performance.now();
  return async () => {
    if (performance.now() - lastMs < breathEveryMs) return;
    await setImmediate();
    lastMs = performance.now();
  };
};
