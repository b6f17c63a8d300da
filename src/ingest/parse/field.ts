import { z } from 'zod';

const longestLine = 1000;
/** Real descriptions are some kilobytes; what is longer than this is no description. */
const longestContent = 500_000;

/** A short text; longer is refused. */
export const line = z.string().max(longestLine, `longer than ${longestLine} characters`);

/** A description; longer is refused. */
export const content = z.string().max(longestContent, `longer than ${longestContent} characters`);

/** What a posting can do without: of another shape than expected it counts as not said. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

/** The id of an item, as text. */
export const itemId = z
  .union([z.int().nonnegative(), z.string().regex(/^[\w.:-]{1,100}$/)], { error: 'not an id' })
  .transform(String);
