const longestMs = 24 * 60 * 60 * 1000;

/**
 * Milliseconds that a Retry-After header (seconds or an HTTP date) asks to wait from `now` on, at
 * most a day; null where it asks for nothing readable.
 */
export const retryAfterMs = (header: string | null, now: Date): number | null => {
  if (header === null) return null;
  const text = header.trim();
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), longestMs);
};
