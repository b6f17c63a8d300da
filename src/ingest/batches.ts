/** The items in their order, in groups within both limits; an item that is larger alone goes alone. */
export const batches = function* <T>(
  items: readonly T[],
  sizeOf: (item: T) => number,
  limits: { readonly rows: number; readonly bytes: number },
): Generator<readonly T[]> {
  let batch: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item);
    if (batch.length > 0 && (batch.length >= limits.rows || bytes + size > limits.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
};
