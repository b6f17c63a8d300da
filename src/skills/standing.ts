/** A word beside a match. */
export interface Neighbour {
  readonly written: string;
  readonly key: string;
}

/** The surroundings of a match: the words beside it and the signs between. */
export interface Surroundings {
  readonly before: Neighbour | undefined;
  readonly gapBefore: string;
  readonly after: Neighbour | undefined;
  readonly gapAfter: string;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

// Words that stand before an item of a list, and words that only a skill can stand before or behind.
const leads = words('and or in of with using use know knows speak speaks some good skills languages language plus');
const proofBefore = words(
  'fluent native speak speaks spoken written conversational business proficient write writing wrote embedded',
);
const proofAfter = words(
  'programming developer developers engineer engineers programmer programmers language code speaker speakers speaking fluency native fluent proficiency',
);
const follows = words('and or for experience skills is services backend microservices');

const opensItem = /[,;/|•·(:\n*]/;
const closesItem = /^\s*(?:[,;/|)\n.!?•·(:]|[-–—]\s)/;
const sentenceEnd = /[.!?•·\n]|^\s*[-*]\s/;

const isProven = (at: Surroundings): boolean =>
  (at.before !== undefined && /^[\s]+$/.test(at.gapBefore) && proofBefore.has(at.before.key)) ||
  (at.after !== undefined && /^[\s]+$/.test(at.gapAfter) && proofAfter.has(at.after.key));

const isClosed = (at: Surroundings): boolean =>
  at.after === undefined || closesItem.test(at.gapAfter) || (/^\s+$/.test(at.gapAfter) && follows.has(at.after.key));

const isOpened = (at: Surroundings): boolean =>
  at.before === undefined || opensItem.test(at.gapBefore) || leads.has(at.before.key);

const isOtherLetter = (token: Neighbour | undefined): boolean =>
  token !== undefined && /^[A-Z]$/.test(token.written) && token.written !== 'C' && token.written !== 'R';

/** True where skills are listed ("Python, R and SQL") or the words beside leave no doubt ("fluent German"). */
export const standsInList = (at: Surroundings): boolean =>
  isProven(at) ||
  (isOpened(at) &&
    isClosed(at) &&
    !isOtherLetter(at.before) &&
    !isOtherLetter(at.after) &&
    !at.gapAfter.startsWith('&'));

/** True unless the capital may be there only because a sentence starts, or a hyphen makes another word of it. */
export const isMeantAsName = (at: Surroundings): boolean => {
  if (/^-\S*$/.test(at.gapAfter) && at.after !== undefined) return false;
  const startsSentence = at.before === undefined || sentenceEnd.test(at.gapBefore);
  return !startsSentence || isClosed(at) || isProven(at);
};
