import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { listItems } from '../parse/list-items.ts';
import { placeInList } from '../parse/place-in-list.ts';
import { type Item, type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { jobPostingsIn } from './json-ld-find.ts';
import { isNode, type Node } from './json-ld-node.ts';
import { identifierOf, jobPostingDraft, urlOf } from './json-ld-posting.ts';

/** Any page with schema.org JobPosting in its JSON-LD. No URL shows it: it is found by discovery. */
export const jsonLd: PagedSource = {
  kind: 'json-ld',
  label: 'Page with JSON-LD',
  publisher: 'employer',
  coverage: 'whole',
  // A whole page for people, each time: not as often as a board that answers with data.
  terms: { everyMs: 6 * 3_600_000, minimumMs: 900_000 },
  recognises: () => false,
  feedUrl: (url) => url,
  read: ({ url, body }, source) => ({ items: itemsOf(body, url, source) }),
};

function* readAll(postings: readonly Node[], broken: readonly number[], url: string, source: SourceInfo) {
  const drafted = draftsOf(postings, url);
  yield* listItems<Node>(postings, source, {
    schema: z.custom<Node>(isNode),
    draft: (posting) => drafted.get(posting) ?? 'item: not an object',
    idOf: (raw) => {
      const draft = isNode(raw) ? drafted.get(raw) : undefined;
      return typeof draft === 'object' ? draft.externalId : undefined;
    },
  });
  for (const script of broken) {
    // Which postings it held nobody can tell, so that none counts as gone.
    yield { rejection: { item: placeInList(script - 1), reason: `script ${script} of the page: not JSON` } };
  }
}

const itemsOf = (body: string, url: string, source: SourceInfo): Iterable<Item> => {
  const { postings, broken } = jobPostingsIn(body);
  if (postings.length === 0) {
    throw new UnreadableBody(
      broken.length === 0
        ? 'no schema.org JobPosting in this page'
        : `script ${broken[0]} of the page: a JobPosting that is not JSON`,
    );
  }
  return readAll(postings, broken, url, source);
};

/**
 * A posting is told apart by its identifier, else its own address, else title and place: the first
 * that no other posting of the page has too. An identifier that says the company, or an address that
 * says the list, would make one posting of many.
 */
const draftsOf = (postings: readonly Node[], pageUrl: string): ReadonlyMap<Node, Draft | string> => {
  const identifiers = shared(postings.map(identifierOf));
  const urls = shared(postings.map((posting) => urlOf(posting, pageUrl)));
  const draft = (posting: Node): Draft | string => {
    const url = urlOf(posting, pageUrl);
    const ownUrl = url !== null && !urls.has(url);
    const identifier = identifierOf(posting);
    const ownIdentifier = identifier !== null && !identifiers.has(identifier);
    const { identifier: _, ...unidentified } = posting;
    const told = ownIdentifier ? posting : unidentified;
    if (ownUrl || url === null) return jobPostingDraft(told, pageUrl, { alone: postings.length === 1 });
    const { url: _1, '@id': _2, mainEntityOfPage: _3, ...placeless } = told;
    return jobPostingDraft(placeless, url);
  };
  return new Map(
    postings.map((posting) => {
      const drafted = draft(posting);
      return [posting, typeof drafted === 'string' ? drafted : { ...drafted, raw: posting }];
    }),
  );
};

const shared = (values: readonly (string | null)[]): ReadonlySet<string> => {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) if (value !== null) (once.has(value) ? twice : once).add(value);
  return twice;
};

export { jobPostingDraft } from './json-ld-posting.ts';
