import type { Rejection } from '../source.ts';
import type { ReadFailure } from './reading.ts';

/** What one reading of one source came to. */
export interface Crawled {
  readonly sourceId: number;
  readonly name: string;
  /**
   * `too-soon`: the board allows no reading yet, and none was tried. `stopped`: the process ends.
   * Neither counts as a failure; `error` says the one, and when it may be.
   */
  readonly status: 'done' | 'unchanged' | 'failed' | 'too-soon' | 'stopped';
  readonly pages: number;
  /** Items listed, those refused included; 0 where the source said that nothing changed. */
  readonly found: number;
  readonly added: number;
  /** Of those, the ones of a job that another posting announced before. */
  readonly merged: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
  readonly rejected: number;
  /** The first of them. */
  readonly rejections: readonly Rejection[];
  /** Why it failed, for operators. */
  readonly error: string | null;
  /** This failure switched the source off. */
  readonly isDisabled: boolean;
}

/** Tells how far a crawl is, for somebody who watches. */
export type CrawlEvent =
  | { readonly event: 'begun'; readonly sourceId: number; readonly name: string; readonly kind: string }
  | {
      readonly event: 'reading';
      readonly sourceId: number;
      readonly name: string;
      readonly pages: number;
      readonly found: number;
    }
  | { readonly event: 'ended'; readonly crawled: Crawled };

export type Counts = Omit<Crawled, 'sourceId' | 'name' | 'status' | 'error' | 'isDisabled'>;

export const noCounts: Counts = {
  pages: 0,
  found: 0,
  added: 0,
  merged: 0,
  changed: 0,
  unchanged: 0,
  gone: 0,
  rejected: 0,
  rejections: [],
};

/** A reading before it is settled: what was stored, and why it ended early. */
export interface Attempt {
  readonly status: 'done' | 'unchanged';
  readonly counts: Counts;
  readonly validators: { readonly etag: string | null; readonly lastModified: string | null };
  readonly failure: (ReadFailure & { readonly isRefusal?: boolean }) | null;
  /** How long its host asks to be left alone, whatever came of it. */
  readonly retryAfterMs: number | undefined;
}
