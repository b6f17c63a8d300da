/**
 * Searches as flat arrays, so that a million fit in tens of megabytes and threads can share them.
 * Invariant: nothing in it changes once it is made. A search is named by its place in `ids`.
 */
export interface Segment {
  /** Ascending. */
  readonly ids: Int32Array;
  /** Conditions one after the other, in the order of the members; at 0 stands that there are none. */
  readonly code: Int32Array;
  /** Amounts and ages that `code` names by their place. */
  readonly numbers: Float64Array;
  /** Of each feature, where its groups begin; one more at the end. Features given later have none. */
  readonly firstStart: Uint32Array;
  /** Of each group, the second feature that its searches need beside the first; `none`: no second. */
  readonly second: Int32Array;
  /** Of each group, where its members begin; one more at the end. */
  readonly groupStart: Uint32Array;
  /** Places of searches; as `~place` where the search stands in several groups. */
  readonly members: Int32Array;
  /** Of each member, beside it and not beside its place: those of a group are looked at in a row. */
  readonly memberBits: Int32Array;
  /** Of each member, where its conditions begin in `code`; 0: it has none. */
  readonly memberCode: Uint32Array;
}

export const none = -1;

/** Shared between threads, so that a copy is never made. */
export const int32 = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));
export const uint32 = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(length * 4));
export const float64 = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(length * 8));

export const emptySegment: Segment = {
  ids: int32(0),
  code: int32(1),
  numbers: float64(0),
  firstStart: uint32(1),
  second: int32(0),
  groupStart: uint32(1),
  members: int32(0),
  memberBits: int32(0),
  memberCode: uint32(0),
};

/** Bytes of all its arrays. */
export const sizeOf = (segment: Segment): number =>
  Object.values(segment).reduce((sum: number, array: ArrayBufferView) => sum + array.byteLength, 0);

/** The place of a search; -1: it is not in this segment. */
export const placeOf = ({ ids }: Segment, id: number): number => {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ids[middle] ?? 0;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};
