import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** The body exceeds a limit. */
export class BodyTooLarge extends Error {}

/** The body is packed in a way that is not read, or more than once. */
export class BodyEncoding extends Error {}

export interface BodyLimits {
  /** Bytes as they come over the wire. */
  readonly wireBytes: number;
  /** Bytes after unpacking. */
  readonly decodedBytes: number;
}

/**
 * Reads a body to its end and unpacks at most one layer of gzip, br or deflate. Both limits are
 * counted while streaming, so that a bomb costs no more memory than the limit.
 * Throws BodyTooLarge, BodyEncoding, or what the stream or zlib throws.
 */
export const readBody = async (
  body: Readable,
  headers: { readonly contentEncoding: string | null; readonly contentType: string | null },
  limits: BodyLimits,
): Promise<string> => {
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of counted(source, limits.decodedBytes)) chunks.push(chunk);
  };
  const wire = (source: AsyncIterable<Buffer>): AsyncIterable<Buffer> => counted(source, limits.wireBytes);
  const unpack = unpackerFor(headers.contentEncoding);
  if (unpack === null) await pipeline(body, wire, collect);
  else await pipeline(body, wire, unpack, collect);
  return decode(Buffer.concat(chunks), headers.contentType);
};

const counted = async function* (source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new BodyTooLarge();
    yield chunk;
  }
};

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

const decode = (bytes: Buffer, contentType: string | null): string => {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that nobody knows: JSON is UTF-8 by its own rules.
    return new TextDecoder().decode(bytes);
  }
};
