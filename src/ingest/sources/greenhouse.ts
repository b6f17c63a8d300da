import { findSkills } from '../../skills/index.ts';
import { cleanLine, htmlToText, storableJson, unescapeHtml } from '../clean-text.ts';
import { employmentType, employmentTypeOfTitle, isoMoment, webUrl } from '../normalise.ts';
import { placeInList } from '../place-in-list.ts';
import { workPlace } from '../remote.ts';
import { type Item, type NormalisedPosting, type Source, type SourceInfo, UnreadableBody } from '../source.ts';
import { greenhousePay } from './greenhouse-pay.ts';
import { boardSchema, type GreenhouseJob, jobSchema, type ListedJob, listedJobs } from './greenhouse-schema.ts';

const boardHosts = new Set(['boards.greenhouse.io', 'job-boards.greenhouse.io', 'boards-api.greenhouse.io']);

/** Boards in the format of Greenhouse's job board API. */
export const greenhouse: Source = {
  kind: 'greenhouse',
  everyMs: 60 * 60 * 1000,
  recognises: (url) => boardHosts.has(url.hostname) && boardToken(url) !== null,
  feedUrl: (url) => {
    const token = boardHosts.has(url.hostname) ? boardToken(url) : null;
    // Without `content=true` the answer is a 200 without descriptions.
    return token === null ? url : new URL(`https://boards-api.greenhouse.io/v1/boards/${token}/jobs?content=true`);
  },
  read: itemsOf,
};

/** Item by item: each costs some milliseconds. */
function* itemsOf(body: string, source: SourceInfo): Generator<Item> {
  const board = boardSchema.safeParse(parseJson(body));
  if (!board.success) throw new UnreadableBody('not a Greenhouse board: no list of jobs');
  const seen = new Set<string>();
  for (const [index, listed] of listedJobs(board.data).entries()) yield readItem(listed, index, source, seen);
}

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

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnreadableBody('not JSON');
  }
};

const readItem = ({ job, department }: ListedJob, index: number, source: SourceInfo, seen: Set<string>): Item => {
  const parsed = jobSchema.safeParse(job);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      rejection: {
        item: idOf(job) ?? placeInList(index),
        reason: `${issue?.path.join('.') || 'item'}: ${issue?.message}`,
      },
    };
  }
  const item = parsed.data.id;
  if (seen.has(item)) return { rejection: { item, reason: 'id: there is another posting with this id' } };
  seen.add(item);
  const posting = normalise(parsed.data, department, source, job);
  return typeof posting === 'string' ? { rejection: { item, reason: posting } } : { posting };
};

const idOf = (job: unknown): string | null => {
  if (typeof job !== 'object' || job === null || !('id' in job)) return null;
  return typeof job.id === 'number' || typeof job.id === 'string' ? String(job.id).slice(0, 100) : null;
};

/** The posting, or why there is none. */
const normalise = (
  job: GreenhouseJob,
  group: string | null,
  source: SourceInfo,
  raw: unknown,
): NormalisedPosting | string => {
  const title = cleanLine(job.title);
  if (title === null) return 'title: empty';
  const url = job.absolute_url === null ? null : webUrl(job.absolute_url);
  if (url === null) return 'absolute_url: not a web address';
  const companyName = cleanLine(job.company_name ?? '') ?? source.companyName ?? tokenOf(source.url) ?? tokenOf(url);
  if (companyName === null) return 'company_name: nothing says whose posting it is';
  const location = cleanLine(job.location?.name ?? '');
  const description = htmlToText(unescapeHtml(job.content ?? ''));
  return {
    externalId: job.id,
    url,
    title,
    companyName,
    location,
    ...workPlace(location, title),
    department: departmentOf(job) ?? (group === null ? null : cleanLine(group)),
    employmentType: typeOf(job) ?? employmentTypeOfTitle(title),
    description,
    techStack: findSkills(`${title}\n${description}`),
    language: /^([a-z]{2,3})(?:[-_]|$)/i.exec(job.language ?? '')?.[1]?.toLowerCase() ?? null,
    salary: greenhousePay(job.pay_input_ranges ?? []),
    // `updated_at` moves on every edit, but says more than nothing.
    postedAt: isoMoment(job.first_published ?? '') ?? isoMoment(job.updated_at ?? ''),
    deadlineAt: isoMoment(job.application_deadline ?? ''),
    raw: storableJson(raw),
  };
};

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

const typeOf = (job: GreenhouseJob): NormalisedPosting['employmentType'] => {
  for (const { name, value } of job.metadata ?? []) {
    if (!typeField.test(name ?? '') || !/type|status|commitment/i.test(name ?? '')) continue;
    const words = [value].flat().filter((word) => typeof word === 'string');
    const type = employmentType(words.join(' '));
    if (type !== null) return type;
  }
  return null;
};
