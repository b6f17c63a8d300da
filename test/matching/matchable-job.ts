import type { MatchableJob } from '../../src/matching/filter.ts';

/** A job of which only what is given says anything. */
export const matchableJob = (job: Partial<MatchableJob> = {}): MatchableJob => ({
  title: '',
  companyName: '',
  location: null,
  places: [],
  department: null,
  description: '',
  remote: null,
  remoteFrom: null,
  employmentType: null,
  salaryYearlyMin: null,
  salaryYearlyMax: null,
  salaryCurrency: null,
  level: null,
  techStack: [],
  sourceKind: null,
  postedAt: null,
  firstSeenAt: new Date('2026-03-02T09:00:00Z'),
  ...job,
});
