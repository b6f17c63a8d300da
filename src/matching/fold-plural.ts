/** Words that end like a plural and mean something else without their `s`. */
const notPlurals = new Set(['news', 'always', 'perhaps', 'sometimes']);

/** Where these are not followed by `es` but by `s`: `caches` is `cache`, `coaches` is `coach`. */
const keepsE = /(?:cache|niche)s$/;

/**
 * The singular of a plain English plural, and every other word as it is. It only has to fold both
 * sides alike, so a name such as `kubernetes` may lose its `s` too. Folding twice changes nothing.
 */
export const foldPlural = (word: string): string => {
  if (word.length <= 3 || !word.endsWith('s') || !/^[a-z]+$/.test(word) || notPlurals.has(word)) return word;
  if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|sh|ch)es$/.test(word) && !keepsE.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
};
