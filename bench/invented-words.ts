import { analyse } from '../src/matching/analyse.ts';
import { between, oneOf, type Random, seeded, zipf } from './seeded.ts';

/** A language that nobody speaks, as numbers: texts are made and indexed by the million. */
export interface Language {
  /** By rank: the first are in almost every text, the last in one of thousands. */
  readonly words: readonly string[];
  /** Two or three words that stand together more often than chance would have it: skills, names of jobs. */
  readonly terms: readonly (readonly number[])[];
  readonly cities: readonly (readonly number[])[];
  readonly countries: readonly number[];
  readonly companies: readonly (readonly number[])[];
  readonly roles: readonly (readonly number[])[];
  readonly drawWord: (random: Random) => number;
  readonly drawTerm: (random: Random) => number;
  readonly drawCity: (random: Random) => number;
  readonly drawCompany: (random: Random) => number;
  readonly drawRole: (random: Random) => number;
}

const openings = [
  'b',
  'br',
  'd',
  'dr',
  'f',
  'g',
  'gl',
  'k',
  'kr',
  'l',
  'm',
  'n',
  'p',
  'pl',
  'r',
  't',
  'tr',
  'v',
  'z',
  '',
];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'eo'];
const endings = ['n', 'r', 'l', 'm', 't', 'k', '', ''];
const WORDS = 60_000;

/** The language of a seed. Each of its words is one word to the analyser, and stays as it is. */
export const inventLanguage = (seed: number): Language => {
  const random = seeded(seed);
  const known = new Set<string>();
  while (known.size < WORDS) {
    // Frequent words are short in every language.
    const syllables = known.size < 200 ? 1 : known.size < 3000 ? 2 : between(random, 2, 3);
    let word = '';
    for (let left = syllables; left > 0; left -= 1) {
      word += oneOf(random, openings) + oneOf(random, vowels) + oneOf(random, endings);
    }
    const [first, ...rest] = analyse(word);
    if (first === word && rest.length === 0) known.add(word);
  }
  const some = (least: number, most: number, from: number, to: number) => (): number[] =>
    Array.from({ length: between(random, least, most) }, () => between(random, from, to));
  const many = <Value>(size: number, make: () => Value): Value[] => Array.from({ length: size }, make);
  return {
    words: [...known],
    terms: many(4000, some(2, 3, 60, 12_000)),
    cities: many(800, some(1, 2, 8000, 40_000)),
    countries: many(40, () => between(random, 1000, 8000)),
    companies: many(20_000, some(1, 3, 300, WORDS - 1)),
    roles: many(500, some(1, 3, 80, 4000)),
    drawWord: zipf(WORDS, 1.12, 4),
    drawTerm: zipf(4000, 0.9, 5),
    drawCity: zipf(800, 1, 3),
    drawCompany: zipf(20_000, 0.9, 10),
    drawRole: zipf(500, 0.9, 5),
  };
};
