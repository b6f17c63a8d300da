import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { companyOf, isWebAddress, pathOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems } from '../parse/list-items.ts';
import { assignedJson, readHtml } from '../parse/read-html.ts';
import { withDetail } from '../parse/with-detail.ts';
import { type PagedSource, type PageRequest, type SourceInfo, UnreadableBody } from '../source.ts';
import { jobPostingsIn } from './json-ld-find.ts';
import { jobPostingDraft } from './json-ld-posting.ts';

const locale = /^\/([a-z]{2}|global)\/([a-z]{2})\/search-results\/?$/;

/** The sites are on hosts of the employers: only the form of the path of their list shows them. */
const siteIn = (url: URL): string | null => {
  const [, country, language] = (isWebAddress(url) && locale.exec(url.pathname)) || [];
  return country === undefined ? null : `https://${url.hostname}/${country}/${language}`;
};

/** Career sites made with Phenom: the list stands as JSON in a page for people, ten postings to a page. */
export const phenom: PagedSource = {
  kind: 'phenom',
  label: 'Phenom',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 6 * 3_600_000, minimumMs: 2 * 3_600_000 },
  recognises: (url) => siteIn(url) !== null,
  feedUrl: (url) => {
    const site = siteIn(url);
    return site === null ? url : new URL(`${site}/search-results`);
  },
  read: ({ url, body }, source) => {
    const list = listSchema.safeParse(assignedJson(readHtml(body), 'phApp.ddo'));
    if (!list.success) throw new UnreadableBody('not a Phenom list: no search results in the page');
    const { data, totalHits } = list.data.eagerLoadRefineSearch;
    return {
      items: listItems(data.jobs, source, {
        schema,
        draft: (job, raw) => draft(job, null, source, raw),
        detail: (job) => detailOf(job, source),
        idOf: (raw) => z.object({ jobId: itemId }).safeParse(raw).data?.jobId,
      }),
      more: nextPage(url, data.jobs.length, totalHits),
    };
  },
  readDetail: ({ url, body }, listed, source) => {
    const [posting] = jobPostingsIn(body).postings;
    const told = posting === undefined ? 'none' : jobPostingDraft(posting, url);
    if (typeof told === 'string') throw new UnreadableBody('not a Phenom posting: no JobPosting in the page');
    return withDetail(listed, source, { schema, draft: (job, raw) => draft(job, told, source, raw) });
  },
};

const listSchema = z.object({
  eagerLoadRefineSearch: z.object({
    totalHits: optional(z.int().nonnegative()),
    data: z.object({ jobs: z.array(z.unknown()) }),
  }),
});

const nextPage = (asked: string, rows: number, total: number | null | undefined): readonly PageRequest[] => {
  const url = URL.parse(asked);
  if (url === null || siteIn(url) === null || rows === 0) return [];
  const from = Number(/^\d{1,6}$/.exec(url.searchParams.get('from') ?? '')?.[0] ?? 0) + rows;
  if (total !== null && total !== undefined && from >= total) return [];
  url.searchParams.set('from', String(from));
  url.searchParams.set('s', '1');
  return [{ url: url.href }];
};

const schema = z.object({
  jobId: itemId,
  jobSeqNo: optional(z.string().regex(/^[\w-]{1,100}$/)),
  title: line,
  type: optional(line),
  category: optional(line),
  department: optional(line),
  location: optional(line),
  cityStateCountry: optional(line),
  companyName: optional(line),
  descriptionTeaser: optional(content),
  postedDate: optional(line),
});
type Job = z.infer<typeof schema>;

const pageOf = (job: Job, source: SourceInfo): string | null => {
  const url = URL.parse(source.url);
  const site = url === null ? null : siteIn(url);
  return site === null || !job.jobSeqNo ? null : `${site}/job/${job.jobSeqNo}`;
};

const detailOf = (job: Job, source: SourceInfo): PageRequest | undefined => {
  const url = pageOf(job, source);
  return url === null ? undefined : { url };
};

const draft = (job: Job, told: Draft | null, source: SourceInfo, raw: unknown): Draft => ({
  externalId: job.jobId,
  url: pageOf(job, source),
  title: job.title,
  companyName: companyOf(job.companyName || told?.companyName, source, employerOf(source)),
  locations: [job.cityStateCountry || job.location],
  remote: told?.remote,
  remoteFrom: told?.remoteFrom,
  department: job.department || job.category,
  employmentType: job.type,
  html: told?.html || job.descriptionTeaser,
  salary: told?.salary,
  payText: told?.payText,
  postedAt: job.postedDate,
  deadlineAt: told?.deadlineAt,
  raw,
});

/** `acme` of `careers.acme.com`. */
const employerOf = (source: SourceInfo): string | null => {
  const url = URL.parse(source.url);
  return url === null || pathOf(url).length === 0 ? null : (url.hostname.split('.').at(-2) ?? null);
};
