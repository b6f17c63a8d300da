import type { AnalysedJob } from './analyse.ts';
import type { JobFilter } from './filter.ts';
import { filterParts } from './filter-parts.ts';
import { matches, worksAnywhere } from './matches.ts';

/** Why a condition passed or not where the words alone do not show it. */
export type Note = 'pay not stated' | `pay in ${string}` | 'remote' | 'type not stated';

export interface Explanation {
  /** The condition as the filter language writes it. */
  readonly clause: string;
  readonly passed: boolean;
  readonly note?: Note;
}

/** Says of every condition of the filter whether the job passes it; the job matches if it passes all. */
export const explain = (filter: JobFilter, analysed: AnalysedJob, now: Date): Explanation[] =>
  filterParts(filter).map(({ clause, only }) => {
    const note = noteOn(only, analysed, now);
    return { clause, passed: matches(only, analysed, now), ...(note === null ? {} : { note }) };
  });

const noteOn = (only: JobFilter, analysed: AnalysedJob, now: Date): Note | null => {
  const { job } = analysed;
  if (only.salary !== null) {
    if (job.salaryYearlyMin === null && job.salaryYearlyMax === null) return 'pay not stated';
    const isComparable = only.salary.currency === null || only.salary.currency === job.salaryCurrency;
    return isComparable ? null : `pay in ${job.salaryCurrency ?? 'an unnamed currency'}`;
  }
  if (only.location.length > 0 && worksAnywhere(job)) {
    // Without the remote rule the place itself may fit, which then is the reason.
    return matches(only, { ...analysed, job: { ...job, remote: null } }, now) ? null : 'remote';
  }
  return only.type.length > 0 && job.employmentType === null ? 'type not stated' : null;
};
