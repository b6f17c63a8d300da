import { JSONParser } from '@streamparser/json';
import { UnreadableBody } from '../source.ts';

/** A chunk is read at once; smaller pieces let other work run in between and keep few items at a time. */
const sliceBytes = 65_536;

export interface ElementLimits {
  /** An element larger than this ends the reading: it would have to be held whole. */
  readonly elementBytes: number;
}

/**
 * The elements of a JSON array one by one, as its bytes come in; no more of it is held than one
 * element and one slice. Throws UnreadableBody: not JSON, no array, cut off, or an element too large.
 */
export async function* jsonElements(
  body: AsyncIterable<Uint8Array>,
  { elementBytes }: ElementLimits,
): AsyncGenerator<unknown> {
  let ready: unknown[] = [];
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  parser.onValue = ({ value }) => {
    ready.push(value);
  };
  let isArray = false;
  let pending = 0;
  for await (const chunk of body) {
    for (let start = 0; start < chunk.length; start += sliceBytes) {
      let slice = chunk.subarray(start, start + sliceBytes);
      if (!isArray) {
        slice = withoutPreface(slice);
        if (slice.length === 0) continue;
        // In an object every value would pass for an element.
        if (slice[0] !== openBracket) throw new UnreadableBody('not a JSON list');
        isArray = true;
      }
      attempt(() => parser.write(slice));
      pending = ready.length === 0 ? pending + slice.length : 0;
      if (pending > elementBytes) throw new UnreadableBody(`an entry of the list is larger than ${elementBytes} bytes`);
      const elements = ready;
      ready = [];
      yield* elements;
    }
  }
  if (!isArray) throw new UnreadableBody('an empty answer');
  if (!parser.isEnded) throw new UnreadableBody('JSON that ends in the middle');
}

const openBracket = 0x5b;
const preface = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** White space and the byte order mark. */
const withoutPreface = (bytes: Uint8Array): Uint8Array => {
  const first = bytes.findIndex((byte) => !preface.has(byte));
  return first === -1 ? bytes.subarray(bytes.length) : bytes.subarray(first);
};

const attempt = (write: () => void): void => {
  try {
    write();
  } catch {
    throw new UnreadableBody('not JSON');
  }
};
