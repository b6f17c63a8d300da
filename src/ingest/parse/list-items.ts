import type { z } from 'zod';
import { type Draft, makePosting } from '../normalise/make-posting.ts';
import { type Item, type PageRequest, type SourceInfo, UnreadableBody } from '../source.ts';
import { placeInList } from './place-in-list.ts';
import { isTooDeep } from './too-deep.ts';

interface Reading<T> {
  readonly schema: z.ZodType<T>;
  /** What the item says; a string is why there is no posting; null: it is none and is passed over. */
  readonly draft: (item: T, raw: unknown) => Draft | string | null;
  readonly detail?: (item: T) => PageRequest | undefined;
  /** How a refused item is named where it has no field `id`. */
  readonly idOf?: (raw: unknown) => string | number | undefined;
}

/**
 * Reads a list item by item as they are asked for: each costs some milliseconds. An item of another
 * shape, without what a posting cannot do without, or with an id that was there before is refused
 * with its reason; the others are read.
 */
export function* listItems<T>(list: readonly unknown[], source: SourceInfo, reading: Reading<T>): Generator<Item> {
  const read = itemReader(source, reading);
  for (const raw of list) {
    const item = read(raw);
    if (item !== null) yield item;
  }
}

/** The same for one item after the other, where they do not come as a list. Remembers the ids. */
export const itemReader = <T>(
  source: SourceInfo,
  { schema, draft, detail, idOf = fieldId }: Reading<T>,
): ((raw: unknown) => Item | null) => {
  const seen = new Set<string>();
  let index = -1;
  return (raw) => {
    index += 1;
    const refuse = (reason: string): Item => ({
      rejection: { item: String(idOf(raw) ?? placeInList(index)).slice(0, 100), reason },
    });
    if (isTooDeep(raw)) return refuse('item: nested too deep');
    const parsed = schema.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refuse(`${issue?.path.join('.') || 'item'}: ${issue?.message}`);
    }
    const drafted = draft(parsed.data, raw);
    if (drafted === null) return null;
    if (typeof drafted === 'string') return refuse(drafted);
    const posting = makePosting(drafted, source);
    if (typeof posting === 'string') return refuse(posting);
    if (seen.has(posting.externalId)) return refuse('id: there is another posting with this id');
    seen.add(posting.externalId);
    const more = detail?.(parsed.data);
    return more === undefined ? { posting } : { posting, detail: more };
  };
};

const fieldId = (raw: unknown): string | number | undefined => {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return undefined;
  return typeof raw.id === 'number' || typeof raw.id === 'string' ? raw.id : undefined;
};

/** Throws UnreadableBody. */
export const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnreadableBody('not JSON');
  }
};
