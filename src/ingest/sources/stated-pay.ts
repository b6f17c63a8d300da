import type { Salary } from '../source.ts';

/** What a source says in fields of its own, in main units of the currency. */
export interface StatedPay {
  readonly min: unknown;
  readonly max: unknown;
  readonly currency: string | null | undefined;
  /** Words or a code: `YEAR`, `per hour`, `MON`. */
  readonly period: string | null | undefined;
}

// With the codes of UN/CEFACT, which schema.org allows: ANN, MON, WEE, DAY, HUR.
const periods: readonly (readonly [Salary['period'], RegExp])[] = [
  ['hour', /^(?:per |an? |\/)?(?:hours?|hourly|hr|hur|h)$/i],
  ['day', /^(?:per |an? |\/)?(?:days?|daily)$/i],
  ['week', /^(?:per |an? |\/)?(?:weeks?|weekly|wee|wk)$/i],
  ['month', /^(?:per |an? |\/)?(?:months?|monthly|mon|mo)$/i],
  ['year', /^(?:per |an? |\/)?(?:years?|yearly|annual|annually|annum|ann|yr|pa|p\.a\.)$/i],
];

/** In these nobody earns less in a year or more in an hour: such a number stands beside the wrong period. */
const strong = new Set(['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD']);
const leastYear = 1000;
const mostHour = 2000;

/** The pay, or null where amount, currency or period is not certain. Zero is "not stated". */
export const statedPay = ({ min, max, currency, period }: StatedPay): Salary | null => {
  const code = currency?.trim().toUpperCase() ?? '';
  const [per] = periods.find(([, words]) => words.test(period?.trim() ?? '')) ?? [];
  if (!/^[A-Z]{3}$/.test(code) || per === undefined) return null;
  const low = amountOf(min);
  const high = amountOf(max);
  if ((low === null && high === null) || (low !== null && high !== null && low > high)) return null;
  const amounts = [low, high].filter((amount) => amount !== null);
  if (strong.has(code) && per === 'year' && amounts.some((amount) => amount < leastYear)) return null;
  if (strong.has(code) && per === 'hour' && amounts.some((amount) => amount > mostHour)) return null;
  return { min: minorUnits(low, code), max: minorUnits(high, code), currency: code, period: per };
};

/** A number, or text that is nothing but one: `45,780.50`, `£45,780`. `45.780` could be either and is none. */
export const amountOf = (said: unknown): number | null => {
  if (typeof said === 'number') return Number.isFinite(said) && said > 0 ? said : null;
  if (typeof said !== 'string' || said.length > 40) return null;
  const digits = said.replace(/^[\s$£€]+|[\s$£€]+$/g, '');
  if (!/^\d{1,12}(?:\.(?:\d{1,2}|0{1,6}|\d{4,6}))?$|^\d{1,3}(?:[, ]\d{3})+(?:\.\d{1,2})?$/.test(digits)) return null;
  const amount = Number(digits.replace(/[, ]/g, ''));
  return amount > 0 ? amount : null;
};

/** A currency without cents (JPY) has the main unit as its minor one. */
const minorUnits = (amount: number | null, currency: string): number | null => {
  if (amount === null) return null;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return Math.round(amount * 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};
