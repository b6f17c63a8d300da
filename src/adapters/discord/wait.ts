import { setTimeout as timer } from 'node:timers/promises';

/** Resolves after `ms`, or at once when the signal aborts. Never rejects. */
export const waitUntil = async (ms: number, signal: AbortSignal): Promise<void> => {
  await timer(ms, undefined, { signal }).catch(() => undefined);
};

/** The promise's value, or `late` where it takes longer than `ms`. */
export const within = async <T, L>(ms: number, promise: Promise<T>, late: L): Promise<T | L> => {
  const timeout = new AbortController();
  try {
    return await Promise.race([promise, waitUntil(ms, timeout.signal).then(() => late)]);
  } finally {
    timeout.abort();
  }
};
