/** A date in words, epoch seconds or epoch milliseconds. */
export type WrittenMoment = string | number | null | undefined;

const isoDate =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\s?(\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** A moment written in ISO 8601, without offset in UTC; null for everything else and for years that no posting has. */
export const isoMoment = (text: string): Date | null => {
  const parts = isoDate.exec(text.trim());
  if (parts === null) return null;
  const [, year = '', month = '', day = '', time = '00:00', zone = 'Z'] = parts;
  return moment({ year: Number(year), month: Number(month), day: Number(day), time, zone });
};

interface Parts {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** `09:41` or `09:41:37`. */
  readonly time: string;
  /** `Z`, `+0200` or an abbreviation of RFC 822. */
  readonly zone: string;
}

const moment = ({ year, month, day, time, zone }: Parts): Date | null => {
  const offset = offsetOf(zone);
  const [hours = 0, minutes = 0, seconds = 0] = time.replace(',', '.').split(':').map(Number);
  // JavaScript takes the 31st of February for a day in March.
  const isDay = day >= 1 && month >= 1 && month <= 12 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (offset === null || !isDay || year < 1990 || year > 2100 || hours > 24 || minutes > 59 || seconds >= 61)
    return null;
  return new Date(Date.UTC(year, month - 1, day, hours, minutes - offset, 0, Math.floor(seconds * 1000)));
};

/** The names of zones that RFC 822 defines, in hours. */
const zoneHours: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

/** In minutes; null for a zone that is not known or not possible. */
const offsetOf = (zone: string): number | null => {
  const named = zoneHours[zone.toLowerCase()];
  if (named !== undefined) return named * 60;
  const [, sign, hours = '', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined || Number(hours) > 14 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

// The first three letters tell the months apart in English; German and French need whole words.
const months: readonly RegExp[] = [
  /^(?:jan|jän|janv)/i,
  /^(?:feb|fév|fev)/i,
  /^(?:mar(?!ch?é)|mär|mrz)/i,
  /^(?:apr|avr)/i,
  /^(?:may|mai|mei)/i,
  /^(?:jun|juin)/i,
  /^(?:jul|juil)/i,
  /^(?:aug|août|aout)/i,
  /^sep/i,
  /^(?:oct|okt)/i,
  /^nov/i,
  /^(?:dec|dez|déc)/i,
];

const monthOf = (name: string): number => months.findIndex((pattern) => pattern.test(name)) + 1;

const clock = String.raw`(?:,?\s+(?:at\s+|um\s+)?(\d{1,2}:\d{2}(?::\d{2})?)\s*([AaPp]\.?[Mm]\.?)?)?(?:\s*([A-Za-z]{1,4}|[+-]\d{2}:?\d{2}))?(?:\s+\([A-Za-z ]{1,40}\))?$`;
const weekday = String.raw`^(?:\p{L}{2,10}\.?,?\s+)?`;
/** "Tue, 16 Jul 2026 11:55:32 GMT", "5. August 2026". */
const dayFirst = new RegExp(
  String.raw`${weekday}(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s-]+(?:of\s+|de\s+)?(\p{L}{3,10})\.?,?[\s-]+(?:de\s+)?(\d{4}|\d{2})${clock}`,
  'u',
);
/** "August 5, 2026", "Tue Jul 16 2026 11:55:32". */
const monthFirst = new RegExp(
  String.raw`${weekday}(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${clock}`,
  'u',
);
const dotted = new RegExp(String.raw`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})${clock}`);
const slashed = new RegExp(String.raw`^(\d{1,2})([/-])(\d{1,2})\2(\d{4})${clock}`);
const bigEndian = new RegExp(String.raw`^(\d{4})[/.](\d{1,2})[/.](\d{1,2})${clock}`);

/** A date without time of day is its first moment in UTC; "06/07/2026" could be two days and is none. */
const writtenMoment = (text: string): Date | null => {
  const of = (
    year = '',
    month = 0,
    day = '',
    time: string | undefined,
    half: string | undefined,
    zone: string | undefined,
  ): Date | null =>
    moment({
      year: Number(year) + (year.length === 2 ? 2000 : 0),
      month,
      day: Number(day),
      time: at(time ?? '00:00', half),
      zone: zone ?? 'Z',
    });
  const day = dayFirst.exec(text);
  if (day !== null) return of(day[3], monthOf(day[2] ?? ''), day[1], day[4], day[5], day[6]);
  const month = monthFirst.exec(text);
  if (month !== null) return of(month[3], monthOf(month[1] ?? ''), month[2], month[4], month[5], month[6]);
  const dots = dotted.exec(text);
  if (dots !== null) return of(dots[3], Number(dots[2]), dots[1], dots[4], dots[5], dots[6]);
  const year = bigEndian.exec(text);
  if (year !== null) return of(year[1], Number(year[2]), year[3], year[4], year[5], year[6]);
  const slashes = slashed.exec(text);
  if (slashes === null) return null;
  const [, first = '', , second = ''] = slashes;
  if (Number(first) <= 12 && Number(second) <= 12 && first !== second) return null;
  const isDayFirst = Number(first) > 12;
  return of(
    slashes[4],
    Number(isDayFirst ? second : first),
    isDayFirst ? first : second,
    slashes[5],
    slashes[6],
    slashes[7],
  );
};

/** `1:30 pm` as `13:30`. */
const at = (time: string, half: string | undefined): string => {
  if (half === undefined) return time;
  const [hours = '', ...rest] = time.split(':');
  return [(Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0), ...rest].join(':');
};

/** Below this a number of seconds, above it of milliseconds: 1973 in one, 5138 in the other. */
const firstMilliseconds = 100_000_000_000;
const longestDate = 100;

/**
 * A moment as sources write it: ISO 8601, RFC 822 and 1123, "August 5, 2026", "05.08.2026", epoch
 * seconds or milliseconds. Without zone in UTC; null for what is none, for days that no calendar
 * has, and for years that no posting has.
 */
export const readMoment = (written: WrittenMoment): Date | null => {
  if (written === null || written === undefined) return null;
  if (typeof written === 'string') {
    const text = written.trim();
    if (text.length > longestDate) return null;
    if (/^\d{10}(?:\d{3})?$/.test(text)) return readMoment(Number(text));
    return isoMoment(text) ?? writtenMoment(text);
  }
  const moment = new Date(written < firstMilliseconds ? written * 1000 : written);
  return Number.isNaN(moment.getTime()) ? null : isoMoment(moment.toISOString());
};

/** Of several the first that can be read. */
export const firstMoment = (written: WrittenMoment | readonly WrittenMoment[]): Date | null => {
  for (const one of [written].flat()) {
    const moment = readMoment(one);
    if (moment !== null) return moment;
  }
  return null;
};
