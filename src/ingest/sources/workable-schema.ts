import { z } from 'zod';
import { content, itemId, line, optional } from '../parse/field.ts';

const place = { city: optional(line), state: optional(line), region: optional(line), country: optional(line) };
const placeSchema = z.object(place);

/** One row of a board. Only what a posting cannot do without is strict. */
export const rowSchema = z.object({
  ...place,
  locations: optional(z.array(placeSchema.extend({ hidden: optional(z.boolean()) })).max(200)),
  shortcode: itemId,
  title: line,
  url: optional(line),
  shortlink: optional(line),
  application_url: optional(line),
  description: content.nullish(),
  department: optional(line),
  employment_type: optional(line),
  experience: optional(line),
  telecommuting: optional(z.boolean()),
  workplace_type: optional(line),
  published_on: optional(line),
  created_at: optional(line),
});
export type WorkableRow = z.infer<typeof rowSchema>;

/** Town, region and country; null where nothing is said. */
const placeOf = (written: z.infer<typeof placeSchema>): string | null => {
  const parts = [written.city, written.state || written.region, written.country].map((part) => part?.trim() ?? '');
  return [...new Set(parts.filter((part) => part !== ''))].join(', ') || null;
};

/** The places of a row that the employer shows. */
export const placesOf = (
  row: Pick<WorkableRow, 'city' | 'state' | 'region' | 'country' | 'locations'>,
): readonly string[] => {
  const listed = row.locations ?? [];
  const shown = listed.length === 0 ? [row] : listed.filter(({ hidden }) => hidden !== true);
  return shown.map(placeOf).filter((name) => name !== null);
};

/** Whether it has no more to say of its places than their countries. */
export const isWholeCountries = (row: WorkableRow): boolean =>
  [row, ...(row.locations ?? [])].every((one) => !one.city && !one.state && !one.region);
