/**
 * The ids of searches as `match_batches` keeps them: ascending, each as its difference to the one
 * before, seven bits a byte, the low ones first, the eighth set where more follow. Most differences
 * of a broad match fit one byte. `ids` must ascend without repeats and be positive.
 */
export const encodeSearchIds = (ids: ArrayLike<number>): Buffer => {
  const bytes = Buffer.allocUnsafe(ids.length * 5);
  let end = 0;
  let before = 0;
  for (let index = 0; index < ids.length; index += 1) {
    const id = ids[index] ?? 0;
    let rest = id - before;
    before = id;
    while (rest > 127) {
      bytes[end] = (rest & 127) | 128;
      end += 1;
      rest >>>= 7;
    }
    bytes[end] = rest;
    end += 1;
  }
  return bytes.subarray(0, end);
};

/** The ids that `encodeSearchIds` wrote, ascending. */
export const decodeSearchIds = (bytes: Uint8Array): number[] => {
  const ids: number[] = [];
  let id = 0;
  let difference = 0;
  let shift = 0;
  for (const byte of bytes) {
    difference |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    id += difference;
    ids.push(id);
    difference = 0;
    shift = 0;
  }
  return ids;
};
