import { z } from 'zod';
import { content, itemId, line, optional } from '../parse/field.ts';

/** One posting of a board. Only what a posting cannot do without is strict. */
export const postingSchema = z.object({
  id: itemId,
  text: line,
  hostedUrl: line,
  applyUrl: optional(line),
  createdAt: optional(z.number()),
  country: optional(line),
  workplaceType: optional(line),
  categories: optional(
    z.object({
      location: optional(line),
      allLocations: optional(z.array(line).max(200)),
      department: optional(line),
      team: optional(line),
      commitment: optional(line),
      level: optional(line),
    }),
  ),
  opening: content.nullish(),
  openingPlain: optional(content),
  description: content.nullish(),
  descriptionPlain: optional(content),
  descriptionBody: content.nullish(),
  descriptionBodyPlain: optional(content),
  lists: optional(z.array(z.object({ text: optional(line), content: optional(content) })).max(100)),
  additional: optional(content),
  additionalPlain: optional(content),
  salaryDescription: optional(content),
  salaryDescriptionPlain: optional(line),
  salaryRange: optional(
    z.object({
      min: optional(z.number()),
      max: optional(z.number()),
      currency: optional(line),
      interval: optional(line),
    }),
  ),
});
export type LeverPosting = z.infer<typeof postingSchema>;
