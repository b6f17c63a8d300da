import type { Place } from '../places/place.ts';

/**
 * What a person looks for. There is one meaning of it: search in chat, saved searches, previews and
 * the explanation of a match all use this type, through SQL or in process, with the same answer.
 */
export interface JobFilter {
  /** Every clause must hold; a clause holds where one of its terms is found (`rust or go`). */
  readonly clauses: readonly (readonly Term[])[];
  /** None of these may be found. */
  readonly excluded: readonly Term[];
  /** Of each field that is named, one of its terms must be found there. */
  readonly title: readonly Term[];
  readonly company: readonly Term[];
  readonly location: readonly Term[];
  readonly excludedIn: {
    readonly title: readonly Term[];
    readonly company: readonly Term[];
    readonly location: readonly Term[];
  };
  /** One of these; empty: any. */
  readonly remote: readonly Remote[];
  readonly excludedRemote: readonly Remote[];
  readonly type: readonly EmploymentType[];
  readonly excludedType: readonly EmploymentType[];
  readonly salary: SalaryRange | null;
}

/** A word or a phrase: analysed words that stand next to each other, and how it was written. */
export interface Term {
  readonly words: readonly string[];
  readonly written: string;
}

export type Remote = 'yes' | 'hybrid' | 'no';
export type EmploymentType = 'full-time' | 'part-time' | 'contract' | 'temporary' | 'internship';

/** Yearly pay in whole minor units (cents) of `currency`; a null currency compares with every one. */
export interface SalaryRange {
  readonly min: number | null;
  readonly max: number | null;
  readonly currency: string | null;
}

/** What a filter can see of a job. */
export interface MatchableJob {
  readonly title: string;
  readonly companyName: string;
  readonly location: string | null;
  /** What the location means; each is found by all its names. */
  readonly places: readonly Place[];
  readonly department: string | null;
  readonly description: string;
  readonly remote: Remote | null;
  /** Where a remote worker must live; null: nothing said. */
  readonly remoteFrom: string | null;
  readonly employmentType: EmploymentType | null;
  /** Yearly, minor units of `salaryCurrency`. */
  readonly salaryYearlyMin: number | null;
  readonly salaryYearlyMax: number | null;
  readonly salaryCurrency: string | null;
}
