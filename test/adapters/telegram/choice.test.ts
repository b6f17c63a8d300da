import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeChoice, encodeChoice, isCarriable } from '../../../src/adapters/telegram/choice.ts';

describe('a choice on a button', () => {
  test('comes back as it was, or is not made', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ minLength: 1, maxLength: 64 }),
        (value, data) => {
          const carried = encodeChoice(data, value);
          if (carried === null) return;
          expect(Buffer.byteLength(carried)).toBeLessThanOrEqual(64);
          expect(decodeChoice(carried)).toEqual({ value, data });
        },
      ),
    );
  });

  test('a plain button is never read as a choice', () => {
    fc.assert(fc.property(fc.string({ maxLength: 64 }), (data) => !isCarriable(data) || decodeChoice(data) === null));
  });

  test('twenty characters fit beside a sealed command of thirty', () => {
    expect(encodeChoice(`n${'s'.repeat(11)}${'c'.repeat(30)}`, 'v'.repeat(20))).not.toBeNull();
  });
});
