export type Fetch = typeof globalThis.fetch;

/** The body, which fails once more than `maxBytes` of it have arrived. */
const capped = (body: ReadableStream<Uint8Array>, maxBytes: number): ReadableStream<Uint8Array> => {
  let seen = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      seen += chunk.byteLength;
      if (seen > maxBytes) controller.error(new RangeError(`answer above ${maxBytes} bytes`));
      else controller.enqueue(chunk);
    },
  });
  return body.pipeThrough(count);
};

/**
 * A fetch whose answers end at `maxBytes` and that follows no redirect: what a person agreed to send
 * to the configured endpoint goes nowhere else.
 */
export const createCappedFetch =
  (maxBytes: number, fetch: Fetch = globalThis.fetch): Fetch =>
  async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'error' });
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(capped(response.body, maxBytes), { status, statusText, headers });
  };
