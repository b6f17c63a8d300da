const firstMs = 5 * 60 * 1000;
const longestMs = 6 * 60 * 60 * 1000;

/**
 * Milliseconds to leave a source alone after its `failures`-th failure in a row: 5 minutes, doubled
 * each time up to 6 hours, or what its host asked for where that is longer.
 */
export const backoffMs = (failures: number, retryAfterMs = 0): number =>
  Math.max(Math.min(firstMs * 2 ** Math.max(failures - 1, 0), longestMs), retryAfterMs);
