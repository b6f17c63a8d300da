import type { z } from 'zod';
import { type Draft, makePosting } from '../normalise/make-posting.ts';
import { type Item, type NormalisedPosting, type SourceInfo, UnreadableBody } from '../source.ts';

/**
 * The listed posting, drafted again from its item with what its own page adds. Throws UnreadableBody where the
 * listed item is not of this shape.
 */
export const withDetail = <T>(
  listed: NormalisedPosting,
  source: SourceInfo,
  { schema, draft }: { readonly schema: z.ZodType<T>; readonly draft: (item: T, raw: unknown) => Draft },
): Item => {
  const item = schema.safeParse(listed.raw);
  if (!item.success) throw new UnreadableBody('the listed item is of another shape');
  const posting = makePosting(draft(item.data, listed.raw), source);
  return typeof posting === 'string' ? { rejection: { item: listed.externalId, reason: posting } } : { posting };
};
