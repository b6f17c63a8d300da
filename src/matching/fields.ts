import type { EmploymentType, Remote } from './filter.ts';

/** The fields of the filter language, in the order in which a filter is written. */
export const fieldNames = ['title', 'company', 'location', 'remote', 'type', 'salary'] as const;

export type FieldName = (typeof fieldNames)[number];
export type TextField = 'title' | 'company' | 'location';

export const isFieldName = (name: string): name is FieldName => fieldNames.some((known) => known === name);

/** Every way to write a value of `remote:`; `any` asks for nothing. */
export const remoteValues: ReadonlyMap<string, Remote | 'any'> = new Map([
  ['yes', 'yes'],
  ['hybrid', 'hybrid'],
  ['no', 'no'],
  ['any', 'any'],
]);

/** Every way to write a value of `type:`. */
export const typeValues: ReadonlyMap<string, EmploymentType> = new Map([
  ['full-time', 'full-time'],
  ['fulltime', 'full-time'],
  ['permanent', 'full-time'],
  ['part-time', 'part-time'],
  ['parttime', 'part-time'],
  ['contract', 'contract'],
  ['freelance', 'contract'],
  ['temporary', 'temporary'],
  ['temp', 'temporary'],
  ['internship', 'internship'],
  ['intern', 'internship'],
]);

/** The field that was probably meant: at most two letters away; null where none is. */
export const nearestField = (name: string): FieldName | null => {
  let nearest: FieldName | null = null;
  let least = 3;
  for (const field of fieldNames) {
    const distance = Math.abs(field.length - name.length) > 2 ? 3 : editDistance(field, name);
    if (distance < least) [nearest, least] = [field, distance];
  }
  return nearest;
};

/** Levenshtein's distance. */
const editDistance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const change = (row[column - 1] ?? 0) + (one[line - 1] === other[column - 1] ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
};
