/** A word of a line: quotes hold it together (`note:"two words"`); `start` and `end` are its place in the line. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Phones type curly quotes where a person means straight ones. */
const CURLY = '“”„‟';

/** Splits a line into words. A quote that is never closed is a character like any other. */
export const splitWords = (line: string): readonly Word[] => {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (isSpace(line, at)) {
      at += 1;
      continue;
    }
    const start = at;
    while (at < line.length && !isSpace(line, at)) {
      const close = closingQuote(line, at);
      at = close === -1 ? at + 1 : close + 1;
    }
    words.push({ text: line.slice(start, at), start, end: at });
  }
  return words;
};

const isSpace = (line: string, at: number): boolean => /\s/.test(line[at] ?? '');

/**
 * Where the quote that opens here ends; -1: none opens here, or it never ends. A straight quote is
 * ended by a straight one alone, so that between two of them any text can stand.
 */
const closingQuote = (line: string, open: number): number => {
  const opening = line[open] ?? ' ';
  const closing = opening === '"' ? '"' : CURLY.includes(opening) ? `${CURLY}"` : '';
  if (closing === '') return -1;
  for (let at = open + 1; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (closing.includes(line[at] ?? ' ')) return at;
  }
  return -1;
};

/** `"a \"b\""` -> `a "b"`; a text that is not wholly in quotes stays as it is. */
export const unquote = (text: string): string =>
  text.length >= 2 && closingQuote(text, 0) === text.length - 1 ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text;

/** `name:value` as `splitWords` and `unquote` read it back. */
export const nameValue = (name: string, value: string): string =>
  /^[^\s"\\“”„‟]+$/.test(value) ? `${name}:${value}` : `${name}:"${value.replace(/(["\\])/g, '\\$1')}"`;
