import { canonicalSkill, findSkills } from '../skills/index.ts';
import type { Applicant, FallbackReason, Letter, LetterJob, LetterRequest } from './contract.ts';
import { companyLine, frameLetter, titleLine } from './frame.ts';

/** A sentence and what of the applicant it states. */
interface Sentence {
  readonly text: string;
  readonly facts: readonly string[];
}

const maxSkills = 6;
const maxExperience = 320;

const said = (text: string, ...facts: readonly string[]): Sentence => ({ text, facts });

const trimmed = (text: string | null): string | null => {
  const line = text?.replace(/\s+/g, ' ').trim() ?? '';
  return line === '' ? null : line;
};

const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

const article = (noun: string): string => (/^[aeio]|^u(?!ni|se|x)/i.test(noun) ? 'an' : 'a');

const yearsText = (years: number): string => `${years} ${years === 1 ? 'year' : 'years'} of experience`;

const opening = (job: LetterJob): Sentence => {
  const title = titleLine(job);
  const company = companyLine(job);
  const role = title === null ? 'the role you have posted' : `the ${title} role`;
  return said(`I am writing about ${role}${company === '' ? '' : ` at ${company}`}.`);
};

const background = (applicant: Applicant): readonly Sentence[] => {
  const title = trimmed(applicant.currentTitle);
  const employer = trimmed(applicant.currentCompany);
  const years = applicant.yearsExperience;
  const place = trimmed(applicant.location);
  const bring = years !== null && years > 0 ? said(`I bring ${yearsText(years)}.`, yearsText(years)) : null;
  const work =
    title !== null
      ? said(
          `I work as ${article(title)} ${title}${employer === null ? '' : ` at ${employer}`}.`,
          title,
          ...(employer === null ? [] : [employer]),
        )
      : employer !== null
        ? said(`I work at ${employer}.`, employer)
        : null;
  const home = place === null ? null : said(`I am based in ${place}.`, place);
  return [work, bring, home].filter((sentence) => sentence !== null);
};

const skillSentences = (applicant: Applicant, job: LetterJob): readonly Sentence[] => {
  const own = applicant.skills.map((skill) => skill.trim()).filter((skill) => skill !== '');
  const asked = new Set([...job.skills.map(canonicalSkill), ...findSkills(`${job.title}\n${job.description}`)]);
  const fitting = own.filter((skill) => asked.has(canonicalSkill(skill))).slice(0, maxSkills);
  const others = own.filter((skill) => !asked.has(canonicalSkill(skill))).slice(0, maxSkills);
  if (own.length === 0) return [];
  if (fitting.length === 0) return [said(`I work with ${list(others)}.`, ...others)];
  const also = others.length === 0 ? [] : [said(`Beyond that, I work with ${list(others)}.`, ...others)];
  return [said(`Of the skills you ask for, I have ${list(fitting)}.`, ...fitting), ...also];
};

const ownWords = (applicant: Applicant): readonly Sentence[] => {
  const text = trimmed(applicant.experience);
  if (text === null) return [];
  const whole = text.length <= maxExperience ? text : `${text.slice(0, maxExperience).replace(/\s+\S*$/, '')} ...`;
  return [said(`In my own words: ${/[.!?]$/.test(whole) ? whole : `${whole}.`}`, whole)];
};

const closing = (hasFacts: boolean): Sentence =>
  hasFacts
    ? said('I would be glad to hear more about the work and to tell you how I could help. Thank you for reading.')
    : said(
        'I would be glad to tell you about myself in a conversation, and to hear what matters most to your team. Thank you for reading.',
      );

/** The offline letter: plain sentences made only from the profile, with `reason` for being the template. */
export const templateLetter = (
  { applicant, job }: LetterRequest,
  reason: FallbackReason,
  problems: readonly string[] = [],
): Letter => {
  const first = [opening(job), ...background(applicant)];
  const second = [...skillSentences(applicant, job), ...ownWords(applicant)];
  const stated = [...first, ...second].flatMap((sentence) => sentence.facts);
  const paragraphs = [first, second, [closing(stated.length > 0)]]
    .filter((sentences) => sentences.length > 0)
    .map((sentences) => sentences.map((sentence) => sentence.text).join(' '));
  return {
    body: frameLetter(paragraphs, applicant, job),
    writtenBy: 'template',
    model: null,
    fallbackReason: reason,
    problems,
    facts: stated,
  };
};
