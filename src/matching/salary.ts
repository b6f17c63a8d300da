import { minorUnits } from '../currency.ts';
import { UserError } from '../errors.ts';
import { readCurrency, readCurrencyWord } from './currency.ts';
import type { JobFilter, SalaryRange } from './filter.ts';

/** No yearly pay is lower in units of its currency: what is, was meant in thousands or per hour. */
const leastYearly = 1000;
/** Above any pay, and its minor units are still exact. */
const mostYearly = 1_000_000_000_000;

const expected = 'a yearly pay, for example >=90k EUR or 90k-120k EUR';

const symbol = '(?:[a-z]{2,3}|[€$£¥₹₽₪₩])';
const amount = String.raw`(\d[\d.,'_]{0,20})(k|m)?`;
/** Operator, currency, amount, amount, plus sign, currency; each part begins with what the one before cannot hold. */
const pattern = new RegExp(
  String.raw`(>=|<=|>|<|≥|≤|=)?\s*(${symbol})?\s*${amount}(?:\s*(?:-|–|—|to)\s*(?:[€$£¥₹₽₪₩])?${amount})?(\+)?(?:-?(${symbol}|zł))?[,;]?(?=\s|$)`,
  'iy',
);
const nextWord = /\s+([^\s,;"]{3})[,;]?(?=\s|$)/y;

/** A pay that was read and where in the query it ends. */
export interface ReadSalary {
  readonly range: SalaryRange;
  readonly end: number;
}

/**
 * Reads the pay that stands at `start`: `>=90k EUR`, `90k`, `90k-120k`, `$90k`, `90k-EUR`. The
 * currency may be the next word. Throws `filter.bad_value`.
 */
export const readSalary = (query: string, start: number): ReadSalary => {
  const refused = (): UserError<'filter.bad_value'> => refusedSalary(firstWord(query, start));
  pattern.lastIndex = start;
  const found = pattern.exec(query);
  if (found === null) throw refused();
  const [, operator = '', before, first = '', firstSuffix, second, secondSuffix, plus, after] = found;
  let end = pattern.lastIndex;

  const written = before ?? after;
  let currency = written === undefined ? null : readCurrency(written);
  if (written !== undefined && currency === null) throw refused();
  if (currency === null) {
    nextWord.lastIndex = end;
    currency = readCurrencyWord(nextWord.exec(query)?.[1] ?? '');
    if (currency !== null) end = nextWord.lastIndex;
  }

  const from = readAmount(first, firstSuffix ?? (isShort(first) ? secondSuffix : undefined));
  const to = second === undefined ? null : readAmount(second, secondSuffix);
  const isMost = operator.startsWith('<') || operator === '≤';
  if (from === null || (second !== undefined && (to === null || operator !== '' || plus !== undefined)))
    throw refused();
  if (isMost && plus !== undefined) throw refused();
  const minor = (units: number | null): number | null =>
    units === null ? null : Math.round(units * minorUnits(currency));
  if (to !== null) return { range: { min: minor(Math.min(from, to)), max: minor(Math.max(from, to)), currency }, end };
  return { range: { min: isMost ? null : minor(from), max: isMost ? minor(from) : null, currency }, end };
};

/** The error for a pay that cannot be read. */
export const refusedSalary = (value: string): UserError<'filter.bad_value'> =>
  new UserError('filter.bad_value', {
    field: 'salary',
    value: value.slice(0, 60).toWellFormed(),
    expected,
    suggestion: null,
  });

const firstWord = (query: string, start: number): string =>
  /\S*/.exec(query.slice(start, start + 60).trimStart())?.[0] ?? '';

/** `90` of `90-120k` is short for `90k`; `90000` is not. */
const isShort = (digits: string): boolean => Number(digits) < leastYearly;

/** `90,000`, `90.000` and `90'000` group thousands; `90.5` and `90,5` are fractions. */
const readAmount = (digits: string, suffix: string | undefined): number | null => {
  const isGrouped = /^\d{1,3}(?:([.,'_])\d{3})(?:\1\d{3})*$/.test(digits);
  const plain = isGrouped ? digits.replace(/\D/g, '') : digits.replace(',', '.').replace(/['_]/g, '');
  const units = Number(plain) * (suffix === undefined ? 1 : suffix.toLowerCase() === 'k' ? 1000 : 1_000_000);
  return units >= leastYearly && units <= mostYearly ? units : null;
};

/** How a pay is written in a query: `>=90k-EUR`, `90k-120k-EUR`, `<=120k`. `readSalary` reads it back. */
export const printSalary = ({ min, max, currency }: SalaryRange): string => {
  const amount = (minor: number): string => {
    const units = minor / minorUnits(currency);
    return units % 1000 === 0 ? `${units / 1000}k` : String(units);
  };
  const range =
    min !== null && max !== null
      ? `${amount(min)}-${amount(max)}`
      : min !== null
        ? `>=${amount(min)}`
        : `<=${amount(max ?? 0)}`;
  return currency === null ? range : `${range}-${currency}`;
};

/** The filter with its pay in `currency` where none was said; the amounts stay what the person wrote. */
export const withCurrency = (filter: JobFilter, currency: string): JobFilter => {
  if (filter.salary === null || filter.salary.currency !== null) return filter;
  const scale = minorUnits(currency) / minorUnits(null);
  const rescale = (minor: number | null): number | null => (minor === null ? null : Math.round(minor * scale));
  return { ...filter, salary: { min: rescale(filter.salary.min), max: rescale(filter.salary.max), currency } };
};
