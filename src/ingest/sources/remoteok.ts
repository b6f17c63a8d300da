import { z } from 'zod';
import { cleanLine } from '../normalise/clean-text.ts';
import type { Draft } from '../normalise/make-posting.ts';
import { isWebAddress } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, UnreadableBody } from '../source.ts';
import { statedPay } from './stated-pay.ts';

const hour = 3_600_000;
const hosts = new Set(['remoteok.com', 'www.remoteok.com', 'remoteok.io']);

/** The newest postings of Remote OK, whose first element is a notice with its terms. */
export const remoteok: PagedSource = {
  kind: 'remoteok',
  label: 'Remote OK',
  publisher: 'aggregator',
  coverage: 'newest',
  // The notice: link back, followed, with the name, or access ends. Once an hour is courtesy.
  terms: { everyMs: 2 * hour, minimumMs: hour, attribution: { name: 'Remote OK', url: 'https://remoteok.com' } },
  recognises: (url) => isWebAddress(url) && hosts.has(url.hostname) && /^\/(?:api|remote-jobs)?\/?$/.test(url.pathname),
  feedUrl: (url) => (hosts.has(url.hostname) ? new URL('https://remoteok.com/api') : url),
  read: ({ body }, source) => {
    const list = z.array(z.unknown()).safeParse(parseJson(body));
    if (!list.success || !list.data.some((one) => isNotice(one) || has(one, 'position'))) {
      throw new UnreadableBody('not the feed of Remote OK: no list with its notice or a posting');
    }
    return {
      items: listItems(
        list.data.filter((one) => !isNotice(one)),
        source,
        { schema, draft },
      ),
    };
  },
};

const has = (one: unknown, field: string): boolean => typeof one === 'object' && one !== null && field in one;
const isNotice = (one: unknown): boolean => has(one, 'legal') && !has(one, 'position');

const schema = z.object({
  id: itemId,
  position: line,
  url: line,
  company: optional(line),
  description: content.nullish(),
  location: optional(line),
  tags: optional(z.array(line)),
  date: optional(line),
  epoch: optional(z.number()),
  salary_min: optional(z.number()),
  salary_max: optional(z.number()),
});

const draft = (job: z.infer<typeof schema>, raw: unknown): Draft => {
  const title = unmangled(job.position);
  const html = unmangled(job.description ?? '');
  const location = placeOf(job.location ?? '');
  const isRemote = saysRemote(title, location, html);
  return {
    externalId: job.id,
    url: job.url,
    title,
    companyName: unmangled(job.company ?? ''),
    locations: [location.name],
    remote: isRemote ? 'yes' : null,
    remoteFrom: isRemote && !anywhere.test(location.name) ? location.name : null,
    html,
    tags: (job.tags ?? []).map(unmangled),
    salary: yearlyDollars(job.salary_min, job.salary_max),
    postedAt: [job.date, job.epoch],
    raw,
  };
};

const anywhere = /^(?:remote|worldwide|anywhere|global(?:ly)?|100% remote)?$/i;

interface WrittenPlace {
  readonly name: string;
  readonly isCity: boolean;
}

/** `Springfield, `: cut off behind the comma, which only cities have. */
const placeOf = (written: string): WrittenPlace => {
  const line = cleanLine(unmangled(written)) ?? '';
  return { name: line.replace(/[\s,]+$/, ''), isCity: line.endsWith(',') };
};

/** The board calls everything remote, shop assistants too: a city counts only with a word for it. */
const saysRemote = (title: string, location: WrittenPlace, html: string): boolean =>
  !location.isCity || /\bremote\b/i.test(`${title} ${location.name} ${html}`);

/** The board gives yearly dollars; 0 is "not stated". */
const yearlyDollars = (min: number | null | undefined, max: number | null | undefined): Draft['salary'] =>
  statedPay({ min, max, currency: 'USD', period: 'year' });

// UTF-8 that was read as Latin-1 before it was published. Two bytes only behind the leads of Latin letters and
// signs, three only with a control among them: what people really write stays.
const mangled =
  /[\u00c2\u00c3][\u0080-\u00bf]|[\u00e0-\u00ef](?:[\u0080-\u009f][\u0080-\u00bf]|[\u00a0-\u00bf][\u0080-\u009f])|[\u00f0-\u00f4][\u0080-\u00bf]{3}/g;

const unmangled = (text: string): string =>
  text.replace(mangled, (bytes) => {
    const decoded = Buffer.from(bytes, 'latin1').toString('utf8');
    return decoded.includes('\ufffd') ? bytes : decoded;
  });
