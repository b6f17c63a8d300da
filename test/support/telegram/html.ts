/** An entity as MessageEntity names it; offsets and lengths in UTF-16 units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly argument: string;
}

/** Telegram's refusal of a text's HTML, in its words, with the byte where it stands. */
export class HtmlError extends Error {}

interface Open {
  readonly tag: string;
  readonly argument: string;
  readonly offset: number;
}

const TYPES: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
  blockquote: 'blockquote',
};

// Of entities at one place the wider comes first, then these in this order.
const RANKS = [
  'blockquote',
  'expandable_blockquote',
  'pre',
  'code',
  'text_link',
  'date_time',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'custom_emoji',
];

/**
 * parse_mode HTML as the Bot API reads it.
 * @throws {HtmlError}
 */
export const parseHtml = (html: string): { text: string; entities: Entity[] } => {
  const bytes = (at: number): number => Buffer.byteLength(html.slice(0, at));
  const fail = (reason: string): never => {
    throw new HtmlError(reason);
  };
  let text = '';
  const open: Open[] = [];
  const entities: Entity[] = [];
  let i = 0;

  const value = (end: string): string => {
    let read = '';
    while (i < html.length && html[i] !== end) {
      const [character, length] = decode(html, i);
      read += character;
      i += length;
    }
    return read;
  };

  const startTag = (begin: number): void => {
    while (i < html.length && !/[\s>]/.test(html[i] ?? '')) i += 1;
    if (i >= html.length) fail(`Unclosed start tag at byte offset ${bytes(begin)}`);
    const tag = html.slice(begin + 1, i).toLowerCase();
    if (!(tag in TYPES)) fail(`Unsupported start tag "${tag}" at byte offset ${bytes(begin)}`);
    const attributes = new Map<string, string>();
    const unclosed = (): never => fail(`Unclosed start tag "${tag}" at byte offset ${bytes(begin)}`);
    const skip = (): void => {
      while (/\s/.test(html[i] ?? '')) i += 1;
    };
    for (skip(); html[i] !== '>'; skip()) {
      if (i >= html.length) unclosed();
      const from = i;
      while (i < html.length && !/[\s=>]/.test(html[i] ?? '')) i += 1;
      const name = html.slice(from, i).toLowerCase();
      if (name === '') fail(`Empty attribute name in the tag "${tag}" at byte offset ${bytes(begin)}`);
      skip();
      attributes.set(name, '');
      if (html[i] !== '=') continue;
      i += 1;
      skip();
      if (i >= html.length) unclosed();
      const quote = html[i] ?? '';
      if (quote === '"' || quote === "'") {
        i += 1;
        attributes.set(name, value(quote));
        if (i >= html.length) fail(`Unclosed start tag at byte offset ${bytes(begin)}`);
        i += 1;
        continue;
      }
      const token = i;
      while (/[A-Za-z0-9.-]/.test(html[i] ?? '')) i += 1;
      attributes.set(name, html.slice(token, i).toLowerCase());
      if (!/[\s>]/.test(html[i] ?? '')) fail(`Unexpected end of name token at byte offset ${bytes(token)}`);
    }
    i += 1;
    open.push({ tag, argument: argumentOf(tag, attributes, fail, bytes(begin)), offset: text.length });
  };

  const endTag = (begin: number): void => {
    const last = open.at(-1);
    if (last === undefined) throw new HtmlError(`Unexpected end tag at byte offset ${bytes(begin)}`);
    i += 1;
    const from = i;
    while (i < html.length && !/[\s>]/.test(html[i] ?? '')) i += 1;
    const name = html.slice(from, i).toLowerCase();
    while (/\s/.test(html[i] ?? '')) i += 1;
    if (html[i] !== '>') fail(`Unclosed end tag at byte offset ${bytes(begin)}`);
    if (name !== '' && name !== last.tag) {
      fail(`Unmatched end tag at byte offset ${bytes(begin)}, expected "</${last.tag}>", found "</${name}>"`);
    }
    i += 1;
    open.pop();
    const length = text.length - last.offset;
    if (length > 0) close(last, length, text.slice(last.offset), entities);
  };

  while (i < html.length) {
    if (html[i] !== '<') {
      const [character, length] = decode(html, i);
      text += character;
      i += length;
      continue;
    }
    const begin = i;
    i += 1;
    if (html[i] === '/') endTag(begin);
    else startTag(begin);
  }
  const left = open.at(-1);
  if (left) fail(`Can't find end tag corresponding to start tag "${left.tag}"`);
  // A language belongs to `pre` alone; a `code` kept it for the `pre` around it.
  const told = entities.map((entity) => (entity.type === 'code' ? { ...entity, argument: '' } : entity));
  return { text, entities: told.sort(byPlace) };
};

