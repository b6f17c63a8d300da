import type { ApplicationStatus, Job } from '../../models/index.ts';
import type { Explanation } from '../matching/explain.ts';
import type { Score } from '../matching/score.ts';

/** A sign that a posting is not meant to be filled soon. */
export type GhostReason =
  | { readonly kind: 'old'; readonly days: number }
  | { readonly kind: 'reposted'; readonly times: number }
  | { readonly kind: 'always-open' }
  /** Its date was moved since it was first seen. */
  | { readonly kind: 'redated'; readonly days: number };

export interface JobSource {
  /** For people: `Greenhouse`. */
  readonly label: string;
  /** The name and page that the board demands to be shown with every job of it. */
  readonly attribution: { readonly name: string; readonly url: string } | null;
}

/** A job as one person is shown it. */
export interface JobView {
  /** Their own short number of it. */
  readonly number: number;
  readonly job: Job;
  /** The clauses of the search that found it; empty where no search is at hand. */
  readonly fits: readonly Explanation[];
  /** How well it suits their profile; null where the profile says nothing. */
  readonly score: Score | null;
  /** Skills of the posting that their profile does not list; null where the profile lists none. */
  readonly missingSkills: readonly string[] | null;
  /** Where it was read; null for a job that the person pasted. */
  readonly source: JobSource | null;
  /** The same vacancy in other places, open to them too. */
  readonly elsewhere: { readonly places: readonly string[]; readonly total: number };
  /** Why it may be a posting that nobody means to fill; empty where nothing says so. */
  readonly ghost: readonly GhostReason[];
  readonly application: { readonly number: number; readonly status: ApplicationStatus } | null;
}

/** One of the person's searches held against a job. */
export interface SearchExplained {
  readonly number: number;
  readonly name: string;
  /** False while it is paused. */
  readonly isActive: boolean;
  readonly explained: readonly Explanation[];
  /** What to leave out, and the query then, so that the job fits; null where it fits, or nothing would be left. */
  readonly change: { readonly names: readonly string[]; readonly query: string } | null;
}

/** Why a person was shown a job, or why not. */
export interface JobExplained {
  readonly view: JobView;
  /** Those that it fits, then the others, the nearest misses first. */
  readonly searches: readonly SearchExplained[];
  /** Companies and words of it that their profile never wants to see. */
  readonly avoided: readonly string[];
  readonly isDismissed: boolean;
}
