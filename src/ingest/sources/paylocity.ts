import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { companyOf, isWebAddress, pathOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems } from '../parse/list-items.ts';
import { assignedJson, readHtml } from '../parse/read-html.ts';
import { withDetail } from '../parse/with-detail.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { jobPostingsIn } from './json-ld-find.ts';
import { jobPostingDraft } from './json-ld-posting.ts';

const host = 'recruiting.paylocity.com';
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The board's id, which a page of one posting does not always have. */
const boardIn = (url: URL): string | null => {
  if (!isWebAddress(url) || url.hostname !== host) return null;
  const [recruiting, jobs, ...rest] = pathOf(url);
  if (!/^recruiting$/i.test(recruiting ?? '') || !/^jobs$/i.test(jobs ?? '')) return null;
  return rest.find((part) => guid.test(part))?.toLowerCase() ?? null;
};

/** Paylocity's boards: the list stands as JSON in a page for people. */
export const paylocity: PagedSource = {
  kind: 'paylocity',
  label: 'Paylocity',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 6 * 3_600_000, minimumMs: 2 * 3_600_000 },
  recognises: (url) => boardIn(url) !== null,
  feedUrl: (url) => {
    const board = boardIn(url);
    return board === null ? url : new URL(`https://${host}/recruiting/jobs/All/${board}`);
  },
  read: ({ body }, source) => {
    const list = listSchema.safeParse(assignedJson(readHtml(body), 'window.pageData'));
    if (!list.success) throw new UnreadableBody('not a Paylocity board: no list of jobs in the page');
    const company = list.data.ModuleTitle;
    return {
      items: listItems(list.data.Jobs, source, {
        schema,
        draft: (job, raw) => draft(job, company, null, source, { ...Object(raw), ModuleTitle: company }),
        detail: ({ JobId }) => ({ url: pageOf(JobId, source) }),
        idOf: (raw) => z.object({ JobId: itemId }).safeParse(raw).data?.JobId,
      }),
    };
  },
  readDetail: ({ url, body }, listed, source) => {
    const [posting] = jobPostingsIn(body).postings;
    const told = posting === undefined ? 'none' : jobPostingDraft(posting, url);
    if (typeof told === 'string') throw new UnreadableBody('not a Paylocity posting: no JobPosting in the page');
    return withDetail(listed, source, {
      schema,
      draft: (job, raw) => draft(job, job.ModuleTitle, told, source, raw),
    });
  },
};

const listSchema = z.object({ ModuleTitle: optional(line), Jobs: z.array(z.unknown()) });

const schema = z.object({
  JobId: itemId,
  JobTitle: line,
  ModuleTitle: optional(line),
  LocationName: optional(line),
  JobLocation: optional(z.object({ City: optional(line), State: optional(line), Country: optional(line) })),
  HiringDepartment: optional(line),
  PublishedDate: optional(line),
  Description: content.nullish(),
  IsRemote: optional(z.boolean()),
});
type Job = z.infer<typeof schema>;

/** Without the board's id the page of a posting is shown, but not always found. */
const pageOf = (id: string, source: SourceInfo): string => {
  const url = URL.parse(source.url);
  const board = url === null ? null : boardIn(url);
  return `https://${host}/recruiting/jobs/Details/${id}${board === null ? '' : `/${board}`}`;
};

const draft = (
  job: Job,
  company: string | null | undefined,
  told: Draft | null,
  source: SourceInfo,
  raw: unknown,
): Draft => ({
  externalId: job.JobId,
  url: pageOf(job.JobId, source),
  title: job.JobTitle,
  companyName: companyOf(company, source, null),
  locations: [placeOf(job)],
  remote: /\bhybrid\b/i.test(job.LocationName ?? '') ? 'hybrid' : job.IsRemote ? 'yes' : null,
  department: job.HiringDepartment,
  employmentType: told?.employmentType,
  html: told?.html || job.Description,
  salary: told?.salary,
  payText: told?.payText,
  postedAt: job.PublishedDate,
  deadlineAt: told?.deadlineAt,
  raw,
});

const placeOf = ({ JobLocation, LocationName }: Job): string | null => {
  const place = [JobLocation?.City, JobLocation?.State, JobLocation?.Country].filter(Boolean).join(', ');
  return place || (LocationName ?? null);
};
