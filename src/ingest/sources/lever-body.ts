import { htmlToText } from '../normalise/clean-text.ts';
import { joinSections } from '../parse/html-sections.ts';
import type { LeverPosting } from './lever-schema.ts';
import { asMarkup } from './markup.ts';

/** The whole text of a posting, which Lever spreads over many fields, some of which repeat others. */
export const leverBody = (posting: LeverPosting): string | null =>
  joinSections([
    ...withoutRepeats([
      markup(posting.opening, posting.openingPlain),
      markup(posting.description, posting.descriptionPlain),
      markup(posting.descriptionBody, posting.descriptionBodyPlain),
    ]).map((html) => ({ html })),
    ...(posting.lists ?? []).map((list) => ({ heading: list.text, html: listMarkup(list.content ?? '') })),
    { html: markup(posting.additional, posting.additionalPlain) },
    { html: posting.salaryDescription ?? posting.salaryDescriptionPlain },
  ]);

const markup = (html: string | null | undefined, plain: string | null | undefined): string =>
  html?.trim() ? html : asMarkup(plain ?? '');

/** Lever leaves out the element around the items. */
const listMarkup = (items: string): string => (/^\s*<li\b/i.test(items) ? `<ul>${items}</ul>` : items);

/** `description` is `opening` and `descriptionBody` together in most postings, but not in all. */
const withoutRepeats = (parts: readonly string[]): readonly string[] => {
  const letters = parts.map(lettersOf);
  const repeats = (one: string, index: number): boolean =>
    letters.some((other, at) => at !== index && other.includes(one) && (other !== one || at < index));
  return parts.filter((_, index) => letters[index] !== '' && !repeats(letters[index] ?? '', index));
};

/** Without markup and signs: what is `’` in one field may be `&rsquo;` in the other. */
const lettersOf = (html: string): string => htmlToText(html).replace(/[^\p{L}\p{N}]+/gu, '');
