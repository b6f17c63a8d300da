/**
 * Control, format (bidi, zero-width, soft hyphen, tags), lone surrogate and separator characters:
 * they show nothing and can hide, reorder or break what is shown. Line breaks stay, and so do the
 * variation selectors that make an emoji of a sign.
 */
const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\u{fe00}-\u{fe0f}])\p{Default_Ignorable_Code_Point}/gu;

/** Every ASCII character that begins or ends something in Discord's markdown, the dot of `1.` included. */
const special = /[\\*_~`|>#\-+[\]()<@:.]/g;

/** Plain text without what cannot be seen; every kind of line break becomes `\n`, a tab a space. */
export const visible = (text: string): string =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(invisible, '');

/**
 * Untrusted plain text as Discord markdown that shows exactly `visible(text)`: nothing in it formats,
 * links or mentions. Escaping is per character, so text may be cut and joined before it.
 */
export const escapeText = (text: string): string => visible(text).replace(special, '\\$&');

/**
 * Untrusted text where Discord shows plain text (labels, placeholders, titles): one line of at most
 * `max` UTF-16 units, cut between characters, never empty because Discord refuses that.
 */
export const label = (text: string, max: number): string => {
  const line = visible(text).replace(/\s+/g, ' ').trim();
  if (line === '') return '…';
  return line.length <= max ? line : `${prefix(line, max - 1).trimEnd()}…`;
};

/** The longest beginning of at most `max` UTF-16 units that cuts no surrogate pair. */
export const prefix = (text: string, max: number): string => {
  const cut = text.slice(0, Math.max(0, max));
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
};
