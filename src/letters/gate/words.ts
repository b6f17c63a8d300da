/** Lower case, compatibility forms and accents folded: how two writings of one word become equal. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const word = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*[+#]*/gu;

/** The folded words of a text. */
export const wordsOf = (text: string): string[] => fold(text).match(word) ?? [];

const irregular: Readonly<Record<string, string>> = {
  built: 'build',
  cut: 'cut',
  drove: 'drive',
  driven: 'drive',
  grew: 'grow',
  grown: 'grow',
  led: 'lead',
  oversaw: 'oversee',
  rebuilt: 'rebuild',
  rewrote: 'rewrite',
  overseen: 'oversee',
  ran: 'run',
  sold: 'sell',
  taught: 'teach',
  won: 'win',
  wrote: 'write',
  written: 'write',
};

/** A rough stem, equal for "managed", "managing", "manager" and "management". */
export const stem = (text: string): string => {
  const base = irregular[text] ?? text;
  const bare = base.replace(/(?:ments?|ings?|ers?|ors?|ed|ions?|es|s|e)$/, '');
  const short = bare.length < 3 ? base : bare;
  return short.replace(/([bdgmnprt])\1$/, '$1').replace(/[ei]$/, '');
};

export const stemsOf = (text: string): ReadonlySet<string> =>
  new Set(wordsOf(text).flatMap((each) => [stem(each), ...each.split(/['’-]/).map(stem)]));

/** True where the words of `phrase` stand next to each other in `text`. */
export const containsPhrase = (text: string, phrase: string): boolean => {
  const wanted = wordsOf(phrase).join(' ');
  return wanted !== '' && ` ${wordsOf(text).join(' ')} `.includes(` ${wanted} `);
};

export const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The number of single-letter changes between two words, or `limit + 1` where it is more than `limit`. */
export const distance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return Math.min(row[b.length] ?? 0, limit + 1);
};
