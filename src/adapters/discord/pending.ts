import { within } from './wait.ts';

/** What is under way, so that a stop can wait for it. */
export class Pending {
  readonly #promises = new Set<Promise<unknown>>();

  track<T>(promise: Promise<T>): Promise<T> {
    const tracked = promise.finally(() => this.#promises.delete(tracked));
    this.#promises.add(tracked);
    return tracked;
  }

  /** Resolves when `first` and then everything tracked is done, or after `ms`. */
  async settled(ms: number, first: Promise<void> = Promise.resolve()): Promise<void> {
    const all = first.then(() => Promise.allSettled(this.#promises));
    await within(
      ms,
      all.catch(() => undefined),
      undefined,
    );
  }
}
