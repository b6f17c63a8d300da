import type { Sequelize, Transaction } from 'sequelize';
import { Company, Job, JobSearch } from '../../../models/index.ts';
import { searchVector } from '../../matching/analyse.ts';
import { searchTags } from '../../matching/tags.ts';
import { companyKey } from '../normalise/company-key.ts';
import { yearlyPay } from '../normalise/yearly-pay.ts';
import type { NormalisedPosting } from '../source.ts';
import { insertCompanies } from '../store/companies.sql.ts';
import { touchJob } from './keep-job.sql.ts';

/** What a posting says of its job, in the columns of `jobs`. */
export type Kept = Omit<NormalisedPosting, 'externalId' | 'otherUrls' | 'raw'>;

interface Write {
  readonly sequelize: Sequelize;
  readonly now: Date;
}

/**
 * Stores a posting as a job that `userId` alone sees, with what a search looks at. Its addresses are
 * not among the keys by which boards' postings find their job: what everybody may see never joins
 * what one person may see. Returns its id.
 */
export const keepJob = async ({ sequelize, now }: Write, userId: number, kept: Kept): Promise<number> =>
  sequelize.transaction(async (transaction) => {
    const columns = await columnsOf(sequelize, kept, transaction);
    const job = await Job.create({ ...columns, visibleTo: userId, firstSeenAt: now, lastSeenAt: now }, { transaction });
    await JobSearch.create({ ...searchColumns(kept, now), jobId: job.id, visibleTo: userId }, { transaction });
    return job.id;
  });

/** Writes a kept job anew; it is matched again as a changed one is. */
export const rewriteJob = async ({ sequelize, now }: Write, jobId: number, kept: Kept): Promise<void> => {
  await sequelize.transaction(async (transaction) => {
    const columns = await columnsOf(sequelize, kept, transaction);
    await Job.update(columns, { where: { id: jobId }, transaction });
    await JobSearch.update(searchColumns(kept, now), { where: { jobId }, transaction });
    await sequelize.query(touchJob, { bind: [jobId], transaction });
  });
};

const columnsOf = async (sequelize: Sequelize, kept: Kept, transaction: Transaction) => {
  const key = companyKey(kept.companyName);
  await insertCompanies(sequelize, new Map([[key, kept.companyName]]), transaction);
  const company = await Company.findOne({ where: { key }, transaction });
  const { salary, places, techStack, ...texts } = kept;
  const yearly = yearlyOf(kept);
  return {
    ...texts,
    companyId: company?.id ?? null,
    places: [...places],
    techStack: [...techStack],
    salaryMin: salary?.min ?? null,
    salaryMax: salary?.max ?? null,
    salaryCurrency: salary?.currency ?? null,
    salaryPeriod: salary?.period ?? null,
    salaryYearlyMin: yearly.min,
    salaryYearlyMax: yearly.max,
  };
};

const searchColumns = (kept: Kept, now: Date) => {
  const yearly = yearlyOf(kept);
  const pay = {
    salaryYearlyMin: yearly.min,
    salaryYearlyMax: yearly.max,
    salaryCurrency: kept.salary?.currency ?? null,
  };
  return {
    ...pay,
    postedAt: kept.postedAt ?? now,
    searchVector: searchVector(kept),
    ...searchTags({ ...kept, sourceKind: null }),
    remote: kept.remote,
    remoteFrom: kept.remoteFrom,
    employmentType: kept.employmentType,
  };
};

const yearlyOf = ({ salary }: Kept) => (salary === null ? { min: null, max: null } : yearlyPay(salary));
