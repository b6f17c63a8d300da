import type { JobLevel } from '../../../models/index.ts';
import type { ScoredJob } from './scored-job.ts';

/** The years of experience that people of a level have: whole where they are given, a habit and no rule. */
const usualYears: Readonly<Record<JobLevel, readonly [least: number, most: number]>> = {
  intern: [0, 1],
  junior: [0, 3],
  mid: [2, 8],
  senior: [5, 40],
  lead: [6, 40],
  principal: [8, 40],
  manager: [5, 40],
  director: [8, 40],
  executive: [10, 40],
};

export type LevelNote = 'enough years' | 'too few years' | 'beneath you' | 'level not stated';

export interface LevelFit {
  readonly share: number;
  readonly note: LevelNote;
  /** `5 years` or `senior`: what the job asks for. */
  readonly asked: string | null;
}

/** How far somebody's years of experience are those of the job: what its text asks for, else what its level usually has. */
export const levelFit = (years: number, { job, years: askedYears }: ScoredJob): LevelFit => {
  const usual = job.level === null ? null : usualYears[job.level];
  const least = askedYears ?? usual?.[0] ?? null;
  if (least === null) return { share: 0, note: 'level not stated', asked: null };
  const asked = askedYears === null ? job.level : `${askedYears} years`;
  // Whoever lacks a year is asked to an interview; whoever lacks four is not.
  if (years < least) return { share: Math.max(0, 1 - (least - years) / 4), note: 'too few years', asked };
  const beyond = years - (usual?.[1] ?? years);
  return beyond <= 2
    ? { share: 1, note: 'enough years', asked }
    : { share: 0.3, note: 'beneath you', asked: job.level };
};
