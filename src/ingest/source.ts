import type { EmploymentType, Remote } from '../matching/filter.ts';

/** A posting as every kind of source gives it, normalised. What is not known is null, never guessed. */
export interface NormalisedPosting {
  /** The source's own id of the posting. */
  readonly externalId: string;
  readonly url: string;
  readonly title: string;
  readonly companyName: string;
  readonly location: string | null;
  readonly remote: Remote | null;
  /** Where a remote worker must live. */
  readonly remoteFrom: string | null;
  readonly department: string | null;
  readonly employmentType: EmploymentType | null;
  /** Plain text; paragraphs and list items on lines of their own. */
  readonly description: string;
  /** Names of skills found in title and description. */
  readonly techStack: readonly string[];
  readonly language: string | null;
  readonly salary: Salary | null;
  readonly postedAt: Date | null;
  readonly deadlineAt: Date | null;
  /** The item as it was received. */
  readonly raw: unknown;
}

/** Amounts in whole minor units of `currency` per `period`. */
export interface Salary {
  readonly min: number | null;
  readonly max: number | null;
  readonly currency: string;
  readonly period: 'hour' | 'day' | 'week' | 'month' | 'year';
}

export interface Rejection {
  /** The item's id or its place in the list. */
  readonly item: string;
  readonly reason: string;
}

/** One item of a source: read, or refused with its reason. One bad item never loses the others. */
export type Item = { readonly posting: NormalisedPosting } | { readonly rejection: Rejection };

/** What a crawl knows of the source it reads. */
export interface SourceInfo {
  readonly url: string;
  /** The company that the source belongs to, where that is known. */
  readonly companyName: string | null;
}

/** One kind of board or feed: one file in `sources/`, one line in its index. */
export interface Source {
  readonly kind: string;
  /** True where a URL is recognisably of this kind. */
  readonly recognises: (url: URL) => boolean;
  /** The URL to fetch for what was given, which may be a page for people (`jobs.example.com/acme`). */
  readonly feedUrl: (url: URL) => URL;
  /** Milliseconds between two runs where the operator says nothing. */
  readonly everyMs: number;
  /**
   * Reads a whole body, item by item as they are asked for, so that other work can run in between.
   * Throws `UnreadableBody`, at the first item, where it is not of this kind at all.
   */
  readonly read: (body: string, source: SourceInfo) => Iterable<Item>;
}

/** The body is not what this kind of source publishes. The message is for operators. */
export class UnreadableBody extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableBody';
  }
}
