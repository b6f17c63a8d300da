import type { Applicant, LetterJob } from './contract.ts';

const maxLine = 120;
const contact =
  /https?:|www\.|@|\b[\w-]+\.(?:com|org|net|io|dev|co|ru|cn|xyz|info|biz|link|site|app|me)\b|\d[\d ()/.-]{7,}\d/i;

/** One clean line of a posting, or null where it holds a link, an address or a phone number. */
const cleanLine = (text: string): string | null => {
  const line = text
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(/[<>{}[\]`*_|]/g, '')
    .trim()
    .slice(0, maxLine)
    .trim();
  return line === '' || contact.test(line) ? null : line;
};

/** The company as a letter names it. Companies may be called like their web address. */
export const companyLine = (job: LetterJob): string =>
  job.companyName
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(/[<>{}[\]`*_|]/g, '')
    .trim()
    .slice(0, maxLine);

/** The job's title as a letter names it; null where the posting's title cannot be repeated. */
export const titleLine = (job: LetterJob): string | null => cleanLine(job.title);

/**
 * Puts greeting and signature around a letter's paragraphs. Name and links come straight from the
 * profile: no model has seen them or can change them.
 */
export const frameLetter = (paragraphs: readonly string[], applicant: Applicant, job: LetterJob): string => {
  const company = companyLine(job);
  const greeting = company === '' ? 'Hello,' : `Dear ${company} team,`;
  const name = applicant.name?.trim() ?? '';
  const links = Object.values(applicant.links).filter((link) => link.trim() !== '');
  const signature = [...(name === '' ? ['Kind regards'] : ['Kind regards,', name]), ...links].join('\n');
  return [greeting, ...paragraphs, signature].join('\n\n');
};
