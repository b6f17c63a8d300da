import type { Language } from './invented-words.ts';
import { between, oneOf, type Random, seeded } from './seeded.ts';

/** The kinds of question that a person asks, each with filters and without. */
export const classes = ['broad', 'two words', 'rare', 'phrase', 'or'] as const;
export type QuestionClass = (typeof classes)[number];

/** The questions of a class in the filter language. Of one seed always the same; none is asked twice on purpose. */
export const askQuestions = (
  language: Language,
  {
    seed,
    of,
    filtered,
    count,
  }: { readonly seed: number; readonly of: QuestionClass; readonly filtered: boolean; readonly count: number },
): string[] => {
  const random = seeded(seed + classes.indexOf(of) * 2 + Number(filtered));
  return Array.from({ length: count }, () => {
    const words = question[of](language, random);
    return filtered ? `${words} ${someFilters(language, random)}` : words;
  });
};

const word = ({ words }: Language, random: Random, from: number, to: number): string =>
  words[between(random, from, to)] ?? '';

/** By ranks: the 60th word is in two thirds of the texts, the 600th in a tenth, the 20,000th in one of 500. */
const question: Readonly<Record<QuestionClass, (language: Language, random: Random) => string>> = {
  broad: (language, random) => word(language, random, 60, 600),
  'two words': (language, random) => `${word(language, random, 100, 3000)} ${word(language, random, 300, 6000)}`,
  rare: (language, random) => word(language, random, 15_000, 55_000),
  phrase: (language, random) => {
    const ranks =
      random() < 0.7 ? language.terms[language.drawTerm(random)] : language.roles[language.drawRole(random)];
    return `"${(ranks ?? []).map((rank) => language.words[rank]).join(' ')}"`;
  },
  or: (language, random) =>
    Array.from({ length: between(random, 2, 4) }, () => word(language, random, 200, 8000)).join(' or '),
};

const someFilters = (language: Language, random: Random): string => {
  const filters = [
    () => {
      const city = language.drawCity(random);
      const ranks =
        random() < 0.5 ? (language.cities[city] ?? []) : [language.countries[city % language.countries.length] ?? 0];
      return `location:"${ranks.map((rank) => language.words[rank]).join(' ')}"`;
    },
    () => `remote:${oneOf(random, ['yes', 'hybrid', 'no'])}`,
    () => `salary:>${between(random, 40, 120)}k ${oneOf(random, ['EUR', 'USD', 'GBP'])}`,
    () => `type:${oneOf(random, ['full-time', 'contract', 'part-time'])}`,
  ];
  const first = between(random, 0, filters.length - 1);
  const second = between(random, 0, filters.length - 1);
  return [...new Set([first, second])].map((index) => filters[index]?.() ?? '').join(' ');
};

/** What the person avoids who asks with filters: as long a list as anybody keeps. */
export const avoidList = ({
  words,
  companies,
}: Language): { readonly companies: string[]; readonly words: string[] } => ({
  companies: companies.slice(0, 60).map((ranks) => ranks.map((rank) => words[rank]).join(' ')),
  words: words.slice(2000, 2006),
});
