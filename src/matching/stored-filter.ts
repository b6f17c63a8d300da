import { z } from 'zod';
import type { JobFilter } from './filter.ts';

const terms = z.array(z.object({ words: z.array(z.string().min(1)).min(1), written: z.string() })).default([]);
const remote = z.array(z.enum(['yes', 'hybrid', 'no'])).default([]);
const type = z.array(z.enum(['full-time', 'part-time', 'contract', 'temporary', 'internship'])).default([]);
const level = z
  .array(z.enum(['intern', 'junior', 'mid', 'senior', 'lead', 'principal', 'manager', 'director', 'executive']))
  .default([]);
const names = z.array(z.string().min(1)).default([]);
const amount = z.number().int().nullable();

/** What a row that was saved before a field existed says about it: nothing. */
const schema = z.object({
  clauses: z.array(terms).default([]),
  excluded: terms,
  title: terms,
  company: terms,
  location: terms,
  department: terms,
  excludedIn: z.object({ title: terms, company: terms, location: terms, department: terms }).prefault({}),
  remote,
  excludedRemote: remote,
  type,
  excludedType: type,
  level,
  excludedLevel: level,
  skill: names,
  anySkill: names,
  excludedSkill: names,
  from: names,
  source: names,
  excludedSource: names,
  postedWithinMs: z.number().positive().nullable().default(null),
  salary: z.object({ min: amount, max: amount, currency: z.string().nullable() }).nullable().default(null),
  isPayStated: z.boolean().default(false),
});

/** The filter of a row of `saved_searches`; null where the row does not hold one. */
export const readStoredFilter = (stored: unknown): JobFilter | null => schema.safeParse(stored).data ?? null;
