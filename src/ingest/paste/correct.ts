import type { Job } from '../../../models/index.ts';
import { makePosting } from '../normalise/make-posting.ts';
import type { Kept } from './keep-job.ts';

export interface Corrections {
  readonly title?: string | undefined;
  readonly company?: string | undefined;
  readonly location?: string | undefined;
  /** `70k EUR a year`. */
  readonly pay?: string | undefined;
}

/** A kept job with what its owner corrected; what follows from it (places, level, yearly pay) is made anew. */
export const corrected = (job: Job, { title, company, location, pay }: Corrections): Kept => {
  const kept = makePosting(
    {
      externalId: 'pasted',
      // A draft needs an address; a pasted text has none.
      url: job.url === '' ? 'https://pasted.invalid/' : job.url,
      title: title ?? job.title,
      companyName: company ?? job.companyName,
      locations: [location ?? job.location],
      remote: location === undefined ? job.remote : undefined,
      remoteFrom: location === undefined ? job.remoteFrom : undefined,
      department: job.department,
      employmentType: job.employmentType,
      text: job.description,
      payText: pay,
      salary: pay === undefined ? salaryOf(job) : null,
      language: job.language,
      postedAt: job.postedAt?.toISOString(),
      deadlineAt: job.deadlineAt?.toISOString(),
      raw: null,
    },
    { url: job.url, companyName: null },
  );
  if (typeof kept === 'string') throw new Error(`a kept job cannot be read again: ${kept}`);
  return { ...kept, url: job.url };
};

const salaryOf = ({ salaryMin: min, salaryMax: max, salaryCurrency: currency, salaryPeriod: period }: Job) =>
  currency === null || period === null ? null : { min, max, currency, period };
