import type { Job } from '../../models/index.ts';
import type { GhostReason, JobSource } from './job-view.ts';

/** What services ask of the side that reads boards; the app passes it in. */
export interface Boards {
  /** What people are told of a kind of source; null for a kind that is not known any more. */
  readonly describe: (kind: string) => JobSource | null;
  /** Signs that nobody means to fill the job soon. */
  readonly ghostSignal: (job: Job, now: Date) => readonly GhostReason[];
}
