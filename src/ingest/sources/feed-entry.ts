import type { Fields } from './feed-fields.ts';
import type { Node } from './json-ld-node.ts';

/** One item of a feed, whatever the format. */
export interface FeedEntry {
  /** `guid` or `id`; the link where there is none. */
  readonly id: string | null;
  readonly link: string | null;
  readonly otherLink: string | null;
  readonly title: string | null;
  /** Markup or text. */
  readonly content: string | null;
  /** As they are written, the best first. */
  readonly dates: readonly string[];
  readonly categories: readonly string[];
  /** Elements that are no part of the format: a job's place, pay, agency. */
  readonly fields: Fields;
  /** A schema.org JobPosting that a JSON Feed carries along. */
  readonly posting: Node | null;
  readonly raw: unknown;
}

export interface FeedDocument {
  readonly title: string | null;
  readonly language: string | null;
  /** True where the publisher makes one feed for each employer, under the employer's name. */
  readonly titleIsCompany: boolean;
  readonly entries: readonly FeedEntry[];
}
