import { pageElements } from '../parse/page-elements.ts';
import { isTooDeep } from '../parse/too-deep.ts';
import { asList, isA, isNode, type Node } from './json-ld-node.ts';

export interface FoundPostings {
  readonly postings: readonly Node[];
  /** Which of the scripts of the page, from 1, hold postings but cannot be read. */
  readonly broken: readonly number[];
}

const scripts = new Set(['script']);
/** Deeper than this nobody writes; a page that does is not searched further. */
const deepest = 12;
/** Boards that put whole lists in a page have hundreds of postings. */
const mostNodes = 200_000;

/**
 * Every schema.org JobPosting in the JSON-LD of a page, in its order, each once: alone, in arrays,
 * in `@graph`, as the items of an ItemList, in one script or several. Never throws.
 */
export const jobPostingsIn = (html: string): FoundPostings => {
  const postings = new Map<string, Node>();
  const broken: number[] = [];
  for (const [index, text] of jsonLdScripts(html).entries()) {
    const value = parsed(text);
    if (value === undefined) {
      if (/JobPosting/.test(text)) broken.push(index + 1);
      continue;
    }
    for (const posting of postingsOf(value)) {
      const key = isTooDeep(posting) ? `too deep ${postings.size}` : JSON.stringify(posting);
      if (!postings.has(key)) postings.set(key, posting);
    }
  }
  return { postings: [...postings.values()], broken };
};

const jsonLdScripts = (html: string): readonly string[] =>
  pageElements(html, scripts)
    .filter(({ attributes }) => /^\s*application\/ld\+json\b/i.test(attributes.type ?? ''))
    .map(({ text }) => text);

/** Undefined where it is no JSON, even without what pages like to wrap it in and with its lines mended. */
const parsed = (script: string): unknown => {
  const bare = script
    .trim()
    .replace(/^(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)$/, '')
    .trim()
    .replace(/;$/, '');
  for (const text of [bare, withoutRawBreaks(bare)]) {
    try {
      return JSON.parse(text);
    } catch {
      // The next way of reading it; after the last one it is broken.
    }
  }
  return undefined;
};

/** A description with line breaks that nobody escaped: between tokens a space means the same. */
const withoutRawBreaks = (text: string): string => text.replace(/[\n\r\t]+/g, ' ');

const postingsOf = (root: unknown): readonly Node[] => {
  const found: Node[] = [];
  const named = new Map<string, Node>();
  const queue: { value: unknown; depth: number; url: unknown }[] = [{ value: root, depth: 0, url: undefined }];
  // By index: taking from the front of a long array costs its length every time.
  for (let index = 0; index < queue.length && index < mostNodes; index += 1) {
    const { value, depth, url } = queue[index] ?? { value: null, depth: 0, url: undefined };
    if (Array.isArray(value)) {
      if (depth < deepest) for (const one of value) queue.push({ value: one, depth: depth + 1, url });
      continue;
    }
    if (!isNode(value)) continue;
    if (typeof value['@id'] === 'string' && Object.keys(value).length > 1) named.set(value['@id'], value);
    if (isA(value, 'JobPosting')) {
      // An entry of a list may name the page of what it holds.
      found.push(value.url === undefined && url !== undefined ? { ...value, url } : value);
      continue;
    }
    if (depth >= deepest) continue;
    const inherited = isA(value, 'ListItem') ? value.url : undefined;
    for (const inner of Object.values(value)) queue.push({ value: inner, depth: depth + 1, url: inherited });
  }
  return found.map((posting) => resolved(posting, named));
};

const references = ['hiringOrganization', 'jobLocation', 'baseSalary', 'employmentUnit'] as const;

/** What a posting only points at (`{"@id": "#acme"}`) put in its place, one level deep. */
const resolved = (posting: Node, named: ReadonlyMap<string, Node>): Node => {
  const values = references.flatMap((field) => {
    const written = posting[field];
    if (!asList(written).some((one) => target(one, named) !== undefined)) return [];
    return [[field, asList(written).map((one) => target(one, named) ?? one)] as const];
  });
  return values.length === 0 ? posting : { ...posting, ...Object.fromEntries(values) };
};

const target = (value: unknown, named: ReadonlyMap<string, Node>): Node | undefined => {
  if (!isNode(value) || typeof value['@id'] !== 'string' || Object.keys(value).length > 2) return undefined;
  return named.get(value['@id']);
};
