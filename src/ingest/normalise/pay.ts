import { minorUnits } from '../../currency.ts';
import type { Salary } from '../source.ts';
import { currencyOf, moneySign, perDollar } from './pay-currency.ts';
import { yearlyPay } from './yearly-pay.ts';

type Period = Salary['period'];

const amount = String.raw`(\d{1,3}(?:[.,'’\s\u00a0\u202f]\d{3}){1,3}(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d))`;
const unit = String.raw`(?:\s?(k|tsd|lpa|lakhs?|lacs?|l|crores?)(?![\p{L}\d]))?`;
const one = String.raw`(${moneySign})?\s{0,2}${amount}${unit}\+?\s{0,2}(${moneySign})?`;
const range = new RegExp(
  String.raw`(?<![\p{L}\d.,#])${one}(?!\s?%|\d|\))(?:\s{0,3}(?:per (?:hour|year|annum)|\/\s?(?:hr|h|hour|yr|year))?\s{0,3}\\?(?:-{1,2}|–|—|−|~|to|bis|à|a|(?:and )?up to|and|und|until|y|hasta)\s{0,3}${one}(?!\s?%))?`,
  'giu',
);

const periods: readonly (readonly [Period, string])[] = [
  ['hour', 'hours?|hr|hrs|h|p\\/h|ph|hourly|stunde|std|stündlich|heure|hora|uur|godz'],
  ['day', 'day|daily|tag|täglich|jour|día|dia|dag|diem'],
  ['week', 'week|weekly|wk|woche|wöchentlich|semaine|semana'],
  ['month', 'month|monthly|mo|mth|monat|monatlich|mois|mensuel|mes|mês|mensal|mensual|maand|miesiąc|mies|pm|p\\.m\\.'],
  [
    'year',
    'year|years|yearly|annual|annually|annum|p\\.?\\s?a|yr|yrs|jahr|jährlich|jahresgehalt|an|année|annuel|brut annuel|año|anual|jaar|lpa|ote',
  ],
];
/** "per hour", "/ year", "p.a." right behind the amount. */
const besideOf = periods.map(
  ([period, words]) =>
    [
      period,
      new RegExp(
        String.raw`^[\s)]{0,3}(?:(?:usd|eur|gbp|cad|brutto|gross|bruto|brut|base|dollars|ctc)[\s,]{0,2})?(?:\/|per\s|an?\s|each\s|pro\s|im\s|par\s|por\s|al\s|je\s)?\s?(?:${words})(?![\p{L}\d])`,
        'iu',
      ),
    ] as const,
);
const namedOf = periods.map(
  ([period, words]) =>
    [
      period,
      new RegExp(String.raw`(?<![\p{L}\d])(?:${words.replace('|h|', '|').replace('an|', '')})(?![\p{L}\d])`, 'iu'),
    ] as const,
);

const atMost = /(?:up to|bis zu|bis|jusqu['’]à|hasta|max(?:imum|\.)?|under|tot|do)\s*:?\s*$/i;
const atLeast =
  /(?:from|ab|starting (?:at|from)|min(?:imum|\.)?|over|at least|more than|à partir de|desde|vanaf|od|mindestens)\s*:?\s*$/i;

/** Money besides the pay. */
const besides =
  /^[\s*)]{0,3}(?:(?:a|per) (?:year|month|annum) )?(?:\p{L}+ )?(?:bonus|weighting|supplement|allowance|stipend|equity)/iu;
const plus = /(?:plus|bonus of|supplement of|additional|allowance of|weighting(?: of)?)(?: an?| up to| of)?\s*$/i;

/** Nobody earns less or more in a year, in American dollars: such an amount is something else or misread. */
const leastYearly = 2_500;
const mostYearly = 999_000;
/** From here on an amount without period is that of a year. */
const surelyYearly = 14_000;
/** The ends of one range are not further apart. */
const widest = 6;

/** A field for pay is short; of a longer text only the beginning is looked at. */
const longestText = 1000;

/** Where in a text pay is written. */
export interface WrittenPay {
  readonly pay: Salary;
  readonly start: number;
  readonly end: number;
}

/**
 * The pay that a text written for it states: "$120k–$150k", "€60.000 brutto p.a.", "₹12-18 LPA". An
 * amount alone is both ends; "up to" and "from" leave one open. Null without a currency, without a
 * period that is said or sure, and for what nobody earns. `country` (ISO 3166-1 alpha-2) is that of
 * the job: a plain `$` says nothing without it.
 */
export const payOf = (text: string, country: string | null): Salary | null => paysOf(text, country)[0]?.pay ?? null;

/** All of them, in order; the words around each one say its period. */
export const paysOf = (written: string, country: string | null): readonly WrittenPay[] => {
  const text = written.slice(0, longestText);
  const pays: WrittenPay[] = [];
  const pattern = new RegExp(range);
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const pay = read(found, text, country);
    if (pay !== null) pays.push({ pay, start: found.index, end: pattern.lastIndex });
    // "Band 7 - £38,890": the first number may be none of the amounts.
    else if (found[6] !== undefined)
      pattern.lastIndex = found.index + (found[1]?.length ?? 0) + (found[2]?.length ?? 1);
  }
  return pays;
};

