import { isFound } from '../matches.ts';
import type { ScoredJob } from './scored-job.ts';
import type { Wishes } from './wishes.ts';

export interface SkillFit {
  readonly share: number;
  /** Of what the job names, as it names it. */
  readonly matched: readonly string[];
  readonly missing: readonly string[];
  /** The job names so few that to have them all is not all there is. */
  readonly areFew: boolean;
}

/** A job that names fewer has not said what it is about. */
const fewestSkills = 3;
/** A job that names more lists what would be nice as well. */
const enough = 6;

/** Which of the skills that a job names the person has. A skill of theirs that its text names in words counts as named. */
export const skillFit = ({ skills, otherSkills }: Wishes, { job, analysed }: ScoredJob): SkillFit => {
  const named = job.techStack.filter((skill) => skills.has(skill.toLowerCase()));
  const found = otherSkills.filter((skill) => isFound(skill, analysed, null)).map(({ written }) => written);
  const matched = [...named, ...found];
  const missing = job.techStack.filter((skill) => !skills.has(skill.toLowerCase()));
  const all = matched.length + missing.length;
  const asked = Math.min(Math.max(all, fewestSkills), enough);
  return { share: Math.min(1, matched.length / asked), matched, missing, areFew: all < fewestSkills };
};
