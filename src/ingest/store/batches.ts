import type { Rejection } from '../source.ts';
import { isolating } from './isolating.ts';
import type { Sorted } from './sorting.ts';
import type { Writer } from './writer.ts';

export type ToWrite = Extract<Sorted, { kind: 'new' | 'changed' }>;

export interface Written {
  readonly added: number;
  readonly merged: number;
  readonly changed: number;
  readonly rejections: readonly Rejection[];
}

/** Short transactions: a long one holds up the cursor that matches new jobs. */
const limits = { rows: 400, bytes: 2_000_000 };

export interface Batches {
  /** Waits while the batch before is still being written, so that few are held at once. */
  readonly take: (item: ToWrite) => Promise<void>;
  readonly end: () => Promise<Written>;
  /** Waits until nothing is being written; what is gathered is given up. */
  readonly abandon: () => Promise<void>;
}

/** Groups what is to be written, and writes one group while the next one is gathered. */
export const createBatches = (writer: Writer): Batches => {
  let gathered: ToWrite[] = [];
  let bytes = 0;
  let writing: Promise<void> = Promise.resolve();
  let [added, changed] = [0, 0];
  const rejections: Rejection[] = [];

  const write = async (batch: readonly ToWrite[]): Promise<void> => {
    const fresh = batch.filter((item) => item.kind === 'new');
    const known = batch.filter((item) => item.kind === 'changed');
    const refusedNew = await isolating(fresh, writer.add);
    const refusedChanged = await isolating(known, writer.change);
    rejections.push(...refusedNew, ...refusedChanged);
    added += fresh.length - refusedNew.length;
    changed += known.length - refusedChanged.length;
  };

  const flush = async (): Promise<void> => {
    const batch = gathered;
    gathered = [];
    bytes = 0;
    await writing;
    writing = write(batch);
    // It is awaited with the next batch; until then a failure must not count as unhandled.
    writing.catch(() => undefined);
  };

  return {
    take: async (item) => {
      gathered.push(item);
      bytes += sizeOf(item);
      if (gathered.length >= limits.rows || bytes >= limits.bytes) await flush();
    },
    end: async () => {
      if (gathered.length > 0) await flush();
      await writing;
      return { added, merged: writer.merged(), changed, rejections };
    },
    abandon: () => writing.catch(() => undefined),
  };
};

/** About what a row takes on its way: the text, its words in the search vector, and the item itself. */
const sizeOf = ({ fresh: { posting } }: ToWrite): number => posting.description.length * 3;
