import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { isWebAddress } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, UnreadableBody } from '../source.ts';

const hour = 3_600_000;
const hosts = new Set(['remotive.com', 'www.remotive.com', 'remotive.io']);

/** The public list of Remotive: a few dozen postings, a day late. */
export const remotive: PagedSource = {
  kind: 'remotive',
  label: 'Remotive',
  publisher: 'aggregator',
  // The public list is a part of theirs: what leaves it may still be open.
  coverage: 'newest',
  // Its notice: at most four calls a day, link back and name, not to be submitted to other boards.
  terms: { everyMs: 12 * hour, minimumMs: 6 * hour, attribution: { name: 'Remotive', url: 'https://remotive.com' } },
  recognises: (url) =>
    isWebAddress(url) && hosts.has(url.hostname) && /^\/(?:api\/remote-jobs|remote-jobs)?\/?$/.test(url.pathname),
  feedUrl: (url) => (hosts.has(url.hostname) ? new URL('https://remotive.com/api/remote-jobs') : url),
  read: ({ body }, source) => {
    const list = listSchema.safeParse(parseJson(body));
    if (!list.success) throw new UnreadableBody('not the list of Remotive: no `jobs`');
    return { items: listItems(list.data.jobs, source, { schema, draft }) };
  },
};

const listSchema = z.object({ jobs: z.array(z.unknown()) });

const schema = z.object({
  id: itemId,
  url: line,
  title: line,
  company_name: optional(line),
  category: optional(line),
  tags: optional(z.array(line)),
  job_type: optional(line),
  publication_date: optional(line),
  candidate_required_location: optional(line),
  salary: optional(line),
  description: content.nullish(),
});

const draft = (job: z.infer<typeof schema>, raw: unknown): Draft => ({
  externalId: job.id,
  url: job.url,
  title: job.title,
  companyName: job.company_name,
  locations: [job.candidate_required_location],
  // Everything here is remote; the place is where a person may live.
  remote: 'yes',
  remoteFrom: anywhere.test(job.candidate_required_location?.trim() ?? '') ? null : job.candidate_required_location,
  department: job.category,
  employmentType: job.job_type,
  html: job.description,
  payText: job.salary,
  tags: job.tags ?? undefined,
  postedAt: job.publication_date,
  raw,
});

const anywhere = /^(?:worldwide|anywhere(?: in the world)?|global(?:ly)?|remote)?$/i;
