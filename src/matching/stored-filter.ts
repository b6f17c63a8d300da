import { z } from 'zod';
import type { JobFilter } from './filter.ts';

const terms = z.array(z.object({ words: z.array(z.string().min(1)).min(1), written: z.string() })).default([]);
const remote = z.array(z.enum(['yes', 'hybrid', 'no'])).default([]);
const type = z.array(z.enum(['full-time', 'part-time', 'contract', 'temporary', 'internship'])).default([]);
const amount = z.number().int().nullable();

/** What a row that was saved before a field existed says about it: nothing. */
const schema = z.object({
  clauses: z.array(terms).default([]),
  excluded: terms,
  title: terms,
  company: terms,
  location: terms,
  excludedIn: z.object({ title: terms, company: terms, location: terms }).prefault({}),
  remote,
  excludedRemote: remote,
  type,
  excludedType: type,
  salary: z.object({ min: amount, max: amount, currency: z.string().nullable() }).nullable().default(null),
});

/** The filter of a row of `saved_searches`; null where the row does not hold one. */
export const readStoredFilter = (stored: unknown): JobFilter | null => schema.safeParse(stored).data ?? null;
