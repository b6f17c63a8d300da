import { namesDeed } from './deeds.ts';
import type { Evidence } from './evidence.ts';
import { type Quantity, quantitiesIn } from './quantities.ts';
import { isSaidOfThem, sentencesOf, speaksOfSelf } from './sentences.ts';
import { fold, stem, wordsOf } from './words.ts';

// Numbers without digits; true only where the profile uses the same word.
const vague =
  /\b(?:decades?|dozens?|hundreds|thousands|millions|billions|half|twice|doubl(?:ed|ing)|tripl(?:ed|ing)|quadrupl(?:ed|ing)|many years|several years|years of)\b/gu;

const generic = new Set(
  'experience work working professional practice career hands-on industry this field that behind with'.split(' '),
);

const nextWord = (text: string, end: number): string | undefined => wordsOf(fold(text).slice(end))[0];

const equal = (a: Quantity, b: Quantity): boolean => a.value === b.value && a.unit === b.unit;

const contentStems = (text: string): string[] =>
  wordsOf(text)
    .filter((word) => word.length > 3 && !/^\d|^years?$/.test(word) && !generic.has(word))
    .map(stem);

/** A number of the profile proves one of the letter only where both speak of the same thing. */
const isInOwnWords = (quantity: Quantity, sentence: string, { own }: Evidence): boolean => {
  const topic = new Set(contentStems(sentence));
  return sentencesOf(own).some(
    (fact) =>
      quantitiesIn(fact).some((known) => equal(known, quantity)) && contentStems(fact).some((each) => topic.has(each)),
  );
};

/** "Six years of management": what the years were spent on must be the applicant's own, too. */
const isOwnPractice = (sentence: string, quantity: Quantity, { ownStems }: Evidence): boolean => {
  const rest = /^['’]?\s+(?:of|in|as|with)\s+([^,.;:()]+)/u.exec(fold(sentence).slice(quantity.end))?.[1] ?? '';
  return wordsOf(rest)
    .slice(0, 3)
    .filter((word) => word.length > 4 && !generic.has(word))
    .every((word) => ownStems.has(stem(word)));
};

/** "Four million listeners wait": the posting's number of the posting's things, and nobody's deed. */
const isPostingsOwn = ({ unit, value, end }: Quantity, sentence: string, { posting }: Evidence): boolean => {
  if (unit !== 'count' || speaksOfSelf(sentence) || namesDeed(sentence)) return false;
  const noun = nextWord(sentence, end);
  return (
    noun !== undefined &&
    quantitiesIn(posting).some((known) => known.value === value && nextWord(posting, known.end) === noun)
  );
};

const isProven = (quantity: Quantity, sentence: string, evidence: Evidence): boolean => {
  const { yearsExperience } = evidence.applicant;
  if (quantity.unit === 'years' && quantity.value === yearsExperience && isOwnPractice(sentence, quantity, evidence))
    return true;
  if (isInOwnWords(quantity, sentence, evidence)) return true;
  const isClaim =
    quantity.unit === 'years' ||
    quantity.unit === 'months' ||
    !isSaidOfThem(sentence, quantity.start, quantity.end, evidence);
  return (
    (!isClaim || isPostingsOwn(quantity, sentence, evidence)) &&
    quantitiesIn(evidence.posting).some((known) => equal(known, quantity))
  );
};

const isVagueProven = (word: string, sentence: string, { own, applicant }: Evidence): boolean =>
  fold(own).includes(word) &&
  (word !== 'years of' || quantitiesIn(sentence).length > 0 || (applicant.yearsExperience ?? 0) > 1);

/** Numbers that the profile does not hold: years, amounts, percentages, dates, counts. */
export const checkNumbers = (body: string, evidence: Evidence): string[] =>
  sentencesOf(body).flatMap((sentence) => {
    const wrong = quantitiesIn(sentence.replaceAll('24/7', '')).filter(
      (quantity) => !isProven(quantity, sentence, evidence),
    );
    const loose = (fold(sentence).match(vague) ?? []).filter((word) => !isVagueProven(word, sentence, evidence));
    return [...wrong.map((quantity) => quantity.written), ...loose].map(
      (written) => `it states "${written}", which the profile does not`,
    );
  });
