const DAY_MS = 24 * 3_600_000;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `today`, `yesterday`, `12 days ago`, `3 months ago`: how long ago something was, in UTC days. */
export const ago = (then: Date, now: Date): string => {
  const days = Math.max(0, Math.floor(now.getTime() / DAY_MS) - Math.floor(then.getTime() / DAY_MS));
  if (days < 60) return relative.format(-days, 'day');
  return relative.format(-Math.floor(days / 30.4), 'month');
};

/** `21 Nov 2026`, in UTC. */
export const day = (date: Date): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date);
