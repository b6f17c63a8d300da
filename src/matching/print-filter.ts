import type { JobFilter } from './filter.ts';
import { filterParts } from './filter-parts.ts';

/** The filter in the filter language, always in the same form: `parseFilter` reads the same filter from it. */
export const printFilter = (filter: JobFilter): string =>
  filterParts(filter)
    .map((part) => part.clause)
    .join(' ');
