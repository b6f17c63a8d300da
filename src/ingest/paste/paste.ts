import { cleanLine, htmlToText } from '../normalise/clean-text.ts';
import { type Draft, makePosting } from '../normalise/make-posting.ts';
import { readHtml } from '../parse/read-html.ts';
import { type NormalisedPosting, type Source, UnreadableBody } from '../source.ts';
import type { StatedFields } from './ask-model.ts';
import { boardPosting, type FetchPage } from './board-posting.ts';
import { readPastedPage } from './read-page.ts';
import { readPastedText } from './read-text.ts';

/** A posting made of what a person pasted, and what of it is a stopgap. */
export interface ReadPasted {
  readonly posting: NormalisedPosting;
  readonly unsure: readonly ('title' | 'company')[];
  /** The page of the board where the link led to one that is known. */
  readonly board: string | null;
}

export interface PasteDeps {
  readonly fetchPage: FetchPage;
  readonly recognise: (url: URL) => Source | null;
  /** Why a site is never read, as a sentence; null for the others. */
  readonly refusedSite: (url: URL) => string | null;
  /** Asks the model what a text says; null where there is none or the person did not agree. */
  readonly ask: ((text: string) => Promise<StatedFields | null>) | null;
}

/** Fewer characters are no posting. */
const shortestText = 80;

/**
 * Reads a pasted link or text: a known board through its own list, a page through its JSON-LD,
 * everything else by the model where it may be asked, then by rules. What nothing tells for certain
 * gets a stopgap and is named in `unsure`. The refusal is a sentence for people.
 */
export const readPasted = async (
  pasted: string,
  deps: PasteDeps,
): Promise<ReadPasted | { readonly refused: string }> => {
  const url = linkIn(pasted);
  if (url === null) return readText({ title: null, text: pasted }, '', deps);
  const refused = deps.refusedSite(url);
  if (refused !== null) return { refused };
  const kind = deps.recognise(url);
  if (kind !== null && 'read' in kind && kind.terms.refused === undefined) {
    const posting = await boardPosting(kind, url, deps.fetchPage);
    if (posting !== null) return { posting, unsure: [], board: kind.feedUrl(url).href };
  }
  const page = await deps.fetchPage({ url: url.href });
  if ('failed' in page) return { refused: `The page could not be read (${page.failed}).` };
  const stated = readPastedPage(page.body, page.finalUrl);
  if (stated !== null) return { posting: stated, unsure: [], board: null };
  const read = textOfPage(page.body);
  return read === null ? { refused: 'The page cannot be read.' } : readText(read, page.finalUrl, deps);
};

/** A link and nothing else. */
export const linkIn = (pasted: string): URL | null =>
  /^https?:\/\/\S+$/i.test(pasted.trim()) ? URL.parse(pasted.trim()) : null;

const readText = async (
  { title: heading, text }: PageText,
  url: string,
  { ask }: PasteDeps,
): Promise<ReadPasted | { readonly refused: string }> => {
  if (text.trim().length < shortestText) return { refused: 'There is too little text in it.' };
  const byRules = readPastedText(text);
  const byModel = ask === null ? null : await ask(text);
  const title = heading ?? byModel?.title ?? byRules.title ?? null;
  const companyName = byModel?.companyName ?? byRules.companyName;
  const draft: Draft = {
    externalId: 'pasted',
    // A draft needs an address; a text without one is kept without.
    url: url === '' ? noAddress : url,
    title: title ?? firstLine(byRules.description),
    companyName: companyName ?? (url === '' ? 'Unknown company' : new URL(url).hostname.replace(/^www\./, '')),
    locations: [byModel?.location ?? byRules.location],
    employmentType: byModel?.employmentType,
    text: byRules.description,
    payText: byModel?.payText ?? byRules.payText,
    raw: null,
  };
  const posting = makePosting(draft, { url, companyName: null });
  if (typeof posting === 'string') return { refused: 'There is no posting in it that I can read.' };
  return {
    posting: { ...posting, url },
    unsure: [...(title === null ? (['title'] as const) : []), ...(companyName ? [] : (['company'] as const))],
    board: null,
  };
};

const noAddress = 'https://pasted.invalid/';

/** The first line or sentence, cut between two words. */
const firstLine = (text: string): string => {
  const [first = ''] = text.split(/\n|(?<=[.!?])\s/, 1);
  const cut = first.length <= 80 ? first : first.slice(0, 80).replace(/\s+\S*$/, '…');
  return cleanLine(cut.replace(/\.$/, '')) ?? 'Pasted posting';
};

interface PageText {
  /** What stands above it all, where the page has one. */
  readonly title: string | null;
  readonly text: string;
}

/** Its heading and its words, without what stands around them; null for a page that is no page. */
const textOfPage = (html: string): PageText | null => {
  try {
    const $ = readHtml(html);
    const title = cleanLine($('h1').first().text());
    $('script, style, nav, header, footer, form, noscript, svg, h1, title').remove();
    const main = $('main, article, [role=main]').first();
    const text = htmlToText((main.length > 0 ? main : $('body')).html() ?? '');
    return { title, text };
  } catch (error) {
    if (error instanceof UnreadableBody) return null;
    throw error;
  }
};
