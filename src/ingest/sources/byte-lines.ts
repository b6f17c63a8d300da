export interface ByteLine {
  /** From 1; empty lines count. */
  readonly number: number;
  /** Null where the line is longer than the limit: then nothing of it was kept. */
  readonly bytes: Uint8Array | null;
}

const newline = 0x0a;

/**
 * The lines of a body as they come in, the last one also without a line break. A line longer than
 * `lineBytes` is passed over as it comes and never held.
 */
export async function* byteLines(
  body: AsyncIterable<Uint8Array>,
  { lineBytes }: { readonly lineBytes: number },
): AsyncGenerator<ByteLine> {
  let number = 1;
  let kept: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array): void => {
    length += part.length;
    if (length > lineBytes) kept = [];
    // A copy: the chunk that it is part of may be used again.
    else if (part.length > 0) kept.push(part.slice());
  };
  const take = (): ByteLine => {
    const line = { number, bytes: length > lineBytes ? null : joined(kept, length) };
    number += 1;
    kept = [];
    length = 0;
    return line;
  };
  for await (const chunk of body) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (length > 0) yield take();
}

const joined = (parts: readonly Uint8Array[], length: number): Uint8Array => {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};
