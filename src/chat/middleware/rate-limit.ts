import type { Clock } from '../../clock.ts';

/** Whether a sender may be served now; where not, in how many seconds, and whether they know already. */
export type Allowance =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly seconds: number; readonly isTold: boolean };

interface Bucket {
  tokens: number;
  filledAt: number;
  isTold: boolean;
}

/** A person taps through a list quickly, but not sixty times in a row at more than two a second. */
const BURST = 60;
const PER_SECOND = 2;
/** Buckets are full again after BURST seconds and can be forgotten then. */
const MAX_BUCKETS = 10_000;

/** A token bucket per sender, in memory: it protects this process, so it need not survive it. */
export const createRateLimit = (clock: Clock): ((sender: string) => Allowance) => {
  const buckets = new Map<string, Bucket>();
  return (sender) => {
    const now = clock.now().getTime();
    const bucket = buckets.get(sender) ?? { tokens: BURST, filledAt: now, isTold: false };
    const tokens = Math.min(BURST, bucket.tokens + (Math.max(0, now - bucket.filledAt) / 1000) * PER_SECOND);
    if (buckets.size >= MAX_BUCKETS && !buckets.has(sender)) forgetFull(buckets, now);
    if (tokens >= 1) {
      buckets.set(sender, { tokens: tokens - 1, filledAt: now, isTold: false });
      return { allowed: true };
    }
    buckets.set(sender, { tokens, filledAt: now, isTold: true });
    return { allowed: false, seconds: Math.ceil((1 - tokens) / PER_SECOND), isTold: bucket.isTold };
  };
};

const forgetFull = (buckets: Map<string, Bucket>, now: number): void => {
  for (const [sender, bucket] of buckets) {
    if (now - bucket.filledAt > (BURST / PER_SECOND) * 1000) buckets.delete(sender);
  }
};
