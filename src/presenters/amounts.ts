/** Yearly, hourly ... pay as people write it: `75,000-90,000 EUR`, `from 40 EUR an hour`. */
export const pay = (salary: {
  readonly min: number | null;
  readonly max: number | null;
  readonly currency: string | null;
  readonly period: string | null;
}): string | null => {
  const { min, max, currency, period } = salary;
  if ((min === null && max === null) || currency === null) return null;
  const per = period === null || period === 'year' ? '' : ` ${perPeriod[period] ?? period}`;
  if (min !== null && max !== null && min !== max)
    return `${units(min, currency)}-${units(max, currency)} ${currency}${per}`;
  if (min !== null && max === null) return `from ${units(min, currency)} ${currency}${per}`;
  if (max !== null && min === null) return `up to ${units(max, currency)} ${currency}${per}`;
  return `${units(min ?? 0, currency)} ${currency}${per}`;
};

const perPeriod: Readonly<Record<string, string>> = { hour: 'an hour', day: 'a day', week: 'a week', month: 'a month' };

/** Whole units of an amount in minor units, grouped: 9000000, EUR -> `90,000`. */
export const units = (minor: number, currency: string): string => {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(minor / 10 ** digits);
};

export const count = (number: number): string => new Intl.NumberFormat('en').format(number);

/** `1 job`, `2 jobs`. */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`;
