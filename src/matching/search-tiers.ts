/**
 * Which stretch of time to look at next. A search goes from the newest jobs back: a stretch is small
 * enough to sort, and once enough fits are found the older jobs are never looked at. How far the next
 * stretch goes is foretold from what the ones before gave: a broad word stops within the newest, a
 * rare one goes from there to all that is left at once.
 */
export interface Tier {
  /** The words of `job_search.labels` of which its jobs have one; empty: no label tells them apart. */
  readonly labels: readonly string[];
  /** Its jobs were published from here on, ms since 1970; null: however old. */
  readonly from: number | null;
  /** And before this; null: however new. */
  readonly to: number | null;
}

/** What a search knows of the table before it looks. Times are ms since 1970. */
export interface Recency {
  readonly now: number;
  /** When the oldest of the newest `sampled` jobs was published; null: there are not so many. */
  readonly sampleFrom: number | null;
  /** When the newest was published, which may be in the future; null: there is none. */
  readonly newest: number | null;
}

/** Enough jobs that a word of which they have no trace is rare among all the others too. */
export const sampled = 2000;

const HOUR_MS = 3_600_000;
/** The lengths of time by which `job_search.labels` says when a job was published. */
const spans = [
  { name: '6h', ms: 6 * HOUR_MS },
  { name: '1d', ms: 24 * HOUR_MS },
  { name: '4d', ms: 96 * HOUR_MS },
  { name: '16d', ms: 384 * HOUR_MS },
] as const;
/** The older, the fewer are still open; and a stretch that falls short costs one more. */
const margin = 1.5;

/**
 * Where to begin: the newest jobs, some thousand where the table has many, all where it has few; before
 * them those that say they are of the future, if there are any.
 */
export const firstTiers = ({ now, sampleFrom, newest }: Recency): Tier[] => {
  const span = sampleFrom === null ? undefined : spans.find(({ ms }) => sampleFrom >= now - ms);
  if (span === undefined) return [{ labels: [], from: null, to: null }];
  const end = span.ms * (Math.floor(now / span.ms) + 1);
  const future = newest !== null && newest >= end ? [{ labels: [], from: end, to: null }] : [];
  return [...future, stretch(span, now, end)];
};

/**
 * Where to go on after a tier, when `found` jobs fit from its beginning until now and `wanted` are enough;
 * null: the tier went to the end.
 */
export const nextTier = (
  { from }: Tier,
  { now, found, wanted }: { readonly now: number; readonly found: number; readonly wanted: number },
): Tier | null => {
  if (from === null) return null;
  const perMs = found / (now - from);
  const next = spans
    .map((span) => stretch(span, now, from))
    .find((tier) => tier.from < from && perMs * (now - tier.from) >= wanted * margin);
  return next ?? { labels: [], from: null, to: from };
};

/** The span in which `now` is and the one before it, as far as they are older than `to`. */
const stretch = ({ name, ms }: (typeof spans)[number], now: number, to: number): Tier & { readonly from: number } => {
  const current = Math.floor(now / ms);
  return { labels: [`=${name}-${current}`, `=${name}-${current - 1}`], from: (current - 1) * ms, to };
};
