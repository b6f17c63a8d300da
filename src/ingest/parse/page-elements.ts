import { Tokenizer } from 'htmlparser2';

/** An element of a page with the text up to its end tag (or to the next element of its name). */
export interface PageElement {
  /** In lower case, as are the names of the attributes. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Entities decoded, except in a script, where there are none. */
  readonly text: string;
}

/** Names of an element without content. */
const empty = new Set(['link', 'meta', 'base']);
/** What a link says for a reader is short; only scripts are read to their end. */
const longestText = 300;

/**
 * The elements of these names, in the order of the page. Never throws, whatever the text is: no tree
 * is built, so that a page nested a hundred thousand deep costs no more than its length.
 */
export const pageElements = (html: string, names: ReadonlySet<string>): readonly PageElement[] => {
  const found: PageElement[] = [];
  let tag: { name: string; attributes: Record<string, string> } | null = null;
  let attribute = '';
  let value: string[] = [];
  let open: { name: string; attributes: Record<string, string>; text: string[]; length: number } | null = null;

  const close = (): void => {
    if (open === null) return;
    found.push({ name: open.name, attributes: open.attributes, text: open.text.join('') });
    open = null;
  };
  const say = (text: string): void => {
    if (open === null || (open.name !== 'script' && open.length > longestText)) return;
    open.text.push(text);
    open.length += text.length;
  };
  const begin = (): void => {
    if (tag === null) return;
    if (empty.has(tag.name)) found.push({ ...tag, text: '' });
    else {
      close();
      open = { ...tag, text: [], length: 0 };
    }
    tag = null;
  };

  const nothing = (): void => {};
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname: (start, end) => {
        const name = html.slice(start, end).toLowerCase();
        tag = names.has(name) ? { name, attributes: Object.create(null) } : null;
      },
      onattribname: (start, end) => {
        attribute = tag === null ? '' : html.slice(start, end).toLowerCase();
        value = [];
      },
      onattribdata: (start, end) => {
        if (tag !== null) value.push(html.slice(start, end));
      },
      onattribentity: (codepoint) => {
        if (tag !== null) value.push(String.fromCodePoint(codepoint));
      },
      onattribend: () => {
        // The first of two attributes of one name counts, as in a browser.
        if (tag !== null && !(attribute in tag.attributes)) tag.attributes[attribute] = value.join('');
      },
      onopentagend: begin,
      onselfclosingtag: begin,
      onclosetag: (start, end) => {
        if (open?.name === html.slice(start, end).toLowerCase()) close();
      },
      ontext: (start, end) => say(html.slice(start, end)),
      ontextentity: (codepoint) => say(String.fromCodePoint(codepoint)),
      onend: close,
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onprocessinginstruction: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  close();
  return found;
};
