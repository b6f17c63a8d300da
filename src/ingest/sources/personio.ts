import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, tenantOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { joinSections } from '../parse/html-sections.ts';
import { listItems } from '../parse/list-items.ts';
import { childrenOf, childText, readXml } from '../parse/read-xml.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';

const domains = ['jobs.personio.de', 'jobs.personio.com'];

const slugIn = (url: URL): string | null =>
  domains.map((domain) => tenantOf(url, domain)).find((slug) => slug !== null) ?? null;

/** The XML feed of Personio's career pages. The employer must have switched it on: else the address is not found. */
export const personio: PagedSource = {
  kind: 'personio',
  label: 'Personio',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 4 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => slugIn(url) !== null,
  feedUrl: (url) => {
    if (slugIn(url) === null) return url;
    const feed = new URL(`https://${url.hostname}/xml`);
    // Without it the texts come in German, also where the posting was written in English.
    const language = url.searchParams.get('language');
    if (language !== null && /^[a-z]{2}$/.test(language)) feed.searchParams.set('language', language);
    return feed;
  },
  read: ({ body }, source) => {
    const [root] = childrenOf(readXml(body), 'workzag-jobs');
    if (root === undefined) throw new UnreadableBody('not a Personio feed: no workzag-jobs');
    const positions = childrenOf(root, 'position').map(positionOf);
    return {
      items: listItems(positions, source, { schema, draft: (position, raw) => draft(position, source, raw) }),
    };
  },
};

/** What an element says, as plain fields. */
const positionOf = (element: unknown) => {
  const field = (name: string): string | null => childText(element, name);
  const [additional] = childrenOf(element, 'additionalOffices');
  const [descriptions] = childrenOf(element, 'jobDescriptions');
  return {
    id: field('id'),
    name: field('name'),
    subcompany: field('subcompany'),
    offices: [field('office'), ...childrenOf(additional, 'office').map((office) => (office === '' ? null : office))],
    department: field('department'),
    employmentType: field('employmentType'),
    schedule: field('schedule'),
    seniority: field('seniority'),
    keywords: field('keywords'),
    createdAt: field('createdAt'),
    descriptions: childrenOf(descriptions, 'jobDescription').map((part) => ({
      name: childText(part, 'name'),
      value: childText(part, 'value'),
    })),
  };
};

const schema = z.object({
  id: itemId,
  name: line,
  subcompany: optional(line),
  offices: z.array(optional(line)),
  department: optional(line),
  employmentType: optional(line),
  schedule: optional(line),
  seniority: optional(line),
  keywords: optional(line),
  createdAt: optional(line),
  descriptions: z.array(z.object({ name: optional(line), value: content.nullable() })).max(100),
});

const draft = (position: z.infer<typeof schema>, source: SourceInfo, raw: unknown): Draft => {
  const slug = boardOf(source, slugIn);
  const address = URL.parse(source.url);
  const host = address !== null && slugIn(address) !== null ? address.hostname : `${slug}.${domains[0]}`;
  return {
    externalId: position.id,
    // The feed has no links.
    url: slug === null ? null : `https://${host}/job/${position.id}`,
    title: position.name,
    companyName: companyOf(position.subcompany, source, slug),
    locations: position.offices,
    department: position.department,
    employmentType: typeOf(position),
    level: position.seniority,
    html: joinSections(position.descriptions.map(({ name, value }) => ({ heading: name, html: value }))),
    tags: position.keywords?.split(',').map((tag) => tag.trim()),
    postedAt: position.createdAt,
    raw,
  };
};

/** `permanent` and the like say nothing of hours: then the schedule counts, unless it leaves both open. */
const typeOf = ({ employmentType, schedule }: z.infer<typeof schema>): string | null => {
  if (/^(?:intern|trainee|freelance|temporary|working_student)$/.test(employmentType ?? '')) {
    return employmentType?.replace('trainee', 'intern').replace('_', ' ') ?? null;
  }
  return schedule === 'full-or-part-time' ? null : (schedule ?? null);
};
