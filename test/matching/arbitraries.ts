import fc from 'fast-check';
import type { JobFilter, JobLevel, MatchableJob, Term } from '../../src/matching/filter.ts';
import { everything } from '../../src/matching/filter-parts.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { matchableJob } from './matchable-job.ts';

const plain = ['rust', 'go', 'java', 'Node.js', 'C++', 'c#', '.NET', 'data', 'entry', 'developers', 'Zürich', 'Berlin'];
const nasty = [
  "o'neil",
  'back\\slash',
  "''",
  '\\',
  'a:b',
  '&|!',
  '<->',
  ':*',
  '\u0000',
  '🚀',
  'מפתח',
  '東京',
  '\ud800',
  ':f0',
  '$1',
];
const word = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...plain) },
  { weight: 2, arbitrary: fc.constantFrom(...nasty) },
);
const text = (maxLength: number) =>
  fc.tuple(fc.array(word, { maxLength }), fc.constantFrom(' ', ', ', '\n')).map(([words, gap]) => words.join(gap));
const orNull = <T>(values: readonly T[]) => fc.constantFrom(null, ...values);

/** The moment at which filters are asked. */
export const now = new Date('2026-03-02T10:00:00Z');
const HOUR_MS = 3_600_000;
const ages = [-5, 1, 24, 25, 100, 400] as const;
const levels: JobLevel[] = ['intern', 'mid', 'senior', 'lead'];
const skills = ['Rust', 'Node.js', "O'Skill", 'C++'];
const boards = ['greenhouse', 'lever', 'hacker-news'];
const pay = fc.constantFrom(50_000_00, 70_000_00, 90_000_00, 120_000_00);
/** Jobs of few words, some of them nasty, so that filters of the same words often fit. */
export const job: fc.Arbitrary<MatchableJob> = fc
  .record({
    title: text(3),
    companyName: text(2),
    location: fc.oneof(fc.constant(null), text(2)),
    department: fc.oneof(fc.constant(null), text(4)),
    description: fc.oneof(text(8), fc.constant(`${'rust '.repeat(300)}go`), fc.constant(`${'a b '.repeat(9000)}java`)),
    remote: orNull(['yes', 'yes', 'hybrid', 'no'] as const),
    remoteFrom: orNull(['Germany', 'EU or UK', 'somewhere odd']),
    employmentType: orNull(['full-time', 'part-time', 'contract', 'temporary', 'internship'] as const),
    salaryYearlyMin: fc.option(pay, { freq: 2 }),
    salaryYearlyMax: fc.option(pay, { freq: 2 }),
    salaryCurrency: orNull(['EUR', 'EUR', 'USD']),
    level: orNull(levels),
    techStack: fc.subarray(skills),
    sourceKind: orNull(boards),
    postedAt: orNull(ages.map((hours) => new Date(now.getTime() - hours * HOUR_MS))),
    firstSeenAt: fc.constant(new Date(now.getTime() - 20 * HOUR_MS)),
  })
  .map(matchableJob);

const written = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...plain) },
  { weight: 1, arbitrary: fc.constantFrom(...nasty, 'data entry', 'rust go', 'go berlin') },
);
/** Words as no analyser leaves them too: whatever a stored filter holds must stay a value in the query. */
const term: fc.Arbitrary<Term> = written.map((all) => {
  const parsed = all.includes('"') ? null : wordsOf(all);
  return { words: parsed ?? [all], written: all };
});
const wordsOf = (all: string): readonly string[] | null => {
  try {
    return parseFilter(`"${all}"`).clauses[0]?.[0]?.words ?? null;
  } catch {
    return null;
  }
};
const terms = (minLength: number) => fc.array(term, { minLength, maxLength: 3 });
/** Every kind of condition by the name it has in a filter. */
export const kinds = {
  clauses: fc.array(terms(2), { minLength: 1, maxLength: 2 }).map((clauses) => ({ clauses })),
  title: terms(2).map((title) => ({ title })),
  company: terms(2).map((company) => ({ company })),
  location: terms(1).map((location) => ({ location })),
  remote: fc.subarray(['yes', 'hybrid', 'no'] as const, { minLength: 1 }).map((remote) => ({ remote })),
  type: fc
    .subarray(['full-time', 'part-time', 'contract', 'internship'] as const, { minLength: 2 })
    .map((type) => ({ type })),
  department: terms(2).map((department) => ({ department })),
  level: fc.subarray(levels, { minLength: 1 }).map((level) => ({ level })),
  excludedLevel: fc.subarray(levels, { minLength: 1, maxLength: 2 }).map((excludedLevel) => ({ excludedLevel })),
  skill: fc.subarray(skills, { minLength: 1, maxLength: 2 }).map((skill) => ({ skill })),
  anySkill: fc.subarray(skills, { minLength: 1 }).map((anySkill) => ({ anySkill })),
  excludedSkill: fc.subarray(skills, { minLength: 1, maxLength: 2 }).map((excludedSkill) => ({ excludedSkill })),
  from: fc.subarray(['DE', 'GB', 'US'], { minLength: 1, maxLength: 2 }).map((from) => ({ from })),
  source: fc.subarray(boards, { minLength: 1, maxLength: 2 }).map((source) => ({ source })),
  excludedSource: fc.subarray(boards, { minLength: 1, maxLength: 2 }).map((excludedSource) => ({ excludedSource })),
  postedWithinMs: fc.constantFrom(24, 48, 168).map((hours) => ({ postedWithinMs: hours * HOUR_MS })),
  isPayStated: fc.constant({ isPayStated: true }),
  salary: fc
    .record({ min: fc.option(pay), max: fc.option(pay), currency: orNull(['EUR', 'USD']) })
    .map((salary) => ({ salary })),
  excluded: terms(1).map((excluded) => ({ excluded })),
  excludedIn: fc
    .record({ title: terms(0), company: terms(0), location: terms(0), department: terms(0) })
    .map((excludedIn) => ({ excludedIn })),
  excludedRemote: orNull(['yes', 'hybrid', 'no'] as const).map((value) => ({ excludedRemote: value ? [value] : [] })),
  excludedType: fc.constantFrom('full-time', 'contract').map((value) => ({ excludedType: [value] })),
};
/** Filters of one to four kinds of condition. */
export const filter = fc
  .subarray(Object.values<fc.Arbitrary<object>>(kinds), { minLength: 1, maxLength: 4 })
  .chain((chosen) => fc.tuple(...chosen))
  .map((parts): JobFilter => Object.assign({}, everything, ...parts));
