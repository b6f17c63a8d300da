import { z } from 'zod';
import { content, itemId, line, optional } from '../parse/field.ts';

const labelled = optional(z.object({ label: optional(line) }));
const section = optional(z.object({ title: optional(line), text: optional(content) }));

const jobAd = optional(
  z.object({
    sections: optional(
      z.object({
        companyDescription: section,
        jobDescription: section,
        qualifications: section,
        additionalInformation: section,
      }),
    ),
  }),
);
export type JobAd = z.infer<typeof jobAd>;

/** One posting of a list. Only what a posting cannot do without is strict. */
export const postingSchema = z.object({
  id: itemId,
  name: line,
  company: optional(z.object({ identifier: optional(line), name: optional(line) })),
  visibility: optional(line),
  releasedDate: optional(line),
  location: optional(
    z.object({
      city: optional(line),
      region: optional(line),
      country: optional(line),
      fullLocation: optional(line),
      remote: optional(z.boolean()),
      hybrid: optional(z.boolean()),
    }),
  ),
  department: labelled,
  function: labelled,
  typeOfEmployment: labelled,
  experienceLevel: labelled,
  language: optional(z.object({ code: optional(line) })),
  jobAd,
});
export type SmartRecruitersPosting = z.infer<typeof postingSchema>;

/** What the page of one posting adds. */
export const detailSchema = z.object({
  id: itemId,
  postingUrl: optional(line),
  jobAd,
});
export type SmartRecruitersDetail = z.infer<typeof detailSchema>;

export const listSchema = z.object({
  content: z.array(z.unknown()),
  offset: optional(z.int().nonnegative()),
  totalFound: optional(z.int().nonnegative()),
});