const argumentOf = (
  tag: string,
  attributes: Map<string, string>,
  fail: (reason: string) => never,
  at: number,
): string => {
  if (tag === 'a') return attributes.get('href') ?? '';
  if (tag === 'code') return /^language-(.+)/.exec(attributes.get('class') ?? '')?.[1] ?? '';
  if (tag === 'tg-emoji') return attributes.get('emoji-id') ?? '';
  if (tag === 'blockquote') return attributes.has('expandable') ? 'expandable' : '';
  if (tag === 'tg-time' && !/^(r|[tTdDwW]*)$/.test(attributes.get('format') ?? '')) {
    return fail('Invalid date format used');
  }
  if (tag === 'span' && attributes.get('class') !== 'tg-spoiler') {
    return fail(`Tag "span" must have class "tg-spoiler" at byte offset ${at}`);
  }
  return '';
};

const close = ({ tag, argument, offset }: Open, length: number, inside: string, entities: Entity[]): void => {
  const type = TYPES[tag] ?? '';
  const before = entities.at(-1);
  const isTwin = before?.offset === offset && before.length === length;
  if (type === 'pre' && isTwin && before.type === 'code' && before.argument !== '') {
    entities[entities.length - 1] = { type: 'pre', offset, length, argument: before.argument };
  } else if (type === 'code' && isTwin && before.type === 'pre' && argument !== '') {
    entities[entities.length - 1] = { type: 'pre', offset, length, argument };
  } else if (type === 'text_link') {
    const url = toUrl(argument === '' ? inside : argument);
    if (url !== null) entities.push({ type, offset, length, argument: url });
  } else if (type === 'blockquote') {
    entities.push({ type: argument === '' ? type : 'expandable_blockquote', offset, length, argument: '' });
  } else entities.push({ type, offset, length, argument });
};

const toUrl = (text: string): string | null => {
  const match = /^(?:([a-z]+):\/\/)?([^\s/?#]+\.[^\s/?#]+)(\S*)$/i.exec(text);
  if (!match) return null;
  const rest = match[3] ?? '';
  return `${match[1] ?? 'http'}://${match[2]?.toLowerCase()}${rest.startsWith('/') ? '' : '/'}${rest}`;
};

/** The character at `i` and how many units it took. Only four entities have names; `;` may be missing. */
const decode = (html: string, i: number): [string, number] => {
  const named = /^&(lt|gt|amp|quot)(?![A-Za-z]);?/.exec(html.slice(i, i + 8));
  if (named) return [{ lt: '<', gt: '>', amp: '&', quot: '"' }[named[1] ?? ''] ?? '', named[0].length];
  const numeric = /^&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/i.exec(html.slice(i, i + 12));
  const code = numeric ? Number.parseInt(numeric[1] ?? numeric[2] ?? '', numeric[1] ? 16 : 10) : 0;
  if (numeric && code > 0 && code < 0x10ffff && !/^\d/.test(html.slice(i + numeric[0].length))) {
    return [String.fromCodePoint(code), numeric[0].length];
  }
  return [html[i] ?? '', 1];
};

const byPlace = (a: Entity, b: Entity): number =>
  a.offset - b.offset || b.length - a.length || RANKS.indexOf(a.type) - RANKS.indexOf(b.type);
