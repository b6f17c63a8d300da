import { canonicalSkill, findSkills } from '../../skills/index.ts';
import type { Applicant, LetterJob } from '../contract.ts';
import { stemsOf } from './words.ts';

/** What a letter is checked against: what the applicant says, and what the posting says. */
export interface Evidence {
  readonly applicant: Applicant;
  readonly job: LetterJob;
  /** All that the applicant says of what is, without what they look for. */
  readonly own: string;
  readonly ownStems: ReadonlySet<string>;
  readonly ownSkills: ReadonlySet<string>;
  readonly posting: string;
  readonly postingSkills: ReadonlySet<string>;
  /** The company's name without its legal form, as words. */
  readonly company: readonly string[];
}

const legalForms = new Set(
  'inc incorporated llc llp ltd limited gmbh ag se kg ohg ug mbh co corp corporation company plc bv nv sa sas sarl srl spa ab as oy aps pty pte sro kft doo'.split(
    ' ',
  ),
);

export const isLegalForm = (word: string): boolean => legalForms.has(word.toLowerCase().replace(/[.,()&]/g, ''));

const companyWords = (name: string): readonly string[] => {
  const words = name
    .replace(/[,()]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  while (words.length > 1 && (isLegalForm(words.at(-1) ?? '') || words.at(-1) === '&')) words.pop();
  return words;
};

const skillsIn = (skills: readonly string[], text: string): ReadonlySet<string> =>
  new Set([...skills.map(canonicalSkill), ...findSkills(skills.join(', ')), ...findSkills(text)]);

/** Gathers, once per letter, what the checks compare with. */
export const gatherEvidence = (applicant: Applicant, job: LetterJob): Evidence => {
  const { currentTitle, currentCompany, yearsExperience, location, experience, skills } = applicant;
  const years = yearsExperience === null ? [] : [`${yearsExperience} years of experience`];
  const own = [currentTitle, currentCompany, ...years, location, ...skills, experience]
    .filter((text) => text !== null)
    .join('\n');
  const posting = [job.title, job.location ?? '', ...job.skills, job.description].join('\n');
  return {
    applicant,
    job,
    own,
    ownStems: stemsOf(own),
    ownSkills: skillsIn(skills, `${currentTitle ?? ''}\n${experience ?? ''}`),
    posting,
    postingSkills: skillsIn(job.skills, posting),
    company: companyWords(job.companyName),
  };
};
