/** It took, or takes, longer than it may. */
export class TooSlow extends Error {
  constructor() {
    super('too slow');
    this.name = 'TooSlow';
  }
}

/** What a long body must keep up: `bytes` within each `windowMs` spent waiting for it. */
export interface Floor {
  readonly bytes: number;
  readonly windowMs: number;
}

/**
 * The chunks as they come. Throws TooSlow where they come too slowly. Only the time spent waiting
 * for the sender counts: a reader that takes its time over a chunk does not make the sender slow.
 */
export const steady = async function* (source: AsyncIterable<Buffer>, floor: Floor): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  let waitedMs = 0;
  let bytes = 0;
  try {
    for (;;) {
      const since = performance.now();
      const { done, value } = await within(chunks.next(), floor.windowMs);
      if (done === true) return;
      waitedMs += performance.now() - since;
      bytes += value.length;
      if (waitedMs >= floor.windowMs) {
        if (bytes < floor.bytes) throw new TooSlow();
        waitedMs = 0;
        bytes = 0;
      }
      yield value;
    }
  } finally {
    // Not awaited: it would wait for the chunk that does not come.
    void chunks.return?.().catch(() => {});
  }
};

const within = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new TooSlow()), ms);
    });
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
