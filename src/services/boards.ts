import type { Job } from '../../models/index.ts';
import type { GhostReason, JobSource } from './job-view.ts';

/** A posting that a person handed over, as a job. */
export interface PastedJob {
  readonly jobId: number;
  /** False: it was known already, and everybody may see it. */
  readonly isPrivate: boolean;
  /** What could not be told for certain and holds a stopgap. */
  readonly unsure: readonly ('title' | 'company')[];
  /** The page of the board that it is on, where that can be watched. */
  readonly board: string | null;
}

/** A board that is read from now on. */
export interface AddedBoard {
  readonly sourceId: number;
  readonly companyName: string;
}

/** A sentence that says why not, for the person. */
export interface Refused {
  readonly refused: string;
}

export interface JobCorrections {
  readonly title?: string | undefined;
  readonly company?: string | undefined;
  readonly location?: string | undefined;
  readonly pay?: string | undefined;
}

/** What services ask of the side that reads boards; the app passes it in. */
export interface Boards {
  /** What people are told of a kind of source; null for a kind that is not known any more. */
  readonly describe: (kind: string) => JobSource | null;
  /** Signs that nobody means to fill the job soon. */
  readonly ghostSignal: (job: Job, now: Date) => readonly GhostReason[];
  /**
   * Makes a job of a pasted link or text that its owner alone sees, or finds the job that is known
   * already. The text goes to the model only where `mayAskModel`.
   */
  readonly paste: (
    userId: number,
    text: string,
    options: { readonly mayAskModel: boolean },
  ) => Promise<PastedJob | Refused>;
  /** Corrects a job that a person pasted. */
  readonly correct: (jobId: number, corrections: JobCorrections) => Promise<void>;
  /** Reads a source now, as its terms allow, and says what came of it. */
  readonly run: (sourceId: number) => Promise<string>;
  /** Finds the board behind a careers page, reads it now, and goes on reading it. */
  readonly add: (url: string, requestedBy: number) => Promise<AddedBoard | Refused>;
}
