import type { Source } from '../source.ts';
import { greenhouse } from './greenhouse.ts';

/** Every kind of source. A new one is one file and one line here. The first that recognises a URL has it. */
export const sourceKinds: readonly Source[] = [greenhouse];

export const sourceOfKind = (kind: string): Source | null => sourceKinds.find((source) => source.kind === kind) ?? null;

/** The kind that a URL shows by itself; null where it shows none. */
export const recogniseSource = (url: URL): Source | null =>
  sourceKinds.find((source) => source.recognises(url)) ?? null;
