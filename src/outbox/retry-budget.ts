/** Retries are a part of the sends of a window that slides by the second. */
export interface RetryBudget {
  /** Whether a retry may go out now. */
  readonly allows: (nowMs: number) => boolean;
  readonly note: (isRetry: boolean, nowMs: number) => void;
}

const windowS = 10;
/** Finagle's default (https://finagle.github.io/blog/2016/02/08/retry-budgets): a fifth, and 10 a second in any case. */
const share = 0.2;
const floorPerS = 10;

/**
 * So that an outage is not made worse by everybody coming back at once: at most a fifth of all sends
 * of the last 10 s are retries, and 10 a second in any case.
 */
export const createRetryBudget = (): RetryBudget => {
  const sends = new Map<number, { all: number; retries: number }>();

  const counted = (nowMs: number) => {
    const from = Math.floor(nowMs / 1_000) - windowS;
    let [all, retries] = [0, 0];
    for (const [second, count] of sends) {
      if (second <= from || second > from + windowS) sends.delete(second);
      else [all, retries] = [all + count.all, retries + count.retries];
    }
    return { all, retries };
  };

  return {
    allows: (nowMs) => {
      const { all, retries } = counted(nowMs);
      return retries < Math.max(floorPerS * windowS, share * all);
    },
    note: (isRetry, nowMs) => {
      const second = Math.floor(nowMs / 1_000);
      const count = sends.get(second) ?? { all: 0, retries: 0 };
      count.all += 1;
      if (isRetry) count.retries += 1;
      sends.set(second, count);
    },
  };
};
