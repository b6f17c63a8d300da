import type { Entity } from './html.ts';

/**
 * What Telegram makes of a text by itself, after TDLib's rules, but never less: every ending of two
 * letters counts as a top-level domain, every scheme as a link, seven digits as a telephone number.
 */
export const findEntities = (text: string): Entity[] =>
  [
    ...each('mention', /(?<![\p{L}\p{N}_])@(?:\w{4,32}|gif|vid|pic)(?![\p{L}\p{N}_])/gu, text),
    ...each('bot_command', /(?<![\p{L}\p{N}_/<>])\/\w{1,64}(?:@\w{3,32})?(?![\p{L}\p{N}_/<>])/gu, text),
    ...each('hashtag', new RegExp(`(?<!${TAG})#(?=${TAG}*\\p{L})${TAG}{1,256}(?!${TAG}*#)`, 'gu'), text),
    ...each('cashtag', new RegExp(`(?<!${TAG}|\\$)\\$(?:1INCH|[A-Z]{1,8})(?!${TAG}|\\$)`, 'gu'), text),
    ...each('url', /(?:tg|ton|tonsite):\/\/[\w-]+/giu, text),
    ...domains(text),
    ...each('phone_number', /\+?\d[\d ()-]{5,}\d/gu, text).filter((entity) => digits(text, entity) >= 7),
  ].sort((a, b) => a.offset - b.offset || b.length - a.length);

const TAG = '[\\p{L}\\p{Nd}_\\u200c\\u00b7\\u0d80-\\u0dff]';

// What TDLib takes for part of a domain: ASCII word characters and - ~ ., beyond U+00C0 all but separators
// and general punctuation, of which it takes U+200C, U+200D and dashes.
// biome-ignore lint/suspicious/noControlCharactersInRegex: a range that begins at the first character
const DOMAIN = /(?:[.\w~-]|[^\u0000-\u00bf\u2000-\u200b\u200e\u200f\u2016-\u206f\p{Z}])+/gu;

const domains = (text: string): Entity[] =>
  [...text.matchAll(DOMAIN)].flatMap((match) => {
    const name = match[0].replace(/^\.+|\.+$/g, '');
    if (!isDomain(name)) return [];
    const offset = match.index + match[0].indexOf(name);
    return [{ type: text[offset - 1] === '@' ? 'email' : 'url', offset, length: name.length, argument: '' }];
  });

const isDomain = (name: string): boolean => {
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || labels.some((label) => label === '' || label.endsWith('-') || label.length > 63))
    return false;
  if (labels.length === 4 && labels.every((label) => /^(25[0-5]|2[0-4]\d|1?\d?\d)$/.test(label))) return true;
  if (last.startsWith('xn--')) return last.length > 5;
  return [...last].length > 1 && !/[_-]/.test(last) && /\P{N}/u.test(name.replaceAll('.', ''));
};

const each = (type: string, pattern: RegExp, text: string): Entity[] =>
  [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length, argument: '' }));

const digits = (text: string, { offset, length }: Entity): number =>
  text.slice(offset, offset + length).replace(/\D/g, '').length;
