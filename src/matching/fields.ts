import { nearest } from '../nearest.ts';
import type { EmploymentType, JobLevel, Remote } from './filter.ts';

/** The fields of the filter language, in the order in which a filter is written. */
export const fieldNames = [
  'title',
  'company',
  'location',
  'department',
  'remote',
  'from',
  'type',
  'level',
  'skill',
  'any-skill',
  'source',
  'posted',
  'salary',
] as const;

export type FieldName = (typeof fieldNames)[number];

export const isFieldName = (name: string): name is FieldName => fieldNames.some((known) => known === name);

/** What people call a field otherwise. */
const otherNames: Readonly<Record<string, FieldName>> = {
  city: 'location',
  country: 'location',
  place: 'location',
  pay: 'salary',
  money: 'salary',
  skills: 'skill',
  stack: 'skill',
  tech: 'skill',
  employer: 'company',
  seniority: 'level',
  experience: 'level',
  job: 'title',
  role: 'title',
  team: 'department',
  date: 'posted',
  age: 'posted',
  board: 'source',
  site: 'source',
  contract: 'type',
};

/** The field that was probably meant; null where none is near. */
export const nearestField = (name: string): FieldName | null =>
  otherNames[name] ?? fieldNames.find((field) => field === nearest(name, fieldNames)) ?? null;

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

/** Every way to write a value of `level:`. */
export const levelValues: ReadonlyMap<string, JobLevel> = new Map([
  ['intern', 'intern'],
  ['internship', 'intern'],
  ['trainee', 'intern'],
  ['junior', 'junior'],
  ['jr', 'junior'],
  ['entry', 'junior'],
  ['entry-level', 'junior'],
  ['graduate', 'junior'],
  ['mid', 'mid'],
  ['mid-level', 'mid'],
  ['senior', 'senior'],
  ['sr', 'senior'],
  ['lead', 'lead'],
  ['principal', 'principal'],
  ['staff', 'principal'],
  ['manager', 'manager'],
  ['director', 'director'],
  ['head', 'director'],
  ['executive', 'executive'],
  ['vp', 'executive'],
  ['c-level', 'executive'],
]);
