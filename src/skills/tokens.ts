/** A word of a text: as written, its key, and where it stands. */
export interface Token {
  readonly written: string;
  /** Lower case, with the signs that belong to names such as c++, c# and .net. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

// A dot belongs to the word only at its front (".NET"), so "example.net" is two words.
const word = /(?:(?<![\p{L}\p{N}])\.)?[\p{L}\p{N}]+[+#]*/gu;

const signed = new Set(['c++', 'c#', 'f#', '.net']);

/** The words of a text, in order; linear in its length. */
export const tokenise = (text: string): Token[] =>
  Array.from(text.matchAll(word), ({ 0: raw, index }) => {
    const lower = raw.toLowerCase();
    if (signed.has(lower)) return { written: raw, key: lower, start: index, end: index + raw.length };
    const dots = raw.startsWith('.') ? 1 : 0;
    const written = raw.slice(dots).replace(/[+#]+$/, '');
    const start = index + dots;
    return { written, key: written.toLowerCase(), start, end: start + written.length };
  });
