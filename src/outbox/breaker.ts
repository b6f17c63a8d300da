/** Keeps a platform that does not answer from being asked. Pure but for what it remembers; times are the caller's. */
export interface Breaker {
  /** Nothing may be sent. */
  readonly isOpen: (nowMs: number) => boolean;
  /** One message at a time may be sent, to see whether it answers again. */
  readonly isTrying: (nowMs: number) => boolean;
  /** It answered, whatever it said. */
  readonly answered: () => void;
  /** It did not. */
  readonly failed: (nowMs: number) => void;
}

/** More than are ever in flight, so that one hiccup of a connection opens nothing. */
const mostFailures = 5;
const firstPauseMs = 5_000;
const longestPauseMs = 60_000;

/**
 * Opens after five sends in a row without an answer, for 5 s, and twice as long after each trial
 * that fails, up to a minute. Every unanswered send may be a message that arrives twice, and each
 * row is worth only so many of them: an outage of the platform must not use them up.
 */
export const createBreaker = (): Breaker => {
  let failures = 0;
  let openedAt = 0;

  const pauseMs = (): number => Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(10, failures - mostFailures));
  const isBroken = (): boolean => failures >= mostFailures;

  return {
    isOpen: (nowMs) => isBroken() && nowMs >= openedAt && nowMs - openedAt < pauseMs(),
    isTrying: (nowMs) => isBroken() && !(nowMs >= openedAt && nowMs - openedAt < pauseMs()),
    answered: () => {
      failures = 0;
    },
    failed: (nowMs) => {
      failures += 1;
      if (isBroken()) openedAt = nowMs;
    },
  };
};
