import { cleanLine } from '../normalise/clean-text.ts';
import type { SourceInfo } from '../source.ts';

const slugForm = /^[\w-]{1,100}$/;
const hostLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Under these a provider has its own pages. */
const ownPages = new Set([
  'www',
  'api',
  'app',
  'help',
  'support',
  'blog',
  'docs',
  'developer',
  'developers',
  'status',
  'info',
  'go',
  'get',
  'login',
  'static',
  'assets',
  'cdn',
]);

/** A web address as people paste it: no user name and no port, which no board has. */
export const isWebAddress = (url: URL): boolean =>
  /^https?:$/.test(url.protocol) && url.port === '' && url.username === '' && url.password === '';

/** `acme` of `acme.jobs.example.com` for the domain `jobs.example.com`; null on every other host. */
export const tenantOf = (url: URL, domain: string): string | null => {
  if (!isWebAddress(url) || !url.hostname.endsWith(`.${domain}`)) return null;
  const label = url.hostname.slice(0, -domain.length - 1);
  return hostLabel.test(label) && !ownPages.has(label) ? label : null;
};

/** The parts of the path that are not empty. */
export const pathOf = (url: URL): readonly string[] => url.pathname.split('/').filter((part) => part !== '');

/** The text where it can be the name of a board in an address; null otherwise. */
export const slugOf = (text: string | null | undefined): string | null => (text && slugForm.test(text) ? text : null);

/** The name of the board: in the address of the source; in an imported file's name where it comes from a file. */
export const boardOf = (source: SourceInfo, inAddress: (url: URL) => string | null): string | null => {
  const url = URL.parse(source.url);
  if (url === null) return null;
  if (url.protocol !== 'file:') return inAddress(url);
  return slugOf(
    url.pathname
      .split('/')
      .at(-1)
      ?.replace(/\.\w+$/, ''),
  );
};

/** Whose postings they are: what the board says, else what the operator says, else the name of the board. */
export const companyOf = (said: string | null | undefined, source: SourceInfo, board: string | null): string | null =>
  cleanLine(said ?? '') ?? source.companyName ?? (board === null ? null : readableName(board));

/** `acme-corp` as `Acme Corp`. */
export const readableName = (board: string): string | null =>
  cleanLine(board.replace(/[-_]+/g, ' '))?.replace(/(?<![\p{L}\p{N}])\p{Ll}/gu, (letter) => letter.toUpperCase()) ??
  null;

/** A link of a page, in full; null where it leads to another host. */
export const linkOn = (page: string, href: string | null | undefined): URL | null => {
  const base = URL.parse(page);
  const link = href ? URL.parse(href, page) : null;
  return base === null || link === null || link.host !== base.host || !isWebAddress(link) ? null : link;
};
