import type { Item, SourceInfo, StreamedSource } from '../../src/ingest/source.ts';

/** A body as it comes from a network: in pieces that end anywhere, also inside of a character. */
export async function* inPieces(body: string | Uint8Array, bytes = 7): AsyncGenerator<Uint8Array> {
  const all = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  for (let start = 0; start < all.length; start += bytes) yield all.slice(start, start + bytes);
}

const somewhere: SourceInfo = { url: 'https://lists.example/jobs', companyName: null };

export const streamedItems = async (
  kind: StreamedSource,
  body: string | Uint8Array,
  source: SourceInfo = somewhere,
  bytes = 7,
): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const item of kind.readStream(inPieces(body, bytes), source)) items.push(item);
  return items;
};
