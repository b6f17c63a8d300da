import { stripVTControlCharacters } from 'node:util';
import type { Span, Text } from '../../chat/reply.ts';

/**
 * Text that only shows: nothing in it moves the cursor, colours the screen or reverses the reading
 * direction. The one place where text is made safe for a terminal.
 */
export const safeText = (text: string): string =>
  stripVTControlCharacters(text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/\t/g, ' ');

const escapes = {
  bold: ['\x1b[1m', '\x1b[22m'],
  italic: ['\x1b[3m', '\x1b[23m'],
  code: ['\x1b[36m', '\x1b[39m'],
} as const;

const span = (one: Span, hasColour: boolean): string => {
  if (typeof one === 'string') return safeText(one);
  const [on, off] = escapes[one.mark];
  return hasColour ? `${on}${safeText(one.text)}${off}` : safeText(one.text);
};

export const renderText = (text: Text, hasColour: boolean): string => text.map((one) => span(one, hasColour)).join('');

/** Breaks lines at spaces so that none is wider than `width`; what a person sees counts, not the escapes. */
export const wrap = (text: string, width: number): string[] =>
  text.split('\n').flatMap((line) => {
    const rows: string[] = [];
    const indent = /^ */.exec(line)?.[0] ?? '';
    let row = '';
    for (const word of line.slice(indent.length).split(' ')) {
      const longer = row === '' ? `${indent}${word}` : `${row} ${word}`;
      if (row !== '' && stripVTControlCharacters(longer).length > width) {
        rows.push(row);
        row = `${indent}${word}`;
      } else row = longer;
    }
    return [...rows, row];
  });
