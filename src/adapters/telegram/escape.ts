import type { Mark, Text } from '../../chat/reply.ts';

/** A stretch of text with one formatting, ready to be escaped. */
export interface Run {
  readonly text: string;
  readonly mark: Mark | null;
}

/**
 * U+2060 WORD JOINER: no width, no line break, and the one invisible character that ends every kind
 * of entity Telegram finds by itself. (U+200C and U+200D may stand in domains and hashtags, U+200B
 * would let a line break there.)
 */
export const JOINER = '\u2060';

// Control characters, bidirectional marks and overrides, and invisible characters except ZWNJ and
// ZWJ, which Persian and emoji need.
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** What is shown of a text: no control, bidirectional or invisible characters, `\n` the only line break. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNSEEN, '');

/** The one place where text becomes HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/**
 * Where Telegram would begin to see a link, a mention, a hashtag, a cashtag or a telephone number: a
 * joiner follows the matched character, so that nothing anybody wrote can link or ping. `/commands`
 * stay: tapping one only says it to this bot.
 */
const openings: readonly RegExp[] = [
  /@(?=\S)/gu,
  /\.(?=[^\s.,;:!?)\]'"»])/gu,
  /#(?=[\p{L}\p{Nd}_\u200c\u00b7\u0d80-\u0dff])(?!\p{Nd}+(?![\p{L}\p{Nd}_#\u200c\u00b7\u0d80-\u0dff]))/gu,
  /\$(?=[A-Z]|1INCH)/gu,
  /:(?=\/\/)/gu,
  /\+(?=\d)/gu,
];

const NUMBERS = /\d[\d ()-]{5,}\d/g; // telephone and card numbers; cards are 13 to 19 digits
const FEW = 3;

/**
 * The spans cleaned, and with joiners wherever Telegram would make an entity of its own. Inside `code`
 * Telegram makes none, so that what is there can be copied as it is.
 */
export const toRuns = (text: Text): Run[] => {
  const runs = text.map(
    (span): Run =>
      typeof span === 'string' ? { text: clean(span), mark: null } : { text: clean(span.text), mark: span.mark },
  );
  const whole = runs.map((run) => run.text).join('');
  const inCode = codeAt(runs);
  const after = new Set(joinerPositions(whole).filter((at) => !(inCode[at] && inCode[at + 1])));
  let start = 0;
  return runs.flatMap((run) => {
    const joined = [...run.text.split('')].map((unit, i) => (after.has(start + i) ? unit + JOINER : unit)).join('');
    start += run.text.length;
    return joined === '' ? [] : [{ text: joined, mark: run.mark }];
  });
};

export const toHtml = (runs: readonly Run[]): string =>
  runs
    .map(({ text, mark }) => (mark === null ? escapeHtml(text) : `<${TAGS[mark]}>${escapeHtml(text)}</${TAGS[mark]}>`))
    .join('');

/** The same without formatting, for when Telegram does not take the HTML. */
export const toPlain = (runs: readonly Run[]): string =>
  toRuns([runs.map((run) => run.text).join('')])
    .map((run) => run.text)
    .join('');

const TAGS = { bold: 'b', italic: 'i', code: 'code' } as const satisfies Record<Mark, string>;

const codeAt = (runs: readonly Run[]): boolean[] =>
  runs.flatMap((run) => Array.from({ length: run.text.length }, () => run.mark === 'code'));

/** Indexes of the UTF-16 units that a joiner follows. */
const joinerPositions = (whole: string): number[] => [
  ...openings.flatMap((opening) => [...whole.matchAll(opening)].map((match) => match.index)),
  ...[...whole.matchAll(NUMBERS)].flatMap((match) => {
    const digits = [...match[0].matchAll(/\d/g)].map((digit) => match.index + digit.index);
    return digits.length < 7 ? [] : digits.filter((_, i) => i % FEW === FEW - 1 && i < digits.length - 1);
  }),
];
