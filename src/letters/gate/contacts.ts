import { findSkillMentions } from '../../skills/index.ts';
import { withoutCompany } from './company.ts';
import type { Evidence } from './evidence.ts';
import { escapeRegExp } from './words.ts';

const contacts: readonly (readonly [string, RegExp])[] = [
  ['a link', /\b(?:https?|hxxps?|ftp|tg|mailto|javascript):\/*\S+|\bwww\.\S+/giu],
  ['a link', /\]\s?\(|<\/?[a-z][^>]*>/giu],
  ['an e-mail address', /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}.-]+|\b\w+ at \w+ dot \w+/giu],
  ['a mention', /(?<![\p{L}\p{N}])@\s?\w+/gu],
  [
    'a phone number',
    /(?:\+|\b00)\d[\d ()/.-]{5,}\d|\b\d(?:[ ()/.-]?\d){8,}\b|\b\d{3}[-. ]\d{3,4}(?:[-. ]\d{3,4})?\b/gu,
  ],
  ['a phone number', /\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[\s,-]+){5,}/giu],
  ['a web address', /\b[\p{L}\p{N}-]+(?:\s?\(?\[?(?:dot|punkt)\]?\)?\s?)(?:com|org|net|io|dev|ru|xyz|info|biz)\b/giu],
  [
    'a web address',
    /(?<![\p{L}\p{N}.])(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|io|dev|ru|cn|xyz|info|biz|link|site|online|app|me|co|de|eu|ai|ly|gg|top|shop)\b\S*/giu,
  ],
];

/** Links, addresses, mentions and phone numbers that are not the applicant's own links. */
export const checkContacts = (body: string, evidence: Evidence): string[] => {
  const links = Object.values(evidence.applicant.links).filter((link) => link !== '');
  const own = links.reduce(
    (text, link) => text.replace(new RegExp(`${escapeRegExp(link)}(?![\\w/.-])`, 'g'), ' '),
    body,
  );
  const text = withoutCompany(own, evidence);
  const mentions = findSkillMentions(text);
  return contacts.flatMap(([what, pattern]) =>
    Array.from(text.matchAll(pattern))
      // "Node.js" and "ASP.NET" look like addresses.
      .filter(
        (match) =>
          !mentions.some(
            ({ start, end }) => start <= match.index && end >= match.index + match[0].replace(/\W+$/, '').length,
          ),
      )
      .map(() => `it holds ${what}`),
  );
};
