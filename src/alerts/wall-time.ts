/** What clocks on the wall show somewhere: a date, in days since 1970-01-01, and a minute of that day. */
export interface WallTime {
  readonly day: number;
  /** 0 to 1439. */
  readonly minute: number;
}

const secondMs = 1000;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Making one takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timezone: string): Intl.DateTimeFormat => {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  formats.set(timezone, made);
  return made;
};

/** True for a name of the IANA database that this runtime knows. */
export const isTimezone = (name: string): boolean => {
  try {
    return formatOf(name).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** How far clocks in a zone are ahead of UTC at an instant, in milliseconds. */
export const offsetMs = (timezone: string, instantMs: number): number => {
  const whole = Math.floor(instantMs / secondMs) * secondMs;
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = formatOf(timezone)
    .format(whole)
    .split(/\D+/)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
};

/** What clocks in a zone show at an instant. */
export const wallTimeAt = (timezone: string, instant: Date): WallTime => {
  const shown = instant.getTime() + offsetMs(timezone, instant.getTime());
  const day = Math.floor(shown / dayMs);
  return { day, minute: Math.floor((shown - day * dayMs) / minuteMs) };
};

/**
 * The instant at which clocks in a zone show a time: the first one where they show it twice, and
 * the first one after it where they leave it out.
 */
export const instantOf = (timezone: string, { day, minute }: WallTime): Date => {
  const shown = day * dayMs + minute * minuteMs;
  const before = offsetMs(timezone, shown - dayMs);
  const after = offsetMs(timezone, shown + dayMs);
  // A clock that is ahead shows a time earlier.
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (offsetMs(timezone, shown - offset) === offset) return new Date(shown - offset);
  }
  return new Date(changeWithin(timezone, shown - after, shown - before));
};

/** The first second, above `fromMs` and up to `toMs`, at which the offset is no longer that of `fromMs`. */
const changeWithin = (timezone: string, fromMs: number, toMs: number): number => {
  const before = offsetMs(timezone, fromMs);
  let [low, high] = [fromMs, toMs];
  while (high - low > secondMs) {
    const middle = low + Math.floor((high - low) / 2 / secondMs) * secondMs;
    if (offsetMs(timezone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
};

/** `2026-11-27`. */
export const dateName = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** 1 (Monday) to 7 (Sunday). */
export const weekdayOf = (day: number): number => ((day + 3) % 7) + 1;

/** The day of a date written `2026-11-27`; null where there is no such date. */
export const dayNamed = (name: string): number | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(name)) return null;
  const ms = Date.parse(`${name}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== name ? null : ms / dayMs;
};
