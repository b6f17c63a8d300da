import type { AnalysedJob, Weight } from './analyse.ts';
import type { EmploymentType, JobFilter, Remote, SalaryRange, Term } from './filter.ts';

/**
 * True where the job fits the filter. Gives the same answer as `filterSql` over the row that holds
 * the job; a property test holds the two together. Pure, and never throws.
 */
export const matches = (filter: JobFilter, analysed: AnalysedJob): boolean => {
  const { job } = analysed;
  const holds = (term: Term): boolean => isFound(term, analysed, null);
  const holdsIn = (weight: Weight) => (term: Term) => isFound(term, analysed, weight);
  return (
    (filter.remote.length === 0 || filter.remote.some((value) => isRemote(value, job.remote))) &&
    !filter.excludedRemote.some((value) => isRemote(value, job.remote)) &&
    (filter.type.length === 0 || isOfType(filter.type, job.employmentType)) &&
    !filter.excludedType.some((value) => value === job.employmentType) &&
    (filter.salary === null || pays(filter.salary, job)) &&
    filter.clauses.every((clause) => clause.some(holds)) &&
    (filter.title.length === 0 || filter.title.some(holdsIn('A'))) &&
    (filter.company.length === 0 || filter.company.some(holdsIn('B'))) &&
    (filter.location.length === 0 || worksAnywhere(job) || filter.location.some(holdsIn('C'))) &&
    !filter.excluded.some(holds) &&
    !filter.excludedIn.title.some(holdsIn('A')) &&
    !filter.excludedIn.company.some(holdsIn('B')) &&
    !filter.excludedIn.location.some(holdsIn('C'))
  );
};

/** Whether a term stands in the job, its words next to each other; `weight` names one field, null: any. */
export const isFound = (term: Term, { places }: AnalysedJob, weight: Weight | null): boolean => {
  const [first, ...rest] = term.words;
  if (first === undefined) return false;
  // Almost every term is one word looked for everywhere; the matcher asks for them by the million.
  if (rest.length === 0 && weight === null) return places.has(first);
  const others = rest.map((word) => places.get(word));
  return (places.get(first) ?? []).some(
    (start) =>
      (weight === null || start.weight === weight) &&
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

/** Pay that is not stated passes, and so does pay in a currency that cannot be compared. */
const pays = (wanted: SalaryRange, job: AnalysedJob['job']): boolean => {
  const most = job.salaryYearlyMax ?? job.salaryYearlyMin;
  const least = job.salaryYearlyMin ?? job.salaryYearlyMax;
  if (most === null || least === null) return true;
  if (wanted.currency !== null && wanted.currency !== job.salaryCurrency) return true;
  return (wanted.min === null || most >= wanted.min) && (wanted.max === null || least <= wanted.max);
};
