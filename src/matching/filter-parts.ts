import { type JobFilter, type Term, textFields } from './filter.ts';
import { isBareWord, isMistakable } from './read-query.ts';
import { printAge } from './read-value.ts';
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
  department: [],
  excludedIn: { title: [], company: [], location: [], department: [] },
  remote: [],
  excludedRemote: [],
  type: [],
  excludedType: [],
  level: [],
  excludedLevel: [],
  skill: [],
  anySkill: [],
  excludedSkill: [],
  from: [],
  source: [],
  excludedSource: [],
  postedWithinMs: null,
  salary: null,
  isPayStated: false,
};

/** Lists of which a job must have one. */
const oneOf = ['remote', 'from', 'type', 'level', 'anySkill', 'source'] as const;
/** Lists of which it may have none. */
const noneOf = {
  remote: 'excludedRemote',
  type: 'excludedType',
  level: 'excludedLevel',
  skill: 'excludedSkill',
  source: 'excludedSource',
} as const;

/** The conditions of a filter in the order in which they are written. A job fits if it passes each. */
export const filterParts = (filter: JobFilter): FilterPart[] => {
  const { clauses, excluded, excludedIn, skill, postedWithinMs } = filter;
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
        const values = filter[field].map(printTerm);
        return part(printField(field, values), values.join(' or '), { [field]: filter[field] }, { [field]: [] });
      }),
    ...oneOf
      .filter((field) => filter[field].length > 0)
      .map((field) => {
        const name = field === 'anySkill' ? 'any-skill' : field;
        const clause = printField(name, filter[field].map(printValue));
        return part(clause, name, { [field]: filter[field] }, { [field]: [] });
      }),
    ...skill.map((name) =>
      part(
        printField('skill', [printValue(name)]),
        name,
        { skill: [name] },
        { skill: skill.filter((one) => one !== name) },
      ),
    ),
    ...(postedWithinMs === null
      ? []
      : [part(`posted:${printAge(postedWithinMs)}`, 'posted', { postedWithinMs }, { postedWithinMs: null })]),
    ...pay(filter, part),
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
    ...Object.entries(noneOf).flatMap(([name, field]) =>
      filter[field].map((value) => {
        const text = `-${printField(name, [printValue(value)])}`;
        const rest = filter[field].filter((other) => other !== value);
        return part(text, text, { [field]: [value] }, { [field]: rest });
      }),
    ),
  ];
};

/** Pay and that it must be stated are one condition: which pay counts as stated is for its currency to say. */
const pay = (
  { salary, isPayStated }: JobFilter,
  part: (clause: string, name: string, only: Partial<JobFilter>, without: Partial<JobFilter>) => FilterPart,
): FilterPart[] => {
  const values = [...(salary === null ? [] : [printSalary(salary)]), ...(isPayStated ? ['stated'] : [])];
  const [without, only] = [
    { salary: null, isPayStated: false },
    { salary, isPayStated },
  ];
  return values.length === 0 ? [] : [part(printField('salary', values), 'salary', only, without)];
};

const printTerm = ({ written }: Term): string =>
  isBareWord(written) && !isMistakable(written) ? written : `"${written}"`;

const printValue = (value: string): string => (isBareWord(value) ? value : `"${value}"`);

const printField = (field: string, values: readonly string[]): string =>
  values.map((value) => `${field}:${value}`).join(' ');
