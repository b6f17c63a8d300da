import { compile, type HtmlToTextOptions } from 'html-to-text';

// Controls, zero-width and bidirectional marks: invisible, and able to make text read as another. The
// joiners \u200c and \u200d stay: Persian and emoji are written with them.
const invisible = /(?!\s)[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

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
    .map((line) => line.replace(/\s+/g, ' ').trim())
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
    // Not `dataTable`: a colspan of a thousand million makes it fill the memory.
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
  ],
};

const convert = compile(htmlOptions);

/** The text of an HTML fragment, cleaned. */
export const htmlToText = (html: string): string => cleanParagraphs(convert(html));

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  '#34': '"',
  '#39': "'",
  '#38': '&',
  '#60': '<',
  '#62': '>',
  '#x27': "'",
  '#x2f': '/',
};

const decodeOnce = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|apos|amp|#3[498]|#6[02]|#x27|#x2f);/gi,
    (all, name: string) => entities[name.toLowerCase()] ?? all,
  );

const tag = /<\/?[a-z][^<>]*>/i;
// Only tags that descriptions are made of: `Vec&lt;T&gt;` in a text is meant to be read.
const escapedTag = /&(?:amp;)*lt;\/?(?:p|div|span|br|ul|ol|li|h[1-6]|strong|em|b|i|u|a|table|section)\b/i;

/** HTML that was escaped as entities, once or twice, as HTML. What holds real tags is left alone. */
export const unescapeHtml = (text: string): string => {
  let html = text;
  for (let layer = 0; layer < 3 && !tag.test(html) && escapedTag.test(html); layer += 1) html = decodeOnce(html);
  return html;
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
