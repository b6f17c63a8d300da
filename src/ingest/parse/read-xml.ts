import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { UnreadableBody } from '../source.ts';

/** Escaped HTML has a reference for every bracket; more than this is no feed that people read. */
const mostReferences = 500_000;
const deepest = 100;

const parser = new XMLParser({
  // References are resolved below, and only those that need no declaration.
  processEntities: false,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: false,
  cdataPropName: '#cdata',
  maxNestedTags: deepest,
});

/**
 * The document as plain values: an element with nothing but text is that text, any other an object of its
 * children by name (an array where a name comes again), of its attributes (`@_name`) and its own text (`#text`).
 * Throws UnreadableBody for what is not well-formed, has a document type (the door of every entity attack), is
 * nested more than 100 deep or holds more than 500,000 character references.
 */
export const readXml = (body: string): unknown => {
  const xml = body.replace(/^\ufeff?\s*/, '');
  if (!xml.startsWith('<')) throw new UnreadableBody('not XML');
  refuseDeclarations(xml);
  try {
    const document: unknown = parser.parse(xml);
    if (XMLValidator.validate(xml) !== true || !hasOneRoot(document)) throw new Error('not well-formed');
    return resolved(document);
  } catch {
    throw new UnreadableBody('XML that is not well-formed, or too deep');
  }
};

const hasOneRoot = (document: unknown): boolean =>
  typeof document === 'object' &&
  document !== null &&
  Object.keys(document).length === 1 &&
  !Array.isArray(Object.values(document)[0]);

/** The elements of a name directly below one; an absent one gives none. */
export const childrenOf = (element: unknown, name: string): readonly unknown[] => {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) return [];
  const child: unknown = Object.getOwnPropertyDescriptor(element, name)?.value;
  return child === undefined ? [] : Array.isArray(child) ? child : [child];
};

/** The text of an element, without that of its children. */
export const textOf = (element: unknown): string | null => {
  if (typeof element === 'string') return element === '' ? null : element;
  const [text] = childrenOf(element, '#text');
  return typeof text === 'string' && text !== '' ? text : null;
};

/** The text of the first element of a name that has one. */
export const childText = (element: unknown, name: string): string | null =>
  childrenOf(element, name)
    .map(textOf)
    .find((text) => text !== null) ?? null;

/** Looks at what is outside of comments and CDATA: a description may hold a whole HTML page. */
const refuseDeclarations = (xml: string): void => {
  let references = 0;
  let at = 0;
  const skipTo = (end: string, from: number): number => {
    const found = xml.indexOf(end, from);
    return found === -1 ? xml.length : found + end.length;
  };
  while (at < xml.length) {
    const open = xml.indexOf('<!', at);
    const stop = open === -1 ? xml.length : open;
    for (let ref = xml.indexOf('&', at); ref !== -1 && ref < stop; ref = xml.indexOf('&', ref + 1)) {
      references += 1;
      if (references > mostReferences) throw new UnreadableBody(`XML with over ${mostReferences} references`);
    }
    if (open === -1) return;
    if (xml.startsWith('<!--', open)) at = skipTo('-->', open + 4);
    else if (xml.startsWith('<![CDATA[', open)) at = skipTo(']]>', open + 9);
    else throw new UnreadableBody('XML with a document type is not read');
  }
};

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return predefined[String(name).toLowerCase()] ?? all;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });

/** Resolves references everywhere but in CDATA, and makes text and CDATA of an element one text. */
const resolved = (node: unknown): unknown => {
  if (typeof node === 'string') return decode(node);
  if (Array.isArray(node)) return node.map(resolved);
  if (typeof node !== 'object' || node === null) return node;
  const { '#cdata': cdata, ...rest } = Object.fromEntries(Object.entries(node));
  const element = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, resolved(inner)]));
  if (cdata === undefined) return element;
  const text = `${element['#text'] ?? ''}${[cdata].flat().join('')}`;
  return Object.keys(element).every((key) => key === '#text') ? text : { ...element, '#text': text };
};
