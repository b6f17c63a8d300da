import { cleanLine } from '../normalise/clean-text.ts';
import { companyName } from './hacker-news-company.ts';
import { roleOfPhrase, titleOf } from './hacker-news-roles.ts';
import { isRole } from './hacker-news-words.ts';

/**
 * Company and role of a job story ("Acme (YC W24) Is Hiring a Founding Engineer"), whose role may only stand in
 * the title of the page it leads to; else why they cannot be told.
 */
export const readStory = (title: string, pageTitle: string | null): { company: string; title: string } | string => {
  const [, who = '', sought = ''] =
    /^(.{2,60}?)(?:\s*\((?:YC|[^()]*)[^()]*\))?\s*(?::|[–—-]|\s(?:is|are)\s(?:now\s)?(?:hiring|looking for)|\s(?:hiring|needs?)(?=[\s:]))(?:\s*[:–—-])?\s*(.*)$/i.exec(
      title.trim().slice(0, 300),
    ) ?? [];
  const company = companyName(who);
  if (company === null) return 'company: the title names none';
  const onPage = /^(.{3,120}?) at .{2,60}? \| Y Combinator/.exec(cleanLine(pageTitle ?? '') ?? '')?.[1] ?? null;
  const roles = sought
    .replace(/^(?:is\s+)?(?:hiring|looking for)\s*:?\s*/i, '')
    .split(/,\s+(?:and\s+)?|\s+and\s+|\s*&\s*|\s[–—-]\s/)
    .flatMap((phrase) => roleOfPhrase(phrase.trim()) ?? []);
  if (onPage !== null && isRole(onPage)) return { company, title: onPage };
  return roles.length === 0 ? 'title: no role is named' : { company, title: titleOf(roles) };
};
