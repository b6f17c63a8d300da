import type { Item, SourceInfo, StreamedSource } from '../source.ts';
import { type Progress, stopped } from './reading.ts';
import { turnTaker } from './unhurried.ts';

/** After so many items it is told how far it is. */
const itemsBetweenNews = 1000;

export interface StreamOptions {
  readonly kind: StreamedSource;
  readonly about: SourceInfo;
  readonly body: AsyncIterable<Uint8Array>;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
  readonly onPage: () => void;
}

/** The items of a list that is read as it comes in. Throws what the body and `kind.readStream` throw. */
export const readStream = async function* (options: StreamOptions): AsyncGenerator<Item> {
  const { kind, about, progress, signal, onPage } = options;
  progress.pages = 1;
  const turn = turnTaker();
  // A kind may wrap what the body throws, or take a body that broke off for a whole one.
  let broken: { readonly error: unknown } | null = null;
  const body = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* options.body;
    } catch (error) {
      broken = { error };
      throw error;
    }
  };
  const rethrow = (): void => {
    if (signal?.aborted === true) progress.failure = stopped;
    if (broken !== null) throw broken.error;
  };
  try {
    for await (const item of kind.readStream(body(), about)) {
      progress.found += 1;
      yield item;
      if (progress.found % itemsBetweenNews === 0) onPage();
      await turn();
      if (signal?.aborted === true) {
        progress.failure = stopped;
        return;
      }
    }
  } catch (error) {
    rethrow();
    throw error;
  }
  rethrow();
  onPage();
};
