import { companyName } from './hacker-news-company.ts';
import type { Found } from './hacker-news-header.ts';
import { rolesOfPhrase } from './hacker-news-roles.ts';
import { isRole, namesRole, namesWorking } from './hacker-news-words.ts';

const longestLine = 2000;

/** A header that is a sentence: "Acme is hiring engineers in Oslo", "Engineer at Acme", "At Acme, we build boats". */
export const sentenceHeader = (first: string): Found | null => {
  const line = first.slice(0, longestLine);
  return hiring(line) ?? roleAtCompany(line) ?? subject(line);
};

const brackets = '(?:\\s*[([][^()[\\]]{0,200}[)\\]])*';

const hiring = (line: string): Found | null => {
  const [all = '', who = '', sought = ''] =
    new RegExp(
      `^([^.!?:|]{2,60}?)${brackets},?\\s+(?:is|are)\\s+(?:\\w+ly\\s+|now\\s+)?(?:hiring|looking for|seeking|searching for|recruiting)(?![a-z])(.*)$`,
      'i',
    ).exec(line) ?? [];
  const company = isName(who) ? companyName(who) : null;
  if (company === null) return null;
  const [phrase = ''] = sought.split(/[.!:;]\s|[.!:;]$/);
  const roles = rolesOfPhrase(phrase);
  const across = /^\s*across\s+(.{3,80})$/i.exec(phrase)?.[1]?.trim();
  const areas = across !== undefined && namesRole(across) ? [across] : [];
  return { company, roles: roles.length > 0 ? roles : areas, parts: waysIn(all.slice(0, 300)) };
};

const roleAtCompany = (line: string): Found | null => {
  const [all = '', role = '', who = ''] =
    /^(?:hiring:?\s+)?([^.!?:|@]{3,90}?)\s*(?:\s@\s?|\s+at\s+)([^()[\].,|]{2,50}?)(?:\s+in\s+.{1,60}|\s*[([,–—-].{0,120})?$/i.exec(
      line,
    ) ?? [];
  const company = isName(who) ? companyName(who) : null;
  return company === null || !isRole(role) || /^(?:we|i|our|if|you)\b/i.test(role)
    ? null
    : { company, roles: [role.trim()], parts: waysIn(all) };
};

const verbs = 'is|are|was|builds?|helps?|makes?|provides?|turns?|offers?|equips|processes|powers?';

/** A sentence about a company, which may go on to say whom it hires: no role here, but perhaps below. */
const subject = (line: string): Found | null => {
  const [, at, name] =
    new RegExp(
      `^(?:at\\s+([^,()|]{2,40}?)${brackets},?\\s+(?:we|we're|we\u2019re)\\s|([^,.()|]{2,40}?)${brackets},?\\s+(?:${verbs}|[-–—]\\s*we)(?:'|\u2019)?\\w*\\s)`,
      'i',
    ).exec(line) ?? [];
  const who = at ?? name ?? '';
  const company = isName(who) ? companyName(who) : null;
  if (company === null) return null;
  const roles = [...line.matchAll(/(?:hiring|looking for|seeking)\s+([^.!:;]{3,120})/gi)].flatMap(([, phrase = '']) =>
    rolesOfPhrase(phrase),
  );
  return { company, roles, parts: waysIn(line.slice(0, 300)) };
};

/** Every word of a name in a sentence begins like one; a sentence about something does not. */
const isName = (text: string): boolean => {
  const words = text.trim().split(/\s+/);
  return (
    words.length <= 4 &&
    words.every((word) => /^[\p{Lu}\p{N}]|^(?:of|and|for|the|&)$|\.[a-z]{2,}$/u.test(word) || words.length === 1)
  );
};

/** What brackets of a sentence say about the way of working. */
const waysIn = (text: string): readonly string[] =>
  [...text.matchAll(/[([]([^()[\]]{2,80})[)\]]/g)].flatMap(([, inner = '']) => (namesWorking(inner) ? [inner] : []));
