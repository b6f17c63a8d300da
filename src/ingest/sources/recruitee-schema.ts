import { z } from 'zod';
import { content, itemId, line, optional } from '../parse/field.ts';

const amount = optional(z.union([z.number(), line]));
const place = { city: optional(line), state: optional(line), country: optional(line) };

const translation = z.object({
  title: optional(line),
  description: optional(content),
  requirements: optional(content),
});

/** One offer of a board. Only what a posting cannot do without is strict. */
export const offerSchema = z.object({
  id: itemId,
  title: optional(line),
  slug: optional(line),
  careers_url: optional(line),
  careers_apply_url: optional(line),
  company_name: optional(line),
  status: optional(line),
  department: optional(line),
  employment_type_code: optional(line),
  experience_code: optional(line),
  location: optional(line),
  ...place,
  locations: optional(z.array(z.object({ name: optional(line), ...place })).max(200)),
  remote: optional(z.boolean()),
  hybrid: optional(z.boolean()),
  on_site: optional(z.boolean()),
  description: content.nullish(),
  requirements: optional(content),
  translations: optional(z.record(z.string().regex(/^[a-z]{2}(?:[-_]\w{2,8})?$/i), translation)),
  salary: optional(z.object({ min: amount, max: amount, period: optional(line), currency: optional(line) })),
  salary_min: amount,
  salary_max: amount,
  salary_currency: optional(line),
  salary_period: optional(line),
  published_at: optional(line),
  created_at: optional(line),
  close_at: optional(line),
});
export type RecruiteeOffer = z.infer<typeof offerSchema>;

/** What an offer says in its own language, and which that is; null where it may be one of several. */
export const wordsOf = (offer: RecruiteeOffer) => {
  const translations = Object.entries(offer.translations ?? {});
  const own =
    translations.length === 1
      ? translations[0]
      : translations.find(([, { title, description }]) => title === offer.title && description === offer.description);
  const words = own?.[1] ?? translations[0]?.[1];
  return {
    title: offer.title?.trim() || words?.title?.trim() || null,
    description: offer.description?.trim() || words?.description,
    requirements: offer.requirements?.trim() || words?.requirements,
    language: own?.[0] ?? (offer.title?.trim() ? null : translations[0]?.[0]),
  };
};
