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
  readonly department: readonly Term[];
  readonly excludedIn: Readonly<Record<TextField, readonly Term[]>>;
  /** One of these; empty: any. */
  readonly remote: readonly Remote[];
  readonly excludedRemote: readonly Remote[];
  readonly type: readonly EmploymentType[];
  readonly excludedType: readonly EmploymentType[];
  /** One of these; a job that states none counts as `mid`. */
  readonly level: readonly JobLevel[];
  readonly excludedLevel: readonly JobLevel[];
  /** Canonical names (`src/skills`): every one must be among the skills that the job names. */
  readonly skill: readonly string[];
  /** One of these; empty: any. */
  readonly anySkill: readonly string[];
  readonly excludedSkill: readonly string[];
  /**
   * Where the person lives, ISO 3166-1 alpha-2: a remote job must be open to one of these. A job that
   * does not say from where, or not so that it can be told, passes, and so does one that is not remote.
   */
  readonly from: readonly string[];
  /** The kind of the board that lists it, one of these (`greenhouse`); empty: any. */
  readonly source: readonly string[];
  readonly excludedSource: readonly string[];
  /** Published, or first seen where it does not say, at most so long ago at the moment asked, ms. */
  readonly postedWithinMs: number | null;
  readonly salary: SalaryRange | null;
  /** True: pay must be stated, in the currency of `salary` where that names one. */
  readonly isPayStated: boolean;
}

/** The fields in which words are looked for. */
export const textFields = ['title', 'company', 'location', 'department'] as const;
export type TextField = (typeof textFields)[number];

/** A word or a phrase: analysed words that stand next to each other, and how it was written. */
export interface Term {
  readonly words: readonly string[];
  readonly written: string;
}

export type Remote = 'yes' | 'hybrid' | 'no';
export type JobLevel =
  | 'intern'
  | 'junior'
  | 'mid'
  | 'senior'
  | 'lead'
  | 'principal'
  | 'manager'
  | 'director'
  | 'executive';
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
  /** Null: it states none. */
  readonly level: JobLevel | null;
  /** Canonical names of the skills that it names. */
  readonly techStack: readonly string[];
  /** The kind of the board whose words it has; null: of none, somebody brought it. */
  readonly sourceKind: string | null;
  /** When it was published, null: it does not say. */
  readonly postedAt: Date | null;
  readonly firstSeenAt: Date;
}
