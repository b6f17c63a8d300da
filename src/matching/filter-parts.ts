import type { JobFilter, Term } from './filter.ts';
import { isBareWord, isMistakable } from './read-query.ts';
import { printSalary } from './salary.ts';

/** One condition of a filter, which a job fulfils or not whatever the others say. */
export interface FilterPart {
  /** As the filter language writes it: `rust or go`, `location:berlin`, `-java`. */
  readonly clause: string;
  /** What to call it in a sentence: `rust or go`, `berlin`, `salary`. */
  readonly name: string;
  /** The filter that has this condition alone. */
  readonly only: JobFilter;
  /** The filter without this condition. */
  readonly without: JobFilter;
}

/** The filter that every job passes. A base to build on; a person's own filter is never empty. */
export const everything: JobFilter = {
  clauses: [],
  excluded: [],
  title: [],
  company: [],
  location: [],
  excludedIn: { title: [], company: [], location: [] },
  remote: [],
  excludedRemote: [],
  type: [],
  excludedType: [],
  salary: null,
};

const textFields = ['title', 'company', 'location'] as const;

/** The conditions of a filter in the order in which they are written. A job fits if it passes each. */
export const filterParts = (filter: JobFilter): FilterPart[] => {
  const { clauses, excluded, excludedIn, excludedRemote, excludedType } = filter;
  const part = (clause: string, name: string, only: Partial<JobFilter>, without: Partial<JobFilter>): FilterPart => ({
    clause,
    name,
    only: { ...everything, ...only },
    without: { ...filter, ...without },
  });
  return [
    ...clauses.map((clause) => {
      const text = clause.map(printTerm).join(' or ');
      return part(text, text, { clauses: [clause] }, { clauses: clauses.filter((other) => other !== clause) });
    }),
    ...textFields
      .filter((field) => filter[field].length > 0)
      .map((field) => {
        const name = filter[field].map(printTerm).join(' or ');
        return part(printField(field, filter[field].map(printTerm)), name, { [field]: filter[field] }, { [field]: [] });
      }),
    ...(['remote', 'type'] as const)
      .filter((field) => filter[field].length > 0)
      .map((field) => part(printField(field, filter[field]), field, { [field]: filter[field] }, { [field]: [] })),
    ...(filter.salary === null
      ? []
      : [part(`salary:${printSalary(filter.salary)}`, 'salary', { salary: filter.salary }, { salary: null })]),
    ...excluded.map((term) => {
      const text = `-${printTerm(term)}`;
      return part(text, text, { excluded: [term] }, { excluded: excluded.filter((other) => other !== term) });
    }),
    ...textFields.flatMap((field) =>
      excludedIn[field].map((term) => {
        const text = `-${printField(field, [printTerm(term)])}`;
        const rest = { ...excludedIn, [field]: excludedIn[field].filter((other) => other !== term) };
        const only = { ...everything.excludedIn, [field]: [term] };
        return part(text, text, { excludedIn: only }, { excludedIn: rest });
      }),
    ),
    ...excludedRemote.map((value) => {
      const rest = excludedRemote.filter((other) => other !== value);
      const text = `-remote:${value}`;
      return part(text, text, { excludedRemote: [value] }, { excludedRemote: rest });
    }),
    ...excludedType.map((value) => {
      const text = `-type:${value}`;
      const rest = excludedType.filter((other) => other !== value);
      return part(text, text, { excludedType: [value] }, { excludedType: rest });
    }),
  ];
};

const printTerm = ({ written }: Term): string =>
  isBareWord(written) && !isMistakable(written) ? written : `"${written}"`;

const printField = (field: string, values: readonly string[]): string =>
  values.map((value) => `${field}:${value}`).join(' ');
