import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, isWebAddress, pathOf, slugOf, tenantOf } from '../parse/board-address.ts';
import { line, optional } from '../parse/field.ts';
import { listItems, parseJson } from '../parse/list-items.ts';
import { type PagedSource, UnreadableBody } from '../source.ts';
import { itemSchema, rowsTogether, shortcodeOf } from './workable-rows.ts';
import { isWholeCountries, placesOf, type WorkableRow } from './workable-schema.ts';

/** Hosts and first parts of a path that are Workable's own and no employer's. */
const own = new Set(['apply', 'jobs', 'careers', 'resources', 'id', 'engineering', 'partners', 'j', 'api', 'signin']);

const slugIn = (url: URL): string | null => {
  if (!isWebAddress(url)) return null;
  const path = pathOf(url);
  const inHost = tenantOf(url, 'workable.com');
  if (inHost !== null && !own.has(inHost)) return inHost;
  if (url.hostname !== 'apply.workable.com' && url.hostname !== 'www.workable.com') return null;
  // `/api/v1/widget/accounts/acme`, `/api/v3/accounts/acme/jobs`, `/api/accounts/acme`
  if (path[0] === 'api') return path.includes('accounts') ? slugOf(path[path.indexOf('accounts') + 1]) : null;
  const slug = url.hostname === 'apply.workable.com' ? slugOf(path[0]) : null;
  return slug === null || own.has(slug) ? null : slug;
};

/** The boards that Workable serves to be shown in employers' own pages. */
export const workable: PagedSource = {
  kind: 'workable',
  label: 'Workable',
  publisher: 'employer',
  coverage: 'whole',
  // All boards share one host, which bars for hours who asks often.
  terms: { everyMs: 8 * 3_600_000, minimumMs: 3 * 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => {
    const slug = slugIn(url);
    // Without `details=true` there are no descriptions.
    return slug === null
      ? url
      : new URL(`https://apply.workable.com/api/v1/widget/accounts/${slug.toLowerCase()}?details=true`);
  },
  read: ({ body }, source) => {
    const board = z.object({ name: optional(line), jobs: z.array(z.unknown()) }).safeParse(parseJson(body));
    if (!board.success) throw new UnreadableBody('not a Workable board: no list of jobs');
    const company = companyOf(board.data.name, source, boardOf(source, slugIn));
    return {
      items: listItems(rowsTogether(board.data.jobs), source, {
        schema: itemSchema,
        draft: (rows, raw) => draft(rows, company, raw),
        idOf: shortcodeOf,
      }),
    };
  },
};

const workplaces: Readonly<Record<string, Draft['remote']>> = { remote: 'yes', hybrid: 'hybrid', onsite: 'no' };

const draft = (rows: readonly WorkableRow[], companyName: string | null, raw: unknown): Draft | string => {
  const [row] = rows;
  if (row === undefined) return 'item: no row';
  const locations = [...new Set(rows.flatMap(placesOf))];
  // That it is not marked as remote says nothing: it may be hybrid.
  const remote =
    workplaces[row.workplace_type?.toLowerCase().replace(/[^a-z]/g, '') ?? ''] ?? (row.telecommuting ? 'yes' : null);
  return {
    externalId: row.shortcode,
    url: row.url ?? row.shortlink ?? `https://apply.workable.com/j/${row.shortcode}`,
    otherUrls: [row.shortlink, row.application_url],
    title: row.title,
    companyName,
    locations,
    remote,
    remoteFrom: remote === 'yes' && rows.every(isWholeCountries) ? locations.join('; ') : null,
    department: row.department,
    employmentType: row.employment_type,
    level: row.experience,
    html: row.description,
    postedAt: [row.published_on, row.created_at],
    raw,
  };
};
