import type { EmploymentType } from '../matching/filter.ts';
import type { Salary } from './source.ts';

const typePatterns: readonly (readonly [EmploymentType, RegExp])[] = [
  ['internship', /\b(?:intern|interns|internship|co-?op|working student|werkstudent(?:in)?|apprentice(?:ship)?)\b/i],
  ['temporary', /\b(?:temporary|temp|seasonal)\b/i],
  ['contract', /\b(?:contract|contractor|fixed[- ]?term|freelancer?|consultant)\b/i],
  ['part-time', /\bpart[-_ ]?time\b/i],
  ['full-time', /\bfull[-_ ]?time\b|\bfte\b/i],
];

/**
 * The kind of employment that a field for it names ("Full-Time Regular", "CONTRACTOR"). The more
 * particular kind wins ("Full-time contract" is a contract); full-time and part-time together, or
 * a word like "Regular" that says neither, is null.
 */
export const employmentType = (words: string): EmploymentType | null => {
  const named = typePatterns.filter(([, pattern]) => pattern.test(words)).map(([type]) => type);
  return named[0] === 'part-time' && named.includes('full-time') ? null : (named[0] ?? null);
};

// A title is not a field: "Contract Manager" manages contracts, "Internal Auditor" is no intern.
const standsAlone =
  /(?:^|[([\-–—,|:;/]\s*)(?:\d+[- ]months? )?(?:(?:part|full)[- ]?time|temporary|seasonal|contract(?:or)?|fixed[- ]term|freelance|\d+[- ]month fixed[- ]term contract)(?: (?:contract|contractor|position|role|employee|job))?\s*(?:$|[)\]\-–—,|:;/\d])/i;
const anywhereInTitle =
  /\b(?:part[- ]time|full[- ]time)\b|\b(?:intern|internship|co-op)\s*(?:$|[-–—,(|/:;]|(?:fall|summer|spring|winter)\b)|^intern\b(?=\s*[,:–—-])|\b(?:working student|werkstudent(?:in)?)\b/i;

/** The kind of employment that a title names beyond doubt; null otherwise. */
export const employmentTypeOfTitle = (title: string): EmploymentType | null => {
  const named = [standsAlone, anywhereInTitle].map((pattern) => pattern.exec(title)?.[0] ?? '').join(' ');
  return employmentType(named);
};

/** Full-time hours, days, weeks and months in a year. */
const perYear: Readonly<Record<Salary['period'], number>> = { hour: 2080, day: 260, week: 52, month: 12, year: 1 };

/** The pay of a year, in the same minor units. */
export const yearlyPay = ({
  min,
  max,
  period,
}: Salary): { readonly min: number | null; readonly max: number | null } => ({
  min: min === null ? null : min * perYear[period],
  max: max === null ? null : max * perYear[period],
});

const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;

/** A moment written in ISO 8601, without offset in UTC; null for everything else and for years that no posting has. */
export const isoMoment = (text: string): Date | null => {
  const parts = isoDate.exec(text.trim());
  if (parts === null) return null;
  const [, year = '', month = '', day = '', time = '00:00', zone = 'Z'] = parts;
  const offset = /^(?:z|utc)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d{2}):?/, '$1:');
  const moment = new Date(`${year}-${month}-${day}T${time}${offset}`);
  // JavaScript takes the 31st of February for a day in March.
  const isDay = Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number.isNaN(moment.getTime()) || !isDay || Number(year) < 1990 || Number(year) > 2100 ? null : moment;
};

/** The URL where it is a plain http(s) one of at most 2,000 characters without user name; null otherwise. */
export const webUrl = (text: string): string | null => {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  return url.href.length > 2000 ? null : url.href;
};
