import type { Salary } from '../source.ts';
import type { AshbyJob } from './ashby-schema.ts';
import { statedPay } from './stated-pay.ts';

/** The salary of a posting, without equity and bonuses. Several ranges in one currency and period are spanned. */
export const ashbyPay = ({ compensation }: AshbyJob): Salary | null => {
  const summary = salariesOf(compensation?.summaryComponents);
  const tiers = salariesOf((compensation?.compensationTiers ?? []).flatMap(({ components }) => components ?? []));
  const older = salariesOf(compensation?.compensationComponents);
  return span([summary, tiers, older].find((salaries) => salaries.length > 0) ?? []);
};

type Components = NonNullable<AshbyJob['compensation']>['summaryComponents'];

const salariesOf = (components: Components): readonly Salary[] =>
  (components ?? [])
    .filter(({ compensationType }) => compensationType === 'Salary')
    .flatMap((one) => [
      { min: one.minValue, max: one.maxValue, currency: one.currencyCode, interval: one.interval },
      ...(one.tiers ?? []).map(({ tierFloor: min, tierCeiling: max, currency, interval }) => ({
        min,
        max,
        currency,
        interval,
      })),
    ])
    // "1 YEAR", in older answers "YEAR"; "2 WEEK" is no period that we know.
    .map(({ min, max, currency, interval }) =>
      statedPay({ min, max, currency, period: interval?.replace(/^\s*1\s+/, '') }),
    )
    .filter((salary) => salary !== null);

const span = (salaries: readonly Salary[]): Salary | null => {
  const [first] = salaries;
  if (first === undefined) return null;
  const same = salaries.filter(({ currency, period }) => currency === first.currency && period === first.period);
  const lows = same.map(({ min }) => min).filter((min) => min !== null);
  const highs = same.map(({ max }) => max).filter((max) => max !== null);
  return {
    ...first,
    min: lows.length === 0 ? null : Math.min(...lows),
    max: highs.length === 0 ? null : Math.max(...highs),
  };
};
