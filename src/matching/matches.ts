import type { AnalysedJob, Weight } from './analyse.ts';
import type { EmploymentType, JobFilter, Remote, SalaryRange, Term } from './filter.ts';

/**
 * True where the job fits the filter at the moment `now`. Gives the same answer as `filterSql` over the row that holds
 * the job; a property test holds the two together. Pure, and never throws.
 */
export const matches = (filter: JobFilter, analysed: AnalysedJob, now: Date): boolean => {
  const { job } = analysed;
  const holds = (term: Term): boolean => isFound(term, analysed, null);
  const holdsInDepartment = (term: Term): boolean => isFound(term, analysed, 'D', analysed.department);
  const holdsIn = (weight: Weight) => (term: Term) => isFound(term, analysed, weight);
  return (
    (filter.remote.length === 0 || filter.remote.some((value) => isRemote(value, job.remote))) &&
    !filter.excludedRemote.some((value) => isRemote(value, job.remote)) &&
    (filter.type.length === 0 || isOfType(filter.type, job.employmentType)) &&
    !filter.excludedType.some((value) => value === job.employmentType) &&
    (filter.level.length === 0 || filter.level.includes(job.level ?? 'mid')) &&
    !filter.excludedLevel.some((value) => value === job.level) &&
    filter.skill.every((name) => job.techStack.includes(name)) &&
    (filter.anySkill.length === 0 || filter.anySkill.some((name) => job.techStack.includes(name))) &&
    !filter.excludedSkill.some((name) => job.techStack.includes(name)) &&
    (filter.from.length === 0 || isOpenFrom(filter.from, analysed)) &&
    (filter.source.length === 0 || filter.source.some((kind) => kind === job.sourceKind)) &&
    !filter.excludedSource.some((kind) => kind === job.sourceKind) &&
    (filter.postedWithinMs === null || now.getTime() - publishedAt(job) <= filter.postedWithinMs) &&
    (filter.salary === null ? !filter.isPayStated || isPayStated(job, null) : pays(filter.salary, filter, job)) &&
    filter.clauses.every((clause) => clause.some(holds)) &&
    (filter.title.length === 0 || filter.title.some(holdsIn('A'))) &&
    (filter.company.length === 0 || filter.company.some(holdsIn('B'))) &&
    (filter.department.length === 0 || filter.department.some(holdsInDepartment)) &&
    (filter.location.length === 0 || worksAnywhere(job) || filter.location.some(holdsIn('C'))) &&
    !filter.excluded.some(holds) &&
    !filter.excludedIn.title.some(holdsIn('A')) &&
    !filter.excludedIn.company.some(holdsIn('B')) &&
    !filter.excludedIn.location.some(holdsIn('C')) &&
    !filter.excludedIn.department.some(holdsInDepartment)
  );
};

/**
 * Whether a term stands in the job, its words next to each other; `weight` names one field, null: any;
 * `within` the positions between which it must begin.
 */
export const isFound = (
  term: Term,
  { places }: AnalysedJob,
  weight: Weight | null,
  within: readonly [number, number] | null = null,
): boolean => {
  const [first, ...rest] = term.words;
  if (first === undefined) return false;
  // Almost every term is one word looked for everywhere; the matcher asks for them by the million.
  if (rest.length === 0 && weight === null) return places.has(first);
  const others = rest.map((word) => places.get(word));
  return (places.get(first) ?? []).some(
    (start) =>
      (weight === null || start.weight === weight) &&
      (within === null || (start.position > within[0] && start.position < within[1])) &&
      // Neighbours are of one field: between two fields a position is empty.
      others.every((found, index) => found?.some((place) => place.position === start.position + index + 1)),
  );
};

/** A remote job of which nothing says where its people must live fits every place. */
export const worksAnywhere = (job: AnalysedJob['job']): boolean => job.remote === 'yes' && job.remoteFrom === null;

/** What says nothing about remote work is not remote. */
const isRemote = (wanted: Remote, stated: Remote | null): boolean =>
  wanted === 'no' ? stated !== 'yes' : stated === wanted;

/** Postings leave the type out when the job is an ordinary one. */
const isOfType = (wanted: readonly EmploymentType[], stated: EmploymentType | null): boolean =>
  wanted.includes(stated ?? 'full-time');

const isOpenFrom = (from: readonly string[], { countries }: AnalysedJob): boolean =>
  countries === null || from.some((country) => countries.has(country));

/** When a job was published; when it was first seen where it does not say. Ms since 1970. */
export const publishedAt = (job: Pick<AnalysedJob['job'], 'postedAt' | 'firstSeenAt'>): number =>
  (job.postedAt ?? job.firstSeenAt).getTime();

/** Pay in another currency than the one that is wanted cannot be compared, which is as if it were not stated. */
const isPayStated = (job: AnalysedJob['job'], currency: string | null): boolean =>
  (job.salaryYearlyMin !== null || job.salaryYearlyMax !== null) &&
  (currency === null || currency === job.salaryCurrency);

/** Pay that is not stated passes, unless it must be stated. */
const pays = (wanted: SalaryRange, { isPayStated: mustBeStated }: JobFilter, job: AnalysedJob['job']): boolean => {
  if (!isPayStated(job, wanted.currency)) return !mustBeStated;
  const most = job.salaryYearlyMax ?? job.salaryYearlyMin;
  const least = job.salaryYearlyMin ?? job.salaryYearlyMax;
  return (wanted.min === null || (most ?? 0) >= wanted.min) && (wanted.max === null || (least ?? 0) <= wanted.max);
};
