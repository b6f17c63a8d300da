import type { ApplicationStatus, Job } from '../../models/index.ts';
import type { Explanation } from '../matching/explain.ts';

/** A job as one person is shown it. */
export interface JobView {
  /** Their own short number of it. */
  readonly number: number;
  readonly job: Job;
  /** The clauses of the search that found it; empty where no search is at hand. */
  readonly fits: readonly Explanation[];
  /** Skills of the posting that their profile does not list; null where the profile lists none. */
  readonly missingSkills: readonly string[] | null;
  readonly application: { readonly number: number; readonly status: ApplicationStatus } | null;
}

/** One of the person's searches held against a job. */
export interface SearchExplained {
  readonly number: number;
  readonly name: string;
  readonly explained: readonly Explanation[];
}
