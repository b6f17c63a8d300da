import type { JobFilter } from './filter.ts';
import { filterParts } from './filter-parts.ts';

/** The filter without the conditions that are written so (`location:berlin`, `-java`); others stay as they are. */
export const dropClauses = (filter: JobFilter, clauses: readonly string[]): JobFilter =>
  clauses.reduce((left, clause) => filterParts(left).find((part) => part.clause === clause)?.without ?? left, filter);
