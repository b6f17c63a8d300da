import { decodeHTMLStrict as decodeEntities } from 'entities';
import { compile, type HtmlToTextOptions } from 'html-to-text';

// Controls, zero-width and bidirectional marks: invisible, and able to make text read as another. The
// joiners \u200c and \u200d stay: Persian and emoji are written with them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it is for
const invisible = /[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const storable = (text: string): string =>
  text
    .toWellFormed()
    .replace(invisible, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n');

/** One line: no invisible characters, white space collapsed; null where nothing is left. */
export const cleanLine = (text: string): string | null => {
  const line = storable(text).replace(/\s+/g, ' ').trim();
  return line === '' ? null : line;
};

/** Paragraphs and list items on lines of their own, at most one blank line between them. */
export const cleanParagraphs = (text: string): string =>
  storable(text)
    .split('\n')
    .map((line) => (/\s\s|[^\S ]/.test(line) ? line.replace(/\s+/g, ' ') : line).trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const htmlOptions: HtmlToTextOptions = {
  wordwrap: false,
  // A body nested deeper than people write would overflow the stack.
  limits: { maxDepth: 200 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    ...['img', 'script', 'style', 'template', 'iframe', 'hr'].map((selector) => ({ selector, format: 'skip' })),
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'li > p', format: 'paragraph', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    // Not `dataTable`: a colspan of a thousand million makes it fill the memory.
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
  ],
};

const convert = compile(htmlOptions);

/** Descriptions have some hundred tags, opening and closing. The library takes seconds for a hundred thousand that are never closed. */
const mostTags = 10_000;

/** The text of an HTML fragment, cleaned; of what is no page that people write, the words without their order. */
export const htmlToText = (html: string): string => {
  const tags = html.match(/<\/?[a-z]/gi)?.length ?? 0;
  return cleanParagraphs(tags > mostTags ? html.replace(/<[^<>]*>/g, ' ') : convert(html));
};

const tag = /<\/?[a-z][^<>]*>/i;
// Only tags that descriptions are made of: `Vec&lt;T&gt;` in a text is meant to be read.
const escapedTag =
  /&(?:amp;)*(?:lt|#0*60|#x0*3c);\/?(?:p|div|span|br|ul|ol|li|h[1-6]|strong|em|b|i|u|a|table|section)(?![a-z\d])/i;

/** HTML that was escaped as entities, up to three times, as HTML. What holds real tags is left alone. */
export const unescapeHtml = (text: string): string => {
  let html = text;
  for (let layer = 0; layer < 3 && !tag.test(html) && escapedTag.test(html); layer += 1) html = decodeEntities(html);
  return html;
};

const closingTag = /<\/(?:p|div|li|ul|ol|strong|h[1-6]|span|em)>/gi;

/** The text of a description, however often it was escaped, also where only a part of it was. */
export const descriptionOf = (html: string): string => {
  const text = htmlToText(unescapeHtml(html));
  // A text that still shows tags in pairs had them escaped inside of real ones.
  const whole = (text.match(closingTag)?.length ?? 0) >= 2 ? htmlToText(text) : text;
  return whole.includes('&') ? cleanParagraphs(decodeEntities(whole)) : whole;
};

/** One line that may have been escaped or marked up: `R&amp;D &#8211; <b>Lead</b>`. Null where nothing is left. */
export const readLine = (text: string): string | null => {
  if (!/[&<]/.test(text)) return cleanLine(text);
  return cleanLine(
    decodeEntities(decodeEntities(text)).replace(/<\/?(?:b|i|u|em|strong|span|p|br)(?: [^<>]{0,200})?\/?>/gi, ' '),
  );
};

/** A value of JSON that PostgreSQL's jsonb takes: no NUL and no half of a surrogate pair in any text or key. */
export const storableJson = (value: unknown): unknown => {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '');
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toWellFormed().replaceAll('\0', ''), storableJson(inner)]),
  );
};
