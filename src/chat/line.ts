/** A word of a line: quotes hold it together (`note:"two words"`); `start` and `end` are its place in the line. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Phones type curly quotes where a person means straight ones. */
export const straightenQuotes = (line: string): string => line.replace(/[“”„‟]/g, '"');

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
      const close = line[at] === '"' ? closingQuote(line, at) : -1;
      at = close === -1 ? at + 1 : close + 1;
    }
    words.push({ text: line.slice(start, at), start, end: at });
  }
  return words;
};

const isSpace = (line: string, at: number): boolean => /\s/.test(line[at] ?? '');

const closingQuote = (line: string, open: number): number => {
  for (let at = open + 1; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === '"') return at;
  }
  return -1;
};

/** `"a \"b\""` -> `a "b"`; a text that is not wholly in quotes stays as it is. */
export const unquote = (text: string): string =>
  text.length >= 2 && text.startsWith('"') && closingQuote(text, 0) === text.length - 1
    ? text.slice(1, -1).replace(/\\(["\\])/g, '$1')
    : text;

/** `name:value` as `splitWords` and `unquote` read it back. */
export const nameValue = (name: string, value: string): string =>
  /^[^\s"\\]+$/.test(value) ? `${name}:${value}` : `${name}:"${value.replace(/(["\\])/g, '\\$1')}"`;
