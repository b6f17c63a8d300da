/** The smallest value that so large a share of the values does not exceed. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN;

/** p50, p95 and p99 in a line. */
export const spread = (values: readonly number[], digits = 0): string =>
  ([0.5, 0.95, 0.99] as const)
    .map((share) => `p${share * 100} ${quantile(values, share).toFixed(digits)}`)
    .join(', ')
    .concat(' ms');
