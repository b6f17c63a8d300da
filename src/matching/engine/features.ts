import type { AnalysedJob, Weight } from '../analyse.ts';
import type { EmploymentType, JobLevel, Remote, TextField } from '../filter.ts';

/** Of a word found in one field. No word holds a blank, so that no two features are alike. */
export const wordIn = (field: TextField, word: string): string => `${fieldLetters[field]} ${word}`;

const fieldLetters: Readonly<Record<TextField, string>> = { title: 'A', company: 'B', location: 'C', department: 'E' };

/** Every job has it: the anchor of a filter that asks for nothing that a job could lack. */
export const always = '=always';
/** A remote job that can be done from everywhere, which fits every place. */
export const anywhere = '=anywhere';
/** A job that is open to people of every country, or does not say so that it can be told. */
export const openFrom = (country: string | null): string => `=from ${country ?? '*'}`;
export const namesSkill = (skill: string): string => `=skill ${skill}`;
export const listedAt = (source: string): string => `=source ${source}`;
export const paysIn = (currency: string): string => `=pay ${currency}`;
export const isRemoteLabel = (remote: Remote | null): string => `=remote ${remote ?? 'unsaid'}`;
export const isTypeLabel = (type: EmploymentType | null): string => `=type ${type ?? 'unsaid'}`;
export const isLevelLabel = (level: JobLevel | null): string => `=level ${level ?? 'unsaid'}`;

const weightLetters: Partial<Readonly<Record<Weight, string>>> = { A: 'A', B: 'B', C: 'C' };

/** Calls `see` with every feature of a job; with some of them twice. */
export const forEachFeature = (analysed: AnalysedJob, see: (feature: string) => void): void => {
  const { job, places, department, countries } = analysed;
  const [from, to] = department;
  // Of 200 words 190 stand in the description alone; what is made for each is paid for by the million.
  places.forEach((found, word) => {
    see(word);
    let before = '';
    for (const { weight, position } of found) {
      if (weight === 'D' && (position <= from || position >= to)) continue;
      const letter = weightLetters[weight] ?? 'E';
      if (letter !== before) see(`${letter} ${word}`);
      before = letter;
    }
  });
  see(always);
  if (job.remote === 'yes' && job.remoteFrom === null) see(anywhere);
  see(isRemoteLabel(job.remote));
  see(isTypeLabel(job.employmentType));
  see(isLevelLabel(job.level));
  for (const skill of job.techStack) see(namesSkill(skill));
  if (job.sourceKind !== null) see(listedAt(job.sourceKind));
  if (countries === null) see(openFrom(null));
  else for (const country of countries) see(openFrom(country));
};
