import type { Salary } from '../source.ts';
import type { PayRange } from './greenhouse-schema.ts';

const periods: readonly (readonly [Salary['period'], RegExp])[] = [
  ['hour', /hour|\/\s*hr\b/i],
  ['day', /\bdaily|\bper day|\bday rate/i],
  ['week', /\bweek/i],
  ['month', /\bmonth/i],
  ['year', /annual|year|salary|per annum|\bOTE\b/i],
];
/** Nobody earns so much an hour or so little a year: above it an amount without period is yearly. */
const surelyYearlyCents = 1_000_000;

/**
 * The pay of a posting from its structured ranges. Several ranges (one per place) are spanned; of
 * another currency than the first they are left out. Null where the period is not certain.
 */
export const greenhousePay = (ranges: readonly PayRange[]): Salary | null => {
  const currency = ranges
    .map((range) => range.currency_type?.trim().toUpperCase())
    .find((code) => /^[A-Z]{3}$/.test(code ?? ''));
  if (currency === undefined) return null;
  const same = ranges.filter((range) => range.currency_type?.trim().toUpperCase() === currency);
  const low = extreme(
    Math.min,
    same.map((range) => range.min_cents),
  );
  const high = extreme(
    Math.max,
    same.map((range) => range.max_cents),
  );
  if ((low === null && high === null) || (low !== null && high !== null && low > high)) return null;
  const period = periodOf(same, Math.min(low ?? Number.POSITIVE_INFINITY, high ?? Number.POSITIVE_INFINITY));
  if (period === null) return null;
  return { min: minorUnits(low, currency), max: minorUnits(high, currency), currency, period };
};

/** Zero is "not stated". */
const extreme = (
  choose: (...amounts: number[]) => number,
  amounts: readonly (number | null | undefined)[],
): number | null => {
  const stated = amounts.filter((amount) => typeof amount === 'number' && amount > 0).map(Number);
  return stated.length === 0 ? null : choose(...stated);
};

const periodOf = (ranges: readonly PayRange[], cents: number): Salary['period'] | null => {
  const titles = ranges.map(({ title }) => title ?? '').join(' ');
  const blurbs = ranges.map(({ blurb }) => (blurb ?? '').slice(0, 2000)).join(' ');
  // A blurb says much ("paid every month"): it decides only where the amount leaves it open.
  return named(titles) ?? (cents >= surelyYearlyCents ? 'year' : named(blurbs));
};

const named = (words: string): Salary['period'] | null =>
  periods.find(([, pattern]) => pattern.test(words))?.[0] ?? null;

/** Cents are hundredths of the main unit; a currency without cents (JPY) has the main unit as its minor one. */
const minorUnits = (cents: number | null, currency: string): number | null => {
  if (cents === null) return null;
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return Math.round((cents * 10 ** digits) / 100);
};
