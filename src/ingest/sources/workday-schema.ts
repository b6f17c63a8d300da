import { z } from 'zod';
import { content, line, optional } from '../parse/field.ts';

/** One posting of a list. Only what a posting cannot do without is strict. */
export const postingSchema = z.object({
  title: line,
  externalPath: z
    .string()
    .max(1000)
    .regex(/^\/[^\s?#]+$/, 'not a path'),
  locationsText: optional(line),
  timeType: optional(line),
  remoteType: optional(line),
  startDate: optional(line),
  bulletFields: optional(z.array(z.unknown())),
});
export type WorkdayPosting = z.infer<typeof postingSchema>;

export const listSchema = z.object({
  jobPostings: z.array(z.unknown()),
  total: optional(z.int().nonnegative()),
});

/** What the page of one posting says. */
const infoSchema = z.object({
  title: optional(line),
  jobDescription: content,
  location: optional(line),
  additionalLocations: optional(z.array(line).max(200)),
  country: optional(z.object({ descriptor: optional(line) })),
  timeType: optional(line),
  remoteType: optional(line),
  startDate: optional(line),
  endDate: optional(line),
  externalUrl: optional(line),
});

export const detailSchema = z.object({
  jobPostingInfo: infoSchema,
  hiringOrganization: optional(z.object({ name: optional(line) })),
});
export type WorkdayDetail = z.infer<typeof detailSchema>;
