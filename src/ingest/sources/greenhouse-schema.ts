import { z } from 'zod';
import { content, itemId, line, optional } from '../parse/field.ts';

const payRange = z.object({
  min_cents: optional(z.number().nonnegative()),
  max_cents: optional(z.number().nonnegative()),
  currency_type: optional(line),
  title: optional(line),
  blurb: optional(content),
});
export type PayRange = z.infer<typeof payRange>;

/** One posting of a board. Only what a posting cannot do without is strict. */
export const jobSchema = z.object({
  id: itemId,
  title: line,
  absolute_url: line.nullish().transform((url) => url ?? null),
  content: content.nullish(),
  company_name: line.nullish(),
  location: optional(z.object({ name: line.nullish() })),
  departments: optional(z.array(z.object({ name: optional(line) }))),
  metadata: optional(z.array(z.object({ name: optional(line), value: z.unknown() }))),
  pay_input_ranges: optional(z.array(payRange)),
  language: optional(line),
  first_published: optional(line),
  updated_at: optional(line),
  application_deadline: optional(line),
});
export type GreenhouseJob = z.infer<typeof jobSchema>;

const departmentsSchema = z.object({
  departments: z.array(z.object({ id: z.unknown(), name: optional(line), jobs: z.array(z.unknown()) })),
});

/** `/jobs` lists postings, `/departments` lists them by department. */
export const boardSchema = z.union([z.object({ jobs: z.array(z.unknown()) }), departmentsSchema]);

export interface ListedJob {
  readonly job: unknown;
  /** The department under which the board lists it. */
  readonly department: string | null;
}

export const listedJobs = (board: z.infer<typeof boardSchema>): readonly ListedJob[] => {
  if ('jobs' in board) return board.jobs.map((job) => ({ job, department: null }));
  // Department 0 is the heading "No Department".
  return board.departments.flatMap(({ id, name, jobs }) =>
    jobs.map((job) => ({ job, department: id === 0 ? null : (name ?? null) })),
  );
};
