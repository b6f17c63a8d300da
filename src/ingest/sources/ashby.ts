import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, isWebAddress, pathOf } from '../parse/board-address.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { ashbyPay } from './ashby-pay.ts';
import { ashbyPlaces } from './ashby-place.ts';
import { type AshbyJob, jobSchema } from './ashby-schema.ts';

/** Names of boards are written as the employer likes: `Maple.ai`, `Maple%20Works`. */
const slugIn = (url: URL): string | null => {
  if (!isWebAddress(url)) return null;
  const path = pathOf(url);
  if (url.hostname === 'jobs.ashbyhq.com') return path[0] === 'api' ? null : decoded(path[0]);
  const isApi = url.hostname === 'api.ashbyhq.com' && path[0] === 'posting-api' && path[1] === 'job-board';
  return isApi ? decoded(path[2]) : null;
};

const decoded = (part: string | undefined): string | null => {
  const slug = part?.replace(/%20/g, ' ').replace(/%26/g, '&').replace(/%27/g, "'").trim() ?? '';
  return /^[a-z\d][\w.&' -]{0,99}$/i.test(slug) ? slug : null;
};

/** Boards in the format of Ashby's posting API. */
export const ashby: PagedSource = {
  kind: 'ashby',
  label: 'Ashby',
  publisher: 'employer',
  coverage: 'whole',
  // Each answer costs it about ten seconds, whatever its size.
  terms: { everyMs: 6 * 3_600_000, minimumMs: 2 * 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => {
    const slug = slugIn(url);
    if (slug === null) return url;
    return new URL(
      `https://api.ashbyhq.com/posting-api/job-board/${encodeURIComponent(slug)}?includeCompensation=true`,
    );
  },
  read: ({ body }, source) => {
    const board = z.object({ jobs: z.array(z.unknown()) }).safeParse(parseJson(body));
    if (!board.success) throw new UnreadableBody('not an Ashby board: no list of jobs');
    return {
      items: listItems(board.data.jobs, source, { schema: jobSchema, draft: (job, raw) => draft(job, source, raw) }),
    };
  },
};

const draft = (job: AshbyJob, source: SourceInfo, raw: unknown): Draft | null => {
  // Reachable by its link alone: the employer does not publish it.
  if (job.isListed === false) return null;
  const page = URL.parse(job.jobUrl);
  const showsPay = job.shouldDisplayCompensationOnJobPostings !== false;
  const remote = remoteOf(job);
  const places = ashbyPlaces(job);
  return {
    externalId: job.id,
    url: job.jobUrl,
    otherUrls: [job.applyUrl],
    title: job.title,
    companyName: companyOf(null, source, boardOf(source, slugIn) ?? (page && slugIn(page))),
    locations: places.names,
    remote,
    remoteFrom: remote === 'yes' ? places.countries : null,
    department: job.department ?? job.departmentName ?? job.team ?? job.teamName,
    employmentType: job.employmentType,
    html: job.descriptionHtml,
    text: job.descriptionPlain,
    salary: showsPay ? ashbyPay(job) : null,
    payText: showsPay
      ? (job.compensation?.scrapeableCompensationSalarySummary ?? job.compensation?.compensationTierSummary)
      : null,
    postedAt: [job.publishedAt, job.publishedDate],
    raw,
  };
};

const workplaces: Readonly<Record<string, Draft['remote']>> = { remote: 'yes', hybrid: 'hybrid', onsite: 'no' };

/** `isRemote` is also true for hybrid work, so `workplaceType` wins; false says no more than "not fully". */
const remoteOf = ({ workplaceType, isRemote }: AshbyJob): Draft['remote'] =>
  workplaces[workplaceType?.toLowerCase().replace(/[^a-z]/g, '') ?? ''] ?? (isRemote === true ? 'yes' : null);
