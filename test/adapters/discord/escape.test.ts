import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeText, label, visible } from '../../../src/adapters/discord/escape.ts';
import { MAX_CONTENT, pack, toLines } from '../../../src/adapters/discord/markup.ts';
import type { Span, Text } from '../../../src/chat/reply.ts';
import { readMarkdown } from '../../support/discord/markdown.ts';

const RUNS = 3_000;

/** Text made of what formats, links, pings or hides, between anything at all. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...['@everyone', '@here', '<@1>', '<@&1>', '<#1>', '<id:home>', '</x:1>', '<:a:1>', '<t:1>', ':smile:'],
        ...[
          '[x](https://evil)',
          'https://evil.example',
          '<https://evil>',
          'discord://x',
          '<a@b.c>',
          'mailto:a@b.c',
          '](',
        ],
        ...['# H1', '## ', '-# small', '> q', '>>> q', '- item', '* item', '1. one', '+ plus', '12', '.'],
        ...['**', '*', '__', '_', '~~', '||', '`', '```', '\\', '\n', ' ', '\t', '\r\n', '\u2028'],
        ...[
          '\u202e',
          '\u2066',
          '\u200b',
          '\u200d',
          '\ufeff',
          '\u00ad',
          '\0',
          '\u0007',
          '\ud800',
          '\udc00',
          '\u{e0041}',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('escape', () => {
  test('any text is shown as it is, without what cannot be seen, and formats, links and mentions nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(readMarkdown(escapeText(text))).toEqual({ text: visible(text), links: [], mentions: [], formats: [] });
      }),
      { numRuns: RUNS },
    );
  });

  test('nothing that hides, reorders or controls is left', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeText(text)).not.toMatch(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/);
        expect(escapeText(text).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
        expect(escapeText(text).isWellFormed()).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('text in other scripts and emoji stay', () => {
    expect(escapeText('日本語 عربي é 🎉')).toBe('日本語 عربي é 🎉');
  });
});

describe('the parser that judges the escaper', () => {
  test.each([
    ['**a**', 'bold'],
    ['*a*', 'italic'],
    ['# a', 'heading'],
    ['-# a', 'subtext'],
    ['> a', 'quote'],
    ['- a', 'list'],
    ['1. a', 'list'],
    ['||a||', 'spoiler'],
    ['~~a~~', 'strike'],
    ['__a__', 'underline'],
    ['`a`', 'code'],
    ['<t:1>', 'timestamp'],
    ['<:a:1>', 'emoji'],
  ])('sees what %s is', (source, format) => {
    expect(readMarkdown(source).formats).toEqual([format]);
  });

  test('sees links and mentions', () => {
    expect(readMarkdown('[x](https://evil) https://evil.example <@1> <@&1> @everyone <#2>')).toMatchObject({
      links: ['[x](https://evil)', 'https://evil.example'],
      mentions: ['<@1>', '<@&1>', '@everyone', '<#2>'],
    });
  });
});

const texts: fc.Arbitrary<Text> = fc.array(
  fc.oneof(
    hostile,
    fc.record({ mark: fc.constantFrom('bold' as const, 'italic' as const, 'code' as const), text: hostile }),
  ),
  { maxLength: 6 },
);

const shown = (spans: readonly Span[]): string =>
  spans.map((span) => visible(typeof span === 'string' ? span : span.text)).join('');

describe('marked text', () => {
  test('shows the text of its spans and no other marks than theirs', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = readMarkdown(toLines(text).join('\n'));
        expect(read.text.replaceAll('\u2060', '')).toBe(shown(text));
        expect([...read.links, ...read.mentions]).toEqual([]);
        const marks = new Set(text.flatMap((span) => (typeof span === 'string' ? [] : [span.mark])));
        expect(read.formats.filter((format) => !(marks as ReadonlySet<string>).has(format))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test('split, no part is longer than Discord takes, none is empty, and nothing is lost or cut', () => {
    const long = fc.array(fc.tuple(texts, fc.integer({ min: 1, max: 60 })), { maxLength: 3 });
    fc.assert(
      fc.property(long, (blocks) => {
        const text = blocks.flatMap(([spans, times]) =>
          spans.map(
            (span): Span =>
              typeof span === 'string' ? span.repeat(times) : { ...span, text: span.text.repeat(times) },
          ),
        );
        const parts = pack(toLines(text));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(MAX_CONTENT);
          expect(part.isWellFormed()).toBe(true);
          expect(part.trim()).not.toBe('');
        }
        const read = parts.map((part) => readMarkdown(part));
        expect(read.flatMap(({ links, mentions }) => [...links, ...mentions])).toEqual([]);
        const letters = (all: string): string => all.replace(/[\s\u2060]/g, '');
        expect(letters(read.map((part) => part.text).join(''))).toBe(letters(shown(text)));
      }),
      { numRuns: 150 },
    );
  });

  test('touching marks stay apart', () => {
    const [line = ''] = toLines([
      { mark: 'bold', text: 'a' },
      { mark: 'italic', text: 'b' },
    ]);
    expect(readMarkdown(line)).toMatchObject({ formats: ['bold', 'italic'] });
  });
});

describe('label', () => {
  test('is one visible line within its length and never empty', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 80 }), (text, max) => {
        const line = label(text, max);
        expect(line.length).toBeGreaterThan(0);
        expect(line.length).toBeLessThanOrEqual(max);
        expect(line).not.toMatch(/\n/);
        expect(line.isWellFormed()).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});
