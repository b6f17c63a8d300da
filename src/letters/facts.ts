import type { Applicant, LetterJob } from './contract.ts';
import { checkCompany } from './gate/company.ts';
import { checkContacts } from './gate/contacts.ts';
import { checkCredentials } from './gate/credentials.ts';
import { checkDeeds } from './gate/deeds.ts';
import { gatherEvidence } from './gate/evidence.ts';
import { checkMarks, maxLength } from './gate/marks.ts';
import { checkNames } from './gate/names.ts';
import { checkNumbers } from './gate/numbers.ts';
import { checkSkills } from './gate/skills.ts';
import { checkTitles } from './gate/titles.ts';

/** A draft by somebody who may have invented things, and what it is held against. */
export interface DraftToCheck {
  /** The paragraphs, without greeting and signature, in English. */
  readonly body: string;
  readonly applicant: Applicant;
  readonly job: LetterJob;
  /** Texts that only the prompt held, so that finding one shows that it leaked. */
  readonly secrets?: readonly string[];
}

/**
 * What a draft states that neither profile nor posting proves, one sentence each; empty: it may be
 * shown. When in doubt it refuses, because the template is always at hand. The posting proves
 * things only about the company: none of its words become the applicant's.
 */
export const checkLetter = ({ body, applicant, job, secrets = [] }: DraftToCheck): string[] => {
  const evidence = gatherEvidence(applicant, job);
  const straight = body.normalize('NFKC');
  // Checks are quadratic in places: nothing longer than a letter reaches them.
  if (Math.max(body.length, straight.length) > maxLength) return ['it is too long'];
  const problems = [
    ...checkMarks(straight, secrets, `${evidence.own}\n${job.companyName}\n${job.title}`),
    ...checkCompany(straight, evidence),
    ...checkNames(straight, evidence),
    ...checkNumbers(straight, evidence),
    ...checkSkills(straight, evidence),
    ...checkTitles(straight, evidence),
    ...checkCredentials(straight, evidence),
    ...checkDeeds(straight, evidence),
    ...checkContacts(straight, evidence),
  ];
  return [...new Set(problems)];
};
