import type { Applicant } from './contract.ts';

export type FactKind = 'title' | 'employer' | 'sought' | 'skill' | 'years' | 'place' | 'experience';

/** One thing the applicant says of themselves, with the id by which a letter refers to it. */
export interface Fact {
  readonly id: string;
  readonly kind: FactKind;
  readonly text: string;
}

// More than these do not fit into a letter of one page.
const maxSkills = 60;
const maxExperience = 40;
const maxFactLength = 400;

const present = (text: string | null): string[] => (text === null || text.trim() === '' ? [] : [text.trim()]);

const statements = (text: string | null): string[] =>
  present(text)
    .flatMap((whole) => whole.split(/\n+|(?<=[.!?])\s+(?=\p{Lu})/u))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, maxExperience);

/** Everything a letter may state, numbered f1, f2 and so on in a fixed order. Name and links are not among it. */
export const factsOf = (applicant: Applicant): readonly Fact[] => {
  const { yearsExperience: years } = applicant;
  const texts: readonly (readonly [FactKind, readonly string[]])[] = [
    ['title', present(applicant.currentTitle)],
    ['employer', present(applicant.currentCompany)],
    ['years', years === null ? [] : [`${years} ${years === 1 ? 'year' : 'years'} of experience`]],
    ['skill', applicant.skills.flatMap(present).slice(0, maxSkills)],
    ['place', present(applicant.location)],
    ['sought', applicant.desiredTitles.flatMap(present)],
    ['experience', statements(applicant.experience)],
  ];
  return texts
    .flatMap(([kind, values]) => values.map((text) => ({ kind, text: text.slice(0, maxFactLength) })))
    .map((fact, index) => ({ id: `f${index + 1}`, ...fact }));
};
