import { z } from 'zod';
import { content, itemId, line, optional } from '../parse/field.ts';

const parts = { addressLocality: optional(line), addressRegion: optional(line), addressCountry: optional(line) };

/** The main place has its address under `postalAddress`, the secondary ones without that. */
const address = optional(z.object({ ...parts, postalAddress: optional(z.object(parts)) }));

/** `currencyCode` and `minValue` in the API's own parts, the others in the tiers of its older answers. */
const component = z.object({
  compensationType: optional(line),
  interval: optional(line),
  currencyCode: optional(line),
  minValue: optional(z.number()),
  maxValue: optional(z.number()),
  tiers: optional(
    z
      .array(
        z.object({
          interval: optional(line),
          currency: optional(line),
          tierFloor: optional(z.number()),
          tierCeiling: optional(z.number()),
        }),
      )
      .max(100),
  ),
});
const components = optional(z.array(component).max(100));
export type AshbyComponent = z.infer<typeof component>;

/** One posting of a board. Only what a posting cannot do without is strict. */
export const jobSchema = z.object({
  id: itemId,
  title: line,
  jobUrl: line,
  applyUrl: optional(line),
  isListed: optional(z.boolean()),
  isRemote: optional(z.boolean()),
  workplaceType: optional(line),
  employmentType: optional(line),
  department: optional(line),
  departmentName: optional(line),
  team: optional(line),
  teamName: optional(line),
  location: optional(line),
  address,
  secondaryLocations: optional(z.array(z.object({ location: optional(line), address })).max(200)),
  descriptionHtml: content.nullish(),
  descriptionPlain: optional(content),
  publishedAt: optional(line),
  publishedDate: optional(line),
  shouldDisplayCompensationOnJobPostings: optional(z.boolean()),
  compensation: optional(
    z.object({
      compensationTierSummary: optional(line),
      scrapeableCompensationSalarySummary: optional(line),
      summaryComponents: components,
      compensationTiers: optional(z.array(z.object({ components })).max(100)),
      compensationComponents: components,
    }),
  ),
});
export type AshbyJob = z.infer<typeof jobSchema>;
