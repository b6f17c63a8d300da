import { searchVector } from '../../matching/analyse.ts';
import { searchTags } from '../../matching/tags.ts';
import { boardIdOfKind } from '../dedupe/board-id.ts';
import { type Evidence, evidenceOf, type Publisher } from '../dedupe/evidence.ts';
import { type JobKeys, jobKeys, vacancyKey } from '../dedupe/keys.ts';
import { textSignature } from '../dedupe/text-signature.ts';
import { companyKey } from '../normalise/company-key.ts';
import { yearlyPay } from '../normalise/yearly-pay.ts';
import type { Fresh } from './sorting.ts';

/** A posting with its job as the statements of `store/` take them: column names, values that JSON can hold. */
export type PostingRow = Readonly<Record<string, unknown>> & {
  readonly company_key: string;
  readonly company_name: string;
  readonly external_id: string;
};

/** A row that is to be written, and by what it is told from others. */
export interface Prepared {
  readonly row: PostingRow;
  readonly evidence: Evidence;
  readonly keys: JobKeys;
}

/** The source that lists a posting. */
export interface ListedBy {
  readonly id: number;
  readonly kind: string;
  readonly publisher: Publisher;
}

export const prepare = ({ posting, contentHash, listedHash }: Fresh, source: ListedBy): Prepared => {
  const yearly = posting.salary === null ? { min: null, max: null } : yearlyPay(posting.salary);
  const salaryCurrency = posting.salary?.currency ?? null;
  const signature = textSignature(posting.description);
  const ownId = boardIdOfKind(source.kind, posting.externalId);
  const evidence = evidenceOf({
    ...posting,
    urls: [posting.url, ...posting.otherUrls],
    boardIds: ownId === null ? [] : [ownId],
    signature,
    postedAt: posting.postedAt?.getTime() ?? null,
    sources: [source],
  });
  const keys = jobKeys(evidence);
  const tagged = searchTags({ ...posting, sourceKind: source.kind });
  const row = {
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
    vacancy_key: vacancyKey(evidence),
    signature: signature === null ? null : signature.toString('base64'),
    source_kind: source.kind,
    search_vector: searchVector(posting),
    tags: tagged.tags,
    department_vector: tagged.departmentVector,
    keys: [...keys.identities, ...keys.near],
    external_id: posting.externalId,
    content_hash: contentHash,
    listed_hash: listedHash,
    raw: posting.raw,
  };
  return { row, evidence, keys };
};
