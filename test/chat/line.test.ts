import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameValue, splitWords, unquote } from '../../src/chat/line.ts';
import { anyText } from '../support/any-text.ts';

const texts = (line: string) => splitWords(line).map((word) => word.text);

describe('splitWords', () => {
  test('parts words at any white space and says where each stands', () => {
    expect(splitWords('  find\t a\u00a0nurse ')).toEqual([
      { text: 'find', start: 2, end: 6 },
      { text: 'a', start: 8, end: 9 },
      { text: 'nurse', start: 10, end: 15 },
    ]);
  });

  test('quotes hold words together, also in the middle of a word and with an escaped quote inside', () => {
    expect(texts('a "b c" note:"d \\" e" f')).toEqual(['a', '"b c"', 'note:"d \\" e"', 'f']);
  });

  test('curly quotes, as phones type them, hold words together', () => {
    expect(texts('a “b c” note:„d e“ f')).toEqual(['a', '“b c”', 'note:„d e“', 'f']);
  });

  test('a quote that is never closed is a character', () => {
    expect(texts('5" pipe "fitter')).toEqual(['5" pipe "fitter'].flatMap(() => ['5" pipe "fitter']));
    expect(texts('say "hello there')).toEqual(['say', '"hello', 'there']);
    expect(texts('say “hello there')).toEqual(['say', '“hello', 'there']);
  });
});

describe('unquote', () => {
  test('opens a text that is wholly in quotes, straight or curly, and no other', () => {
    expect(unquote('"a \\"b\\" \\\\"')).toBe('a "b" \\');
    expect(unquote('“a b”')).toBe('a b');
    expect(unquote('„a b“')).toBe('a b');
    expect(unquote('"a" "b"')).toBe('"a" "b"');
    expect(unquote('a "b"')).toBe('a "b"');
    expect(unquote('"')).toBe('"');
  });
});

describe('nameValue', () => {
  test('is one word that gives back any value', () => {
    const pieces = fc.constantFrom('"', '\\', ' ', '\n', '“', '”', '„', '‟', ':', 'a', 'é', '😀', '\u0000');
    const value = fc.oneof(
      anyText(),
      fc.array(pieces).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(value, value, (first, second) => {
        const words = texts(`do ${nameValue('one', first)} ${nameValue('two', second)} end`);
        expect(words).toHaveLength(4);
        expect(unquote((words[1] ?? '').slice('one:'.length))).toBe(first);
        expect(unquote((words[2] ?? '').slice('two:'.length))).toBe(second);
      }),
    );
  });
});
