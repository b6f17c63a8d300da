import type { Salary } from '../source.ts';

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
