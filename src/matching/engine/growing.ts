/** A list of whole numbers (32 bits) that grows in place: a million of them are four megabytes and no objects. */
export interface Growing {
  readonly push: (value: number) => void;
  readonly length: () => number;
  readonly at: (index: number) => number;
  /** The numbers so far; writes to it are seen, until the next push. */
  readonly view: () => Int32Array;
}

export const createGrowing = (): Growing => {
  let values = new Int32Array(1024);
  let length = 0;
  return {
    push: (value) => {
      if (length === values.length) {
        const larger = new Int32Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    length: () => length,
    at: (index) => values[index] ?? 0,
    view: () => values.subarray(0, length),
  };
};
