import { type CheerioAPI, load } from 'cheerio/slim';
import { DomHandler, Parser } from 'htmlparser2';
import { UnreadableBody } from '../source.ts';

/** Pages that people write stay below a hundred. Deeper ones cost the square of their depth and overflow the stack. */
const deepest = 500;

/**
 * The page, to be asked with selectors. Throws UnreadableBody for a page that is nested deeper than people
 * write; the depth is watched while parsing, because afterwards it is too late.
 */
export const readHtml = (body: string): CheerioAPI => {
  const dom = new DomHandler();
  let depth = 0;
  const open = dom.onopentag.bind(dom);
  const close = dom.onclosetag.bind(dom);
  dom.onopentag = (name, attributes) => {
    depth += 1;
    if (depth > deepest) throw new UnreadableBody(`a page nested over ${deepest} elements deep`);
    open(name, attributes);
  };
  dom.onclosetag = () => {
    depth -= 1;
    close();
  };
  const parser = new Parser(dom, { decodeEntities: true });
  // Below one element: selecting among many elements without a parent takes the square of their number.
  open('page', {});
  parser.end(body);
  return load(dom.root);
};

/** More postings than this are on no page for people; each costs a part of a millisecond. */
const mostRows = 5000;

/** The elements, each of them a posting. Throws UnreadableBody where they are too many for a page. */
export const rowsOf = ($: CheerioAPI, selector: string) => {
  const rows = $(selector).toArray();
  if (rows.length > mostRows) throw new UnreadableBody(`a page with over ${mostRows} postings`);
  return rows;
};

/** The object that the first script to do so assigns (`window.pageData = {...}`); undefined where none does. */
export const assignedJson = ($: CheerioAPI, variable: string): unknown => {
  for (const script of $('script').toArray()) {
    const code = script.children.map((child) => ('data' in child ? child.data : '')).join('');
    const start = code.indexOf(variable);
    const open = start === -1 ? -1 : code.indexOf('{', start + variable.length);
    if (open === -1 || code.slice(start + variable.length, open).trim() !== '=') continue;
    try {
      return JSON.parse(code.slice(open, endOfObject(code, open)));
    } catch {
      return undefined;
    }
  }
  return undefined;
};

const endOfObject = (code: string, open: number): number => {
  let depth = 0;
  let quoted = false;
  for (let at = open; at < code.length; at += 1) {
    const char = code[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return code.length;
};
