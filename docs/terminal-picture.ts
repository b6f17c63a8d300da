/**
 * Draws a terminal screen as SVG: text with ANSI marks on stdin, SVG on stdout.
 * `npm start -- --script FILE | node docs/terminal-picture.ts > docs/terminal.svg`
 */
import { text } from 'node:stream/consumers';

const WIDTH = 900;
const LINE = 19;
const PADDING = 22;

const quoted = (part: string): string => part.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** What a person typed is bold, buttons are blue, the rest plain. */
const draw = (line: string): string => {
  const typed = /^(you {3})(.*)$/.exec(line);
  if (typed)
    return `<tspan fill="#8b949e">${typed[1]}</tspan><tspan font-weight="bold" fill="#7ee787">${quoted(typed[2] ?? '')}</tspan>`;
  const [, who = '', rest = line] = /^(bot {3})(.*)$/.exec(line) ?? [];
  const parts = rest
    .split(/(\[\d+ [^\]]+\])/)
    .map((part) => (/^\[\d+ /.test(part) ? `<tspan fill="#79c0ff">${quoted(part)}</tspan>` : quoted(part)));
  return `<tspan fill="#8b949e">${who}</tspan>${parts.join('')}`;
};

const lines = (await text(process.stdin)).trim().split('\n');
const rows = lines.map(
  (line, i) => `<text x="${PADDING}" y="${PADDING + 14 + i * LINE}" xml:space="preserve">${draw(line)}</text>`,
);
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${lines.length * LINE + PADDING * 2}" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13.5" fill="#e6edf3">
<title>A first conversation with Jobhound in a terminal</title>
<rect width="100%" height="100%" rx="10" fill="#0d1117"/>
${rows.join('\n')}
</svg>
`);
