import { cleanLine, htmlToText } from '../normalise/clean-text.ts';
import { pageElements } from '../parse/page-elements.ts';

export interface Comment {
  /** What was typed in one line, without what follows below. */
  readonly first: string;
  /** The other lines that are not empty. */
  readonly rest: readonly string[];
  /** Where its links lead, in full: their text is cut by the site. */
  readonly links: readonly URL[];
}

const anchors = new Set(['a']);
/** People write a tenth of this; what is told by patterns is looked for no further. */
const longestComment = 30_000;
const longestLine = 1000;
const mostLines = 100;

/** A comment as the site publishes it: `<p>` between paragraphs, never closed, slashes as `&#x2F;`. */
export const readComment = (text: string): Comment => {
  const html = text.slice(0, longestComment);
  const links = pageElements(html, anchors).flatMap(({ attributes }) => URL.parse(attributes.href ?? '') ?? []);
  const lines = html
    // A link in the first line is often all that it says of a company: in full, not as it is cut.
    .replace(/<a\s[^<>]{0,20}href="([^"<>]{0,2000})"[^<>]{0,60}>[^<]{0,300}<\/a>/gi, ' $1 ')
    .split(/<p>|<pre>|\n/i)
    .slice(0, mostLines)
    .map((part) => cleanLine(htmlToText(part).slice(0, longestLine)))
    .filter((part) => part !== null);
  const header = joinBroken(lines);
  return { first: header[0] ?? '', rest: header.slice(1), links };
};

/** A header that goes on in the next line: `Acme | https://acme.example` and `| Remote | Engineer` below it. */
const joinBroken = (lines: readonly string[]): readonly string[] => {
  const [first, second, ...rest] = lines;
  if (first === undefined || second === undefined || first.length > longestLine) return lines;
  return second.startsWith('|') || first.endsWith('|') ? joinBroken([`${first} ${second}`, ...rest]) : lines;
};
