import { z } from 'zod';
import { itemId } from '../parse/field.ts';
import { placesOf, rowSchema, type WorkableRow } from './workable-schema.ts';

/**
 * The rows of a page as one item each, but those of one posting, which has a row for each of its
 * places, as a list of its rows. A row without a place that is new for its posting is no such row:
 * it stays an item, to be refused like every second one with an id.
 */
export const rowsTogether = (rows: readonly unknown[]): readonly unknown[] => {
  const together: unknown[][] = [];
  const postings = new Map<string, { readonly rows: unknown[]; readonly places: Set<string> }>();
  for (const row of rows) {
    const read = rowSchema.safeParse(row).data;
    const place = read === undefined ? '' : ownPlace(read);
    const posting = postings.get(read?.shortcode ?? '');
    if (posting !== undefined && place !== '' && !posting.places.has(place)) {
      posting.rows.push(row);
      posting.places.add(place);
      continue;
    }
    const alone = [row];
    together.push(alone);
    if (read !== undefined && posting === undefined) {
      postings.set(read.shortcode, { rows: alone, places: new Set([place]) });
    }
  }
  return together.map((item) => (item.length === 1 ? item[0] : item));
};

/** The one place that a row stands for; its `locations` may be those of all rows. */
const ownPlace = (row: WorkableRow): string => placesOf({ ...row, locations: null }).join() || placesOf(row).join();

/** One row or several of one posting; told of as one item where they cannot be read. */
export const itemSchema = z.unknown().transform((item, context): readonly WorkableRow[] =>
  [item].flat().flatMap((row) => {
    const read = rowSchema.safeParse(row);
    if (read.success) return [read.data];
    for (const { message, path } of read.error.issues) context.addIssue({ code: 'custom', message, path });
    return [];
  }),
);

export const shortcodeOf = (item: unknown): string | undefined =>
  z.object({ shortcode: itemId }).safeParse([item].flat()[0]).data?.shortcode;
