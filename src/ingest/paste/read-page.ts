import { makePosting } from '../normalise/make-posting.ts';
import type { NormalisedPosting } from '../source.ts';
import { jobPostingsIn } from '../sources/json-ld-find.ts';
import { jobPostingDraft } from '../sources/json-ld-posting.ts';
import { postingOfUrl } from './posting-of-url.ts';

/**
 * The posting that one page for people holds in its JSON-LD: the only one, or of several the one
 * whose address the page has. Null where it holds none, or none that says what a posting must.
 * `companyName` is what the person said, for a page that does not name its company.
 */
export const readPastedPage = (
  html: string,
  url: string,
  companyName: string | null = null,
): NormalisedPosting | null => {
  const source = { url, companyName };
  const found = jobPostingsIn(html).postings;
  const postings = found.flatMap((node) => {
    const draft = jobPostingDraft(node, url, { alone: found.length === 1 });
    const posting = typeof draft === 'string' ? draft : makePosting(draft, source);
    return typeof posting === 'string' ? [] : [posting];
  });
  return found.length === 1 ? (postings[0] ?? null) : postingOfUrl(postings, url);
};
