import type { JobLevel } from '../../models/index.ts';
import type { EmploymentType, Remote } from '../matching/filter.ts';
import type { Place } from '../places/place.ts';

/** A posting as every kind of source gives it, normalised. What is not known is null, never guessed. */
export interface NormalisedPosting {
  /** The source's own id of the posting. */
  readonly externalId: string;
  readonly url: string;
  /** Other addresses of the same posting, where the source names them: the employer's own page, say. */
  readonly otherUrls: readonly string[];
  readonly title: string;
  readonly companyName: string;
  /** As it is written, several places parted by `; `. */
  readonly location: string | null;
  /** What the location means; empty where it means no place that is known. */
  readonly places: readonly Place[];
  readonly remote: Remote | null;
  /** Where a remote worker must live. */
  readonly remoteFrom: string | null;
  readonly department: string | null;
  readonly employmentType: EmploymentType | null;
  readonly level: JobLevel | null;
  /** Plain text; paragraphs and list items on lines of their own. */
  readonly description: string;
  /** The part of the description that says what is asked of a person. */
  readonly requirements: string | null;
  /** Names of skills found in title and description. */
  readonly techStack: readonly string[];
  /** ISO 639-1. */
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

/**
 * One item of a source: read, or refused with its reason; one bad item never loses the others.
 * `detail` is what to ask for where the list does not tell everything: it is fetched once for a new
 * or changed item, and its answer given to `readDetail`.
 */
export type Item =
  | { readonly posting: NormalisedPosting; readonly detail?: PageRequest }
  | { readonly rejection: Rejection };

/** What a crawl knows of the source it reads. */
export interface SourceInfo {
  readonly url: string;
  /** The company that the source belongs to, where that is known. */
  readonly companyName: string | null;
}

export interface PageRequest {
  readonly url: string;
  /** Sent as JSON by POST; absent: a GET. */
  readonly json?: unknown;
  /** Never sent to another origin that a redirect leads to. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Page {
  /** As it was asked for. */
  readonly url: string;
  readonly body: string;
}

export interface PageContent {
  /** Made as they are asked for, so that other work can run in between. */
  readonly items: Iterable<Item>;
  /** What to read after this page, in this order. A page without an item that is new ends the reading. */
  readonly more?: readonly PageRequest[];
  /** True where the source does not show all it has, so that what it lacks is not gone. */
  readonly isPartial?: boolean;
}

/** What a board allows and demands; kept beside the code that reads it, obeyed by the crawl and the cards. */
export interface Terms {
  /** Milliseconds between two readings where the operator says nothing. */
  readonly everyMs: number;
  /** The shortest time between two readings; what an operator wishes is raised to it, and no command goes below. */
  readonly minimumMs: number;
  /** The name to show on every card with a link that may be followed, where the board demands it. */
  readonly attribution?: { readonly name: string; readonly url: string };
  /** Why it is not read at all, as a sentence for operators. */
  readonly refused?: string;
}

/** The settings that some boards ask for. */
export interface SourceKeys {
  readonly adzunaAppId?: string | undefined;
  readonly adzunaAppKey?: string | undefined;
  readonly usajobsKey?: string | undefined;
  /** The address under which the key was registered. */
  readonly usajobsEmail?: string | undefined;
  readonly themuseKey?: string | undefined;
}

interface Kind {
  /** In settings, tables and commands: `smartrecruiters`. */
  readonly kind: string;
  /** For people: `SmartRecruiters`. */
  readonly label: string;
  /** Whose words a posting is in; of two sightings of a job, the employer's is shown. */
  readonly publisher: 'employer' | 'aggregator' | 'community';
  /** `whole`: what a reading does not list is gone. `newest`: it may only have become old. */
  readonly coverage: 'whole' | 'newest';
  readonly terms: Terms;
  /** True where a URL is recognisably of this kind. */
  readonly recognises: (url: URL) => boolean;
  /**
   * The one URL under which the source is stored, for what was given, which may be a page for people
   * (`jobs.example.com/acme`). It is read first.
   */
  readonly feedUrl: (url: URL) => URL;
  /** The first request where it is not a GET of `feedUrl`. */
  readonly first?: (feedUrl: URL) => PageRequest;
  /** The request with the keys it needs, or a sentence that names the missing setting. */
  readonly authorise?: (request: PageRequest, keys: SourceKeys) => PageRequest | string;
}

/** A source that is read page by page. `read` throws `UnreadableBody` where a page is not of this kind at all. */
export interface PagedSource extends Kind {
  readonly read: (page: Page, source: SourceInfo) => PageContent;
  /** The posting with what its detail page adds. Throws `UnreadableBody`: then the posting stays as listed. */
  readonly readDetail?: (page: Page, listed: NormalisedPosting, source: SourceInfo) => Item;
}

/** A list too long to hold: read as its bytes come in. Throws `UnreadableBody` like `read`. */
export interface StreamedSource extends Kind {
  readonly readStream: (body: AsyncIterable<Uint8Array>, source: SourceInfo) => AsyncIterable<Item>;
}

/** One kind of board or feed: one file in `sources/`, one line in its index. */
export type Source = PagedSource | StreamedSource;

/** The body is not what this kind of source publishes. The message is for operators. */
export class UnreadableBody extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableBody';
  }
}
