import { cleanLine } from '../normalise/clean-text.ts';
import { employmentType } from '../normalise/employment-type.ts';
import type { Draft } from '../normalise/make-posting.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type Item, type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { greenhousePay } from './greenhouse-pay.ts';
import { boardSchema, type GreenhouseJob, jobSchema, type ListedJob, listedJobs } from './greenhouse-schema.ts';

const boardHosts = new Set(['boards.greenhouse.io', 'job-boards.greenhouse.io', 'boards-api.greenhouse.io']);

/** Boards in the format of Greenhouse's job board API. */
export const greenhouse: PagedSource = {
  kind: 'greenhouse',
  label: 'Greenhouse',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 3_600_000, minimumMs: 300_000 },
  recognises: (url) => boardHosts.has(url.hostname) && boardToken(url) !== null,
  feedUrl: (url) => {
    const token = boardHosts.has(url.hostname) ? boardToken(url) : null;
    // Without `content=true` the answer is a 200 without descriptions.
    return token === null ? url : new URL(`https://boards-api.greenhouse.io/v1/boards/${token}/jobs?content=true`);
  },
  read: ({ body }, source) => ({ items: itemsOf(body, source) }),
};

const itemsOf = (body: string, source: SourceInfo): Iterable<Item> => {
  const board = boardSchema.safeParse(parseJson(body));
  if (!board.success) throw new UnreadableBody('not a Greenhouse board: no list of jobs');
  const listed = listedJobs(board.data);
  const department = new Map<unknown, ListedJob['department']>(listed.map((one) => [one.job, one.department]));
  const jobs = listed.map(({ job }) => job);
  return listItems(jobs, source, {
    schema: jobSchema,
    draft: (job, raw) => draft(job, department.get(raw) ?? null, source, raw),
  });
};

/** The name by which a board is known: in the path of all its pages, or in `for` of the embedded one. */
const boardToken = (url: URL): string | null => {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const token =
    parts[0] === 'v1' && parts[1] === 'boards'
      ? parts[2]
      : parts[0] === 'embed'
        ? url.searchParams.get('for')
        : parts[0];
  return token && /^[\w-]{1,100}$/.test(token) ? token : null;
};

const draft = (job: GreenhouseJob, group: string | null, source: SourceInfo, raw: unknown): Draft => ({
  externalId: job.id,
  url: job.absolute_url,
  title: job.title,
  companyName:
    cleanLine(job.company_name ?? '') ?? source.companyName ?? tokenOf(source.url) ?? tokenOf(job.absolute_url ?? ''),
  locations: [job.location?.name],
  department: departmentOf(job) ?? group,
  employmentType: typeOf(job),
  html: job.content,
  language: job.language,
  salary: greenhousePay(job.pay_input_ranges ?? []),
  // `updated_at` moves on every edit, but says more than nothing.
  postedAt: [job.first_published, job.updated_at],
  deadlineAt: job.application_deadline,
  raw,
});

const tokenOf = (text: string): string | null => {
  const url = URL.parse(text);
  if (url?.protocol === 'file:')
    return cleanLine(decodeURIComponent(url.pathname.split('/').at(-1) ?? '').replace(/\.json$/i, ''));
  return url === null || !boardHosts.has(url.hostname) ? null : boardToken(url);
};

const departmentOf = (job: GreenhouseJob): string | null => {
  const names = (job.departments ?? []).map(({ name }) => cleanLine(name ?? '')).filter((name) => name !== null);
  return names.length === 0 ? null : names.join(', ');
};

const typeField = /\b(?:employment|job|worker|time|position|employee|contract|commitment)[\s_-]*(?:type|status)?\b/i;

/** The words of a field for it that name a type. */
const typeOf = (job: GreenhouseJob): string | null => {
  for (const { name, value } of job.metadata ?? []) {
    if (!typeField.test(name ?? '') || !/type|status|commitment/i.test(name ?? '')) continue;
    const words = [value]
      .flat()
      .filter((word) => typeof word === 'string')
      .join(' ');
    if (employmentType(words) !== null) return words;
  }
  return null;
};
