/** A word of a text: its key, and where it stands (UTF-16 offsets). */
export interface Token {
  /** Lower case, with the signs that belong to names such as c++, c# and .net. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const signed = new Set(['c++', 'c#', 'f#', '.net']);

const plus = 0x2b;
const sharp = 0x23;
const dot = 0x2e;

const letterOrDigit = /[\p{L}\p{N}]/u;
const ascii = Uint8Array.from({ length: 128 }, (_, unit) => (letterOrDigit.test(String.fromCharCode(unit)) ? 1 : 0));

/** True for a UTF-16 unit of a letter or digit; both halves of a pair count as what the pair is. */
const isWordUnit = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  if (unit < 128) return ascii[unit] === 1;
  const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff && at > 0;
  return letterOrDigit.test(String.fromCodePoint(text.codePointAt(isSecondHalf ? at - 1 : at) ?? 0x20));
};

/**
 * The words of a text, in order; linear in its length. Scanned by hand: an expression with \p{L}
 * would take most of the time of reading a posting.
 */
export const tokenise = (text: string): Token[] => {
  const tokens: Token[] = [];
  const { length } = text;
  for (let at = 0; at < length; at += 1) {
    if (!isWordUnit(text, at)) continue;
    const start = at;
    while (at < length && isWordUnit(text, at)) at += 1;
    const end = at;
    const next = text.charCodeAt(end);
    const isDotted = text.charCodeAt(start - 1) === dot;
    if (next === plus || next === sharp || isDotted) {
      while (text.charCodeAt(at) === plus || text.charCodeAt(at) === sharp) at += 1;
      // A dot belongs to the word only at its front (".NET"), so "example.net" is two words.
      const from = isDotted && (start < 2 || !isWordUnit(text, start - 2)) ? start - 1 : start;
      const key = at - from <= 4 ? text.slice(from, at).toLowerCase() : '';
      if (signed.has(key)) {
        tokens.push({ key, start: from, end: at });
        at -= 1;
        continue;
      }
      at -= 1;
    }
    tokens.push({ key: text.slice(start, end).toLowerCase(), start, end });
  }
  return tokens;
};
