import { pipeline, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { decodeText } from './charset.ts';

/** The body exceeds a limit. */
export class BodyTooLarge extends Error {}

/** The body is packed in a way that is not read, or more than once. */
export class BodyEncoding extends Error {}

/** The body is not what its packing says, or ends too early. */
export class BodyDamaged extends Error {}

export interface BodyLimits {
  /** Bytes as they come over the wire. */
  readonly wireBytes: number;
  /** Bytes after unpacking. */
  readonly decodedBytes: number;
}

/**
 * The bytes of a body, with at most one layer of gzip, br or deflate taken off. Both limits are
 * counted while streaming, so that a bomb costs no more memory than one chunk of it.
 * Throws BodyTooLarge, BodyEncoding, BodyDamaged, or what the source throws; at its end or the
 * caller's, the source is ended too.
 */
export const bodyBytes = async function* (
  source: AsyncIterable<Buffer>,
  contentEncoding: string | null,
  limits: BodyLimits,
): AsyncGenerator<Buffer> {
  const unpack = unpackerFor(contentEncoding);
  const wire = counted(source, limits.wireBytes);
  yield* counted(unpack === null ? wire : unpacked(wire, unpack), limits.decodedBytes);
};

/** The whole body as text. Throws like `bodyBytes`. */
export const readText = async (
  source: AsyncIterable<Buffer>,
  headers: { readonly contentEncoding: string | null; readonly contentType: string | null },
  limits: BodyLimits,
): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of bodyBytes(source, headers.contentEncoding, limits)) chunks.push(chunk);
  return decodeText(Buffer.concat(chunks), headers.contentType);
};

const counted = async function* (source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new BodyTooLarge();
    yield chunk;
  }
};

const unpacked = async function* (wire: AsyncIterable<Buffer>, unpack: Transform): AsyncGenerator<Buffer> {
  // The error reaches whoever iterates.
  pipeline(wire, unpack, () => {});
  try {
    yield* unpack;
  } catch (error) {
    throw isFromUnpacking(error) ? new BodyDamaged() : error;
  } finally {
    unpack.destroy();
  }
};

const isFromUnpacking = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:Z_|ERR_?_ERROR|ERR_BROTLI)/.test(String(error.code));

const unpackerFor = (contentEncoding: string | null): Transform | null => {
  const layers = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length > 1) throw new BodyEncoding();
  switch (layers[0]) {
    case undefined:
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      throw new BodyEncoding();
  }
};
