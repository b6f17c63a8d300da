import type { Mark, Span, Text } from '../../chat/reply.ts';
import { escapeText, visible } from './escape.ts';

/** Discord's limit of a message's content, in UTF-16 units. */
export const MAX_CONTENT = 2000;

/** Text as Discord markdown: one string a line, each with every mark opened and closed in it. */
export const toLines = (text: Text): string[] => splitLines(text).flatMap((line) => wrap(line, MAX_CONTENT));

/** Lines packed into as few contents as fit, in order; a content without anything to see is left out. */
export const pack = (lines: readonly string[]): string[] => {
  const contents: string[] = [];
  let current: string | null = null;
  for (const line of lines) {
    if (current !== null && current.length + 1 + line.length > MAX_CONTENT) {
      contents.push(current);
      current = null;
    }
    current = current === null ? line : `${current}\n${line}`;
  }
  if (current !== null) contents.push(current);
  // Discord trims contents itself and refuses an empty one.
  return contents.map((content) => content.replace(/^\n+|\s+$/g, '')).filter((content) => content.trim() !== '');
};

interface Piece {
  readonly mark: Mark | null;
  readonly text: string;
}

const splitLines = (text: Text): Piece[][] => {
  const lines: Piece[][] = [[]];
  for (const span of text) {
    const piece = toPiece(span);
    visible(piece.text)
      .split('\n')
      .forEach((part, i) => {
        if (i > 0) lines.push([]);
        if (part !== '') lines.at(-1)?.push({ ...piece, text: part });
      });
  }
  return lines;
};

const toPiece = (span: Span): Piece => (typeof span === 'string' ? { mark: null, text: span } : span);

/** A line cut into renderings of at most `max`, between words where there are any. */
const wrap = (line: readonly Piece[], max: number): string[] => {
  const rendered = renderLine(line);
  if (rendered.length <= max) return [rendered];
  const characters = line.flatMap(({ mark, text }) => Array.from(text, (text): Piece => ({ mark, text })));
  const parts: string[] = [];
  let from = 0;
  while (from < characters.length) {
    const to = from + longestFit(characters.slice(from, from + max), max);
    const space = to < characters.length ? lastSpace(characters, from, to) : -1;
    const end = space > from ? space + 1 : to;
    parts.push(renderLine(characters.slice(from, end)));
    from = end;
  }
  return parts;
};

const longestFit = (characters: readonly Piece[], max: number): number => {
  let fits = 1;
  let tooMany = characters.length + 1;
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (renderLine(characters.slice(0, middle)).length <= max) fits = middle;
    else tooMany = middle;
  }
  return fits;
};

const lastSpace = (characters: readonly Piece[], from: number, to: number): number => {
  // Only the last hundred characters: a word longer than that is cut rather than a part left half empty.
  for (let i = to - 1; i > Math.max(from, to - 100); i--) if (characters[i]?.text === ' ') return i;
  return -1;
};

const renderLine = (line: readonly Piece[]): string => {
  let out = '';
  let isMarkOpenEnd = false;
  for (const piece of mergeEqual(line)) {
    const rendered = renderPiece(piece);
    // Two marks that touch would read as one run of asterisks; a word joiner keeps them apart unseen.
    if (isMarkOpenEnd && rendered.isMarked) out += '\u2060';
    out += rendered.text;
    isMarkOpenEnd = rendered.endsMarked;
  }
  return out;
};

const mergeEqual = (line: readonly Piece[]): Piece[] => {
  const merged: Piece[] = [];
  for (const piece of line) {
    const last = merged.at(-1);
    if (last !== undefined && last.mark === piece.mark)
      merged[merged.length - 1] = { ...last, text: last.text + piece.text };
    else merged.push(piece);
  }
  return merged;
};

const fences: Readonly<Record<Mark, string>> = { bold: '**', italic: '*', code: '`' };

interface Rendered {
  readonly text: string;
  readonly isMarked: boolean;
  readonly endsMarked: boolean;
}

/** Spaces at the ends stay outside of the mark: `* a *` is no italic. */
const renderPiece = ({ mark, text }: Piece): Rendered => {
  const inner = text.trim();
  // Inside code nothing can be escaped, so a backtick there leaves the code unmarked.
  if (mark === null || inner === '' || (mark === 'code' && inner.includes('`'))) {
    return { text: escapeText(text), isMarked: false, endsMarked: false };
  }
  const fence = fences[mark];
  const before = text.slice(0, text.indexOf(inner));
  const after = text.slice(before.length + inner.length);
  return {
    text: `${before}${fence}${mark === 'code' ? inner : escapeText(inner)}${fence}${after}`,
    isMarked: before === '',
    endsMarked: after === '',
  };
};
