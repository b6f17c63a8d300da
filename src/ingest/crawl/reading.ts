import { FetchFailed } from '../fetch/fetch-failure.ts';
import { type Item, UnreadableBody } from '../source.ts';

/** Why a reading ended early. */
export interface ReadFailure {
  /** For operators. */
  readonly reason: string;
  /** How long its host asks to be left alone. */
  readonly retryAfterMs?: number | undefined;
  /** What the host answered; undefined: it was not asked, or gave no answer. */
  readonly httpStatus?: number | undefined;
  /** True: the process ends, and nobody is at fault. */
  readonly isStop?: boolean;
}

/** What has been read so far; changed while it is read. */
export interface Progress {
  pages: number;
  /** Items listed, refused ones included, each counted once. */
  found: number;
  /** Everything that the source lists was read. */
  isComplete: boolean;
  failure: ReadFailure | null;
  /** There is more than was read: too many pages for one reading, or a source that does not show all it has. */
  isCut: boolean;
  /** There are pages after the first, so that an unchanged first page says nothing. */
  hasMore: boolean;
  /** How long its host asks to be left alone. */
  retryAfterMs: number | undefined;
}

export const noProgress = (): Progress => ({
  pages: 0,
  found: 0,
  isComplete: false,
  failure: null,
  isCut: false,
  hasMore: false,
  retryAfterMs: undefined,
});

/** One reading of one source, under way. */
export interface Reading {
  /** Never throws: what goes wrong ends it and stands in `progress.failure`. */
  readonly items: AsyncIterable<Item>;
  /** The item with what its own page says; null where it has none, or not now. Never throws. */
  readonly readDetail: (item: Item) => Promise<Item | null>;
  readonly progress: Readonly<Progress>;
  /** To be known at the next reading; null where that must read everything. To be asked at the end. */
  readonly validators: () => Validators;
}

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export const noValidators: Validators = { etag: null, lastModified: null };

/** True where it was not even asked, because it wants to be left alone: not the fault of this source. */
export const isHeldBack = ({ httpStatus, retryAfterMs }: ReadFailure): boolean =>
  httpStatus === undefined && retryAfterMs !== undefined;

export const stopped: ReadFailure = { reason: 'interrupted', isStop: true };

/**
 * The items, until there are no more of them or reading fails: then `progress` says why. An error
 * that is a mistake of ours goes to `report` as well.
 */
export const endingWell = async function* (
  items: AsyncIterable<Item>,
  progress: Progress,
  report: (error: unknown) => void,
): AsyncGenerator<Item> {
  try {
    yield* items;
    progress.isComplete = progress.failure === null && !progress.isCut;
  } catch (error) {
    progress.failure ??= failureOf(error, report);
  }
};

/** What an error means for a reading. */
export const failureOf = (error: unknown, report: (error: unknown) => void): ReadFailure => {
  if (error instanceof UnreadableBody) return { reason: error.message };
  if (error instanceof FetchFailed) {
    const { message: reason, httpStatus, retryAfterMs } = error;
    return { reason, httpStatus, retryAfterMs };
  }
  report(error);
  return { reason: 'could not be read: a mistake of ours, see the log' };
};
