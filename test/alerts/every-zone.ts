import type { AlertSettings } from '../../src/alerts/settings.ts';

/** The product's defaults, without quiet hours: what is tested without them is when a digest falls due. */
export const settingsWith = (given: Partial<AlertSettings> = {}): AlertSettings => ({
  cadence: 'daily',
  digestMinute: 9 * 60,
  weekday: 1,
  quietFrom: 0,
  quietTo: 0,
  perDay: 5,
  perMessage: 10,
  perCompany: null,
  pausedUntil: null,
  timezone: 'UTC',
  ...given,
});

const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** What the runtime's own calendar shows, read another way than the code does. */
export const shownIn = (timezone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
  return (ms: number): { date: string; minute: number } => {
    const [date = '', time = ''] = format.format(ms).split(' ');
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return { date, minute: hours * 60 + minutes };
  };
};

/** Every instant from `fromMs` to `toMs` at which a zone's clocks are changed, to the minute. */
export const transitions = (timezone: string, fromMs: number, toMs: number): number[] => {
  const shown = shownIn(timezone);
  const ahead = (ms: number): number => {
    const { date, minute } = shown(ms);
    return Date.parse(`${date}T00:00:00Z`) + minute * minuteMs - ms;
  };
  const found: number[] = [];
  for (let day = fromMs; day < toMs; day += dayMs) {
    if (ahead(day) === ahead(day + dayMs)) continue;
    let [low, high] = [day, day + dayMs];
    while (high - low > minuteMs) {
      const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
      if (ahead(middle) === ahead(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
};

/**
 * Straight from the claim: for each local date the first minute at which a clock shows the time asked
 * for or a later one. That is its own minute, the first of two, or the first valid one after a gap,
 * which is on the next date where the gap reaches midnight.
 */
export const firstMinutes = (timezone: string, fromMs: number, toMs: number) => {
  const shown = shownIn(timezone);
  const minutes: { date: string; ordinal: number; ms: number }[] = [];
  for (let ms = fromMs; ms < toMs; ms += minuteMs) {
    const { date, minute } = shown(ms);
    minutes.push({ date, ordinal: Date.parse(date) / minuteMs + minute, ms });
  }
  const dates = [...new Set(minutes.map(({ date }) => date))].slice(1);
  return (digestMinute: number): Map<string, number> => {
    const first = new Map<string, number>();
    for (const date of dates) {
      const wanted = Date.parse(date) / minuteMs + digestMinute;
      const found = minutes.find(({ ordinal }) => ordinal >= wanted);
      if (found !== undefined) first.set(date, found.ms);
    }
    return first;
  };
};
