import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { bodyBytes } from '../fetch/read-body.ts';

/** Writes the sample board: everything at the first reading, some postings more at the second. */
export type SampleBoard = (firstStart: Date, reading: 1 | 2) => string;

/** Gives a file that an operator named, in pieces. Throws where it cannot. */
export type ReadFile = (file: URL) => AsyncIterable<Buffer>;

/** reliability.md S8: what an operator names may be larger than what strangers send. */
const maxFileBytes = 128_000_000;

/**
 * Reads a file of at most 128 MB, a `.gz` unpacked, which counts unpacked. Throws where it is larger,
 * damaged, no plain file, or not there.
 */
export const readOperatorFile: ReadFile = async function* (file) {
  // Asked first: opening a pipe would wait for its writer.
  if (!(await stat(file)).isFile()) throw new Error('not a plain file');
  const packing = /\.gz$/i.test(file.pathname) ? 'gzip' : null;
  yield* bodyBytes(createReadStream(file), packing, { wireBytes: maxFileBytes, decodedBytes: maxFileBytes });
};
