import type { Job } from '../../../models/index.ts';
import { type AnalysedJob, analyseJob } from '../analyse.ts';
import type { MatchableJob } from '../filter.ts';
import { askedYears } from './asked-years.ts';
import { readSponsorship, type Sponsorship } from './sponsorship.ts';
import { wordsToFind } from './title.ts';

/** What of a job a score looks at. */
export type ScorableJob = MatchableJob & Pick<Job, 'level' | 'techStack' | 'requirements' | 'language'>;

/** A job made ready to be held against many profiles. */
export interface ScoredJob {
  readonly job: Omit<ScorableJob, 'description'>;
  readonly analysed: AnalysedJob;
  readonly titleWords: ReadonlySet<string>;
  /** The experience that its text asks for; null: it names no number. */
  readonly years: number | null;
  readonly sponsorship: Sponsorship | null;
  /** It has too little text to say what the job is. */
  readonly isShort: boolean;
}

/** A posting of fewer characters is a title with a greeting. */
const shortText = 300;

/** `analysed` where the job was analysed before: it is the larger part of the work. */
export const readJob = (job: ScorableJob, analysed: AnalysedJob = analyseJob(job)): ScoredJob => ({
  job,
  analysed,
  titleWords: wordsToFind(job.title),
  years: askedYears(job.requirements ?? job.description),
  sponsorship: readSponsorship(job.description),
  isShort: job.description.trim().length < shortText,
});
