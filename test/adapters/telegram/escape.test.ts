import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, JOINER, toHtml, toPlain, toRuns } from '../../../src/adapters/telegram/escape.ts';
import { bold, code, type Text } from '../../../src/chat/reply.ts';
import { formatText } from '../../support/telegram/formatted.ts';

const shown = (text: Text) => formatText(toHtml(toRuns(text)), 'HTML');
const unjoined = (text: string): string => text.replaceAll(JOINER, '');
const madeByTelegram = (text: Text) =>
  shown(text).entities.filter(({ type }) => !['bold', 'italic', 'code', 'bot_command'].includes(type));

// Text as an attacker would write it: fragments that link, ping or format, between any characters.
const evil = fc.constantFrom(
  '@everyone',
  '@someone_else',
  'evil.com',
  'https://evil.example/path?x=1',
  'tg://resolve?domain=x',
  'user@mail.example',
  '#hashtag',
  '$TSLA',
  '/start@otherbot',
  '+1 (212) 555-0123',
  '4111 1111 1111 1111',
  '1.2.3.4',
  '</b><a href="https://evil">',
  '&lt;',
  '<b>',
  '<tg-emoji',
  '\u202e',
  '\u200b',
  '\u0000',
  '\ud800',
  '.',
  '@',
  '#',
  ':',
  '//',
  '\n',
  ' ',
  'a',
  '9',
  'ö',
  '世界.中国',
  '👩‍💻',
);
const hostile = fc
  .array(fc.oneof(evil, fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join(''));
const visible = hostile.filter((text) => clean(text).trim() !== '');

describe('escaping', () => {
  test('any text is accepted, makes no entity, and reads the same', () => {
    fc.assert(
      fc.property(visible, (text) => {
        const { text: seen } = shown([text]);
        expect(madeByTelegram([text])).toEqual([]);
        expect(unjoined(seen)).toBe(clean(text).trim());
      }),
      { numRuns: 3_000 },
    );
  });

  test('nothing links across the border of two spans, whatever their marks', () => {
    const span = fc
      .tuple(hostile, fc.constantFrom('bold', 'italic', 'code', null))
      .map(([text, mark]) => (mark === null ? text : { text, mark }));
    const text = fc
      .array(span, { minLength: 1, maxLength: 5 })
      .filter((spans) => spans.some((one) => clean(typeof one === 'string' ? one : one.text).trim() !== ''));
    fc.assert(
      fc.property(text, (spans) => {
        expect(madeByTelegram(spans as Text)).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('without formatting nothing links either, not even what was code', () => {
    fc.assert(
      fc.property(visible, (text) => {
        const { entities } = formatText(toPlain(toRuns([code(text)])), undefined);
        expect(entities.filter(({ type }) => type !== 'bot_command')).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('tags in a title are read as text', () => {
    const { text, entities } = shown([bold('</b><a href="https://evil.example">Apply</a> & <i>more')]);
    expect(unjoined(text)).toBe('</b><a href="https://evil.example">Apply</a> & <i>more');
    expect(entities).toEqual([{ type: 'bold', offset: 0, length: text.length, argument: '' }]);
  });

  test('the stand-in would have linked what is taken apart', () => {
    const raw = 'see https://evil.example or evil.com, @someone, #tag, $TSLA, me@mail.example, +1 212 555 0123';
    expect(formatText(raw, undefined).entities.map(({ type }) => type)).toEqual([
      'url',
      'url',
      'mention',
      'hashtag',
      'cashtag',
      'email',
      'phone_number',
    ]);
  });

  test('own commands stay tappable, and a job number stays as it is', () => {
    const { text, entities } = shown(['Nothing new. /matches has the rest of #14.']);
    expect(entities.map((entity) => entity.type)).toEqual(['bot_command']);
    expect(text).toContain('#14.');
  });

  test('code can be copied as it is', () => {
    expect(shown([code('/search add asp.net @home')]).text).toBe('/search add asp.net @home');
  });

  test('bidirectional, control and invisible characters are gone; emoji and Persian joiners stay', () => {
    expect(clean('a\u0000b\u202ec\u2066d\u200be\ufefff\tg\r\nh\u2028i')).toBe('abcdef g\nh\ni');
    expect(clean('👩‍💻 می‌خواهم')).toBe('👩‍💻 می‌خواهم');
    expect(clean('\ud800x')).toBe('\ufffdx');
  });
});
