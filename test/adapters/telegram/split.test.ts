import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Run, toHtml, toRuns } from '../../../src/adapters/telegram/escape.ts';
import { splitRuns } from '../../../src/adapters/telegram/split.ts';
import { formatText } from '../../support/telegram/formatted.ts';

const joined = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');
const bare = (text: string): string => text.replace(/\s/g, '');

describe('splitting', () => {
  test('every part fits, is accepted, cuts no character, and together they are the text', () => {
    const word = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\n', ' ', '👩‍💻', '<b>&', 'x'.repeat(70)));
    const text = fc.array(
      fc.record({ text: word.map((one) => one.toWellFormed()), mark: fc.constantFrom('bold', 'code', null) }),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 60 }), (spans, limit) => {
        const runs = toRuns(spans.map(({ text, mark }) => (mark === null ? text : { text, mark })));
        const parts = splitRuns(runs, limit);
        for (const part of parts) {
          expect(joined(part).length).toBeLessThanOrEqual(limit);
          expect(joined(part).isWellFormed()).toBe(true);
          expect(() => formatText(toHtml(part), 'HTML')).not.toThrow();
        }
        expect(bare(parts.map(joined).join(''))).toBe(bare(joined(runs)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('a line break is preferred to a space, and a space to the middle of a word', () => {
    const parts = (text: string) => splitRuns([{ text, mark: null }], 10).map(joined);
    expect(parts('aaa bbb\nccc ddd')).toEqual(['aaa bbb', 'ccc ddd']);
    expect(parts('aaaa bbbb cccc')).toEqual(['aaaa bbbb', 'cccc']);
    expect(parts('aaaaaaaaaabbbb')).toEqual(['aaaaaaaaaa', 'bbbb']);
  });

  test('a mark that is cut goes on in the next part', () => {
    expect(splitRuns([{ text: 'aaaa bbbb', mark: 'bold' }], 5)).toEqual([
      [{ text: 'aaaa', mark: 'bold' }],
      [{ text: 'bbbb', mark: 'bold' }],
    ]);
  });
});
