const baseMs = 1_000;
const maxMs = 15 * 60_000;

/**
 * Milliseconds to wait after the given number of failed attempts (from 1): full jitter, so
 * anything from 0 to a ceiling that doubles from 1 s to 15 min. Full, because rows that failed
 * together in one outage must not come back together. `random` gives numbers from 0 up to 1.
 */
export const backoffMs = (attempts: number, random: () => number): number =>
  Math.round(random() * Math.min(maxMs, baseMs * 2 ** Math.max(0, attempts - 1)));
