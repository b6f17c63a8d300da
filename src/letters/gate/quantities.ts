import { fold } from './words.ts';

export type Unit = 'years' | 'months' | 'percent' | 'money' | 'times' | 'date' | 'count';

/** A number with what it counts, and where it stands in the folded text. */
export interface Quantity {
  readonly value: number;
  readonly unit: Unit;
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const values = new Map<string, number>([
  ...small.map((word, i): [string, number] => [word, i]),
  ...tens.map((word, i): [string, number] => [word, (i + 2) * 10]),
]);
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  mn: 1e6,
  billion: 1e9,
  bn: 1e9,
};

const numberWord = [...small, ...tens].join('|');
const currency = '[$€£¥]|usd|eur|gbp|chf|dollars?|euros?|pounds?';
const pattern = new RegExp(
  `(?<money>(?:${currency})\\s?)?(?<![\\p{L}\\p{N}.])(?:(?<digits>\\d+(?:[.,'’]\\d+)*)|(?<words>(?:${numberWord})(?:[\\s-](?:${numberWord}))?))` +
    `(?:[\\s-]?(?<scale>hundred|thousand|million|billion|k|mn|m|bn)(?![\\p{L}\\p{N}]))?\\+?` +
    `(?:[\\s-]?(?<unit>%|percent|per cent|x(?![\\p{L}\\p{N}])|times|fold|(?:\\p{L}+\\s)?(?:years?|yrs?|months?)(?![\\p{L}\\p{N}])|(?:${currency})(?![\\p{L}\\p{N}])))?(?![\\p{L}\\p{N}])`,
  'gu',
);

const parseDigits = (digits: string): number =>
  Number(digits.replace(/[.,'’](?=\d{3}(?!\d))/g, '').replace(/[,'’]/g, '.'));

const parseWords = (words: string): number =>
  words.split(/[\s-]/).reduce((sum, word) => sum + (values.get(word) ?? 0), 0);

const unitOf = (value: number, unit: string, money: boolean, digits: string | undefined): Unit => {
  if (/year|yr/.test(unit)) return 'years';
  if (unit.includes('month')) return 'months';
  if (/%|cent/.test(unit)) return 'percent';
  if (/^x$|times|fold/.test(unit)) return 'times';
  if (money || unit !== '') return 'money';
  return digits?.length === 4 && value >= 1900 && value < 2100 ? 'date' : 'count';
};

/** The numbers of a text, in digits or in English words. "One" counts only with a unit. */
export const quantitiesIn = (text: string): Quantity[] =>
  Array.from(fold(text).matchAll(pattern)).flatMap((match): Quantity[] => {
    const { money, digits, words, scale, unit = '' } = match.groups ?? {};
    const bare = digits === undefined ? parseWords(words ?? '') : parseDigits(digits);
    const value = bare * (scale === undefined ? 1 : (scales[scale] ?? 1));
    if (words === 'one' && unit === '' && scale === undefined) return [];
    if (Number.isNaN(value)) return [];
    const kind = unitOf(value, unit, money !== undefined, scale === undefined ? digits : undefined);
    return [{ value, unit: kind, written: match[0].trim(), start: match.index, end: match.index + match[0].length }];
  });
