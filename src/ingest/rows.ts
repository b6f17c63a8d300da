import { searchVector } from '../matching/analyse.ts';
import type { Fresh } from './changes.ts';
import { companyKey } from './company-key.ts';
import { yearlyPay } from './normalise.ts';

/** A posting with its job as `store.sql.ts` takes them: column names, values that JSON can hold. */
export type PostingRow = Readonly<Record<string, unknown>> & {
  readonly company_key: string;
  readonly company_name: string;
  readonly external_id: string;
};

export const postingRow = ({ posting, contentHash }: Fresh): PostingRow => {
  const yearly = posting.salary === null ? { min: null, max: null } : yearlyPay(posting.salary);
  const salaryCurrency = posting.salary?.currency ?? null;
  return {
    company_key: companyKey(posting.companyName),
    company_name: posting.companyName,
    title: posting.title,
    location: posting.location,
    places: posting.places,
    remote: posting.remote,
    remote_from: posting.remoteFrom,
    department: posting.department,
    employment_type: posting.employmentType,
    level: posting.level,
    description: posting.description,
    requirements: posting.requirements,
    tech_stack: posting.techStack,
    language: posting.language,
    salary_min: posting.salary?.min ?? null,
    salary_max: posting.salary?.max ?? null,
    salary_currency: salaryCurrency,
    salary_period: posting.salary?.period ?? null,
    salary_yearly_min: yearly.min,
    salary_yearly_max: yearly.max,
    url: posting.url,
    posted_at: posting.postedAt,
    deadline_at: posting.deadlineAt,
    search_vector: searchVector({
      ...posting,
      salaryYearlyMin: yearly.min,
      salaryYearlyMax: yearly.max,
      salaryCurrency,
    }),
    external_id: posting.externalId,
    content_hash: contentHash,
    raw: posting.raw,
  };
};
