import { pathOf } from '../parse/board-address.ts';

/** Boards whose postings have a page each, and how that page's path shows it. */
const boards =
  /(?:^|\.)(?:greenhouse\.io|lever\.co|ashbyhq\.com|workable\.com|recruitee\.com|teamtailor\.com|smartrecruiters\.com|bamboohr\.com|breezy\.hr|rippling\.com|myworkdayjobs\.com|personio\.(?:de|com)|jobvite\.com|icims\.com|pinpointhq\.com|dover\.com|workatastartup\.com|wellfound\.com)$/;
const jobWord = /^(?:jobs?|careers?|positions?|openings?|roles?|vacanc(?:y|ies)|join|apply|hiring|o|j)$/i;
const idLike = /\d{4,}|[0-9a-f]{8}-[0-9a-f]{4}/i;

/**
 * The page of the one vacancy that a comment links to. Null for a home page, a list of vacancies, and where
 * there are several: none of these tells this posting from another.
 */
export const vacancyLink = (links: readonly URL[]): string | null => {
  const pages = new Set(links.filter(isVacancy).map(({ href }) => href));
  return pages.size === 1 ? ([...pages][0] ?? null) : null;
};

const isVacancy = (url: URL): boolean => {
  if (!/^https?:$/.test(url.protocol)) return false;
  const path = pathOf(url);
  if (url.searchParams.has('gh_jid') || url.searchParams.has('ashby_jid')) return true;
  if (boards.test(url.hostname)) return path.length >= 2 || idLike.test(url.pathname);
  const at = path.findIndex((part) => jobWord.test(part));
  return at !== -1 && path.length > at + 1;
};