const read = (found: RegExpExecArray, text: string, country: string | null): Salary | null => {
  const [whole, sign1, digits1 = '', unit1, sign2, sign3, digits2, unit2, sign4] = found;
  const sign = sign1 ?? sign3 ?? sign2 ?? sign4;
  const lastUnit = unit2 ?? unit1;
  const isLakh = /^(?:l|lpa|la)/i.test(lastUnit ?? '');
  const before = text.slice(Math.max(0, found.index - 40), found.index);
  const after = text.slice(found.index + whole.length, found.index + whole.length + 40);
  if (besides.test(after) || plus.test(before)) return null;
  const currency =
    sign === undefined
      ? /lpa/i.test(`${lastUnit} ${after.slice(0, 6)}`)
        ? 'INR'
        : null
      : currencyOf(sign, country, text);
  if (currency === null || (isLakh && currency !== 'INR')) return null;
  const second = digits2 === undefined ? null : number(digits2) * factor(unit2);
  // "120-140k": what is said of the second is meant of the first.
  const first = number(digits1) * factor(unit1 ?? (second !== null && number(digits1) < 1000 ? unit2 : undefined));
  if (second !== null && (second < first || second > widest * first)) return null;
  const low = second === null && atMost.test(before) ? null : first;
  const high = second ?? (/\+\s*$/.test(whole) || after.startsWith('+') || atLeast.test(before) ? null : first);
  const amounts = {
    min: low === null ? null : minor(low, currency),
    max: high === null ? null : minor(high, currency),
    currency,
  };
  const period = isLakh ? 'year' : periodOf(amounts, before, after, text);
  return period === null || !isPlausible({ ...amounts, period }) ? null : { ...amounts, period };
};

/** "60.000", "60,000", "60'000" and "60 000" group thousands; "14.75" and "14,75" are fractions. */
const number = (digits: string): number => {
  const fraction = /[.,](\d{1,2})$/.exec(digits)?.[0] ?? '';
  return Number(`${digits.slice(0, digits.length - fraction.length).replace(/\D/g, '')}${fraction.replace(',', '.')}`);
};

const factor = (written: string | undefined): number => {
  if (written === undefined) return 1;
  if (/^(?:k|tsd)/i.test(written)) return 1000;
  return /^c/i.test(written) ? 10_000_000 : 100_000;
};

const minor = (units: number, currency: string): number => Math.round(units * minorUnits(currency));

type Amounts = Omit<Salary, 'period'>;

const periodOf = (amounts: Amounts, before: string, after: string, text: string): Period | null => {
  const beside = besideOf.find(([, pattern]) => pattern.test(after))?.[0];
  if (beside !== undefined) return beside;
  // "$40k + monthly bonus"
  if (dollars(amounts) >= surelyYearly) return 'year';
  const around = `${before}\n${after}`;
  const named = [around, text.length <= 300 ? text : ''].flatMap((words) =>
    namedOf.filter(([, pattern]) => pattern.test(words)).map(([period]) => period),
  );
  return named.find((period) => isPlausible({ ...amounts, period })) ?? null;
};

const dollars = ({ min, max, currency }: Amounts): number =>
  (min ?? max ?? 0) / minorUnits(currency) / perDollar(currency);

const isPlausible = (salary: Salary): boolean => {
  const { min, max } = yearlyPay(salary);
  return [min, max].every((amount) => {
    if (amount === null) return true;
    const yearly = amount / minorUnits(salary.currency) / perDollar(salary.currency);
    return yearly >= leastYearly && yearly <= mostYearly;
  });
};
