import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HtmlError, parseHtml } from '../../support/telegram/html.ts';

const file = new URL('../../../../shared/specs/td-entity-vectors.json', import.meta.url);

interface Case {
  readonly in: string;
  readonly error?: string;
  readonly text?: string;
  readonly ents?: readonly (readonly [string, number, number, string])[];
}

const NAMES: Readonly<Record<string, string>> = {
  TextUrl: 'text_link',
  PreCode: 'pre',
  CustomEmoji: 'custom_emoji',
  FormattedDate: 'date_time',
  BlockQuote: 'blockquote',
  ExpandableBlockQuote: 'expandable_blockquote',
};

describe.skipIf(!existsSync(file))("the stand-in's HTML against Telegram's own cases", () => {
  const cases: readonly Case[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).html : [];

  test('there are cases', () => {
    expect(cases.length).toBeGreaterThan(80);
  });

  test.each(cases.map((one, i) => [i, one.in, one] as const))('case %i: %s', (_, html, expected) => {
    if (expected.error !== undefined) {
      expect(() => parseHtml(html)).toThrow(new HtmlError(expected.error));
      return;
    }
    const { text, entities } = parseHtml(html);
    const shown = entities.map(({ type, offset, length, argument }) => [
      type,
      offset,
      length,
      type === 'custom_emoji' ? '' : argument,
    ]);
    const wanted = expected.ents?.map(([type, offset, length, argument]) => [
      NAMES[type] ?? type.toLowerCase(),
      offset,
      length,
      argument,
    ]);
    expect({ text, entities: shown }).toEqual({ text: expected.text, entities: wanted });
  });
});
