import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { isWebAddress } from '../parse/board-address.ts';
import { content, line, optional } from '../parse/field.ts';
import { listItems } from '../parse/list-items.ts';
import { childrenOf, childText, readXml } from '../parse/read-xml.ts';
import { type PagedSource, UnreadableBody } from '../source.ts';
import { isoOfFeedDate } from './feed-date.ts';
import { stableId } from './stable-id.ts';

const hour = 3_600_000;
const hosts = new Set(['weworkremotely.com', 'www.weworkremotely.com']);

/** The feeds of We Work Remotely, which its terms forbid to a service like this: recognised, to be refused. */
export const weworkremotely: PagedSource = {
  kind: 'weworkremotely',
  label: 'We Work Remotely',
  publisher: 'aggregator',
  coverage: 'newest',
  terms: {
    everyMs: 24 * hour,
    minimumMs: 6 * hour,
    attribution: { name: 'We Work Remotely', url: 'https://weworkremotely.com' },
    refused:
      'We Work Remotely is not read: its terms forbid building a job search service on its data and storing that data.',
  },
  recognises: (url) => isWebAddress(url) && hosts.has(url.hostname),
  feedUrl: (url) =>
    hosts.has(url.hostname) && !url.pathname.endsWith('.rss')
      ? new URL('https://weworkremotely.com/remote-jobs.rss')
      : url,
  read: ({ body }, source) => {
    const [channel] = childrenOf(childrenOf(readXml(body), 'rss')[0], 'channel');
    if (channel === undefined) throw new UnreadableBody('not a feed of We Work Remotely: no RSS channel');
    const rows = childrenOf(channel, 'item').map(rowOf);
    return { items: listItems(rows, source, { schema, draft, idOf }) };
  },
};

const rowOf = (item: unknown): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    ['guid', 'title', 'link', 'region', 'category', 'type', 'description', 'pubDate', 'expires_at'].map((name) => [
      name,
      childText(item, name),
    ]),
  );

const idOf = (row: unknown): string | undefined =>
  stableId(z.object({ guid: z.string() }).safeParse(row).data?.guid) ?? undefined;

const schema = z.object({
  guid: z.string().min(1).max(2000),
  title: line,
  link: z.string().max(2000),
  region: optional(line),
  category: optional(line),
  type: optional(line),
  description: content.nullish(),
  pubDate: optional(line),
  expires_at: optional(line),
});

/** The company stands before the first colon of the title. */
const draft = (row: z.infer<typeof schema>, raw: unknown): Draft | string => {
  const [, company, title] = /^([^:]+):\s+(.+)$/s.exec(row.title.trim()) ?? [];
  if (company === undefined || title === undefined) return 'title: no company before a colon';
  const region = /^anywhere/i.test(row.region ?? '') ? null : row.region?.replace(/\s+only$/i, '');
  return {
    externalId: stableId(row.guid) ?? row.guid,
    url: row.link,
    title,
    companyName: company,
    locations: [row.region],
    remote: 'yes',
    remoteFrom: region,
    department: row.category,
    employmentType: row.type,
    html: row.description,
    postedAt: isoOfFeedDate(row.pubDate ?? ''),
    deadlineAt: isoOfFeedDate(row.expires_at ?? ''),
    raw,
  };
};
