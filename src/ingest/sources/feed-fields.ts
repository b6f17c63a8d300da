import { XMLParser } from 'fast-xml-parser';
import { htmlToText } from '../normalise/clean-text.ts';

/** Names in lower case without prefix, `_` and `-`: `joblisting:minimumSalary` is `minimumsalary`. */
export type Fields = Readonly<Record<string, string>>;

/** What boards add to their feeds, NEOGOV's `joblisting:` and WP Job Manager's `job_listing:` among them. */
const known = new Set(
  (
    'company companyname employer employername agency agencyname organization organisation hiringorganization ' +
    'location joblocation city state country jobtype employmenttype department ' +
    'salary minimumsalary maximumsalary salarymin salarymax salarycurrency salaryinterval salaryperiod ' +
    'advertisefromdateutc advertisetodatetimeutc closingdate expirationdate validthrough deadline ' +
    'examplesofduties qualifications supplementalinformation requirements benefits'
  ).split(' '),
);
const long = new Set(['examplesofduties', 'qualifications', 'supplementalinformation', 'requirements', 'benefits']);

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  processEntities: false,
  parseTagValue: false,
  isArray: (name) => name === 'item' || name === 'entry',
});

/**
 * The elements that are no part of RSS or Atom, by guid or link of their item. `body` is XML that was
 * checked to have no DOCTYPE. Throws what the parser throws.
 */
export const extraFields = (body: string): ReadonlyMap<string, Fields> => {
  const found = new Map<string, Fields>();
  if (!hasExtras(body)) return found;
  for (const item of itemsOf(parser.parse(body))) {
    const fields = Object.entries(item).flatMap(([name, value]) => {
      const field = plain(name);
      if (!known.has(field) || typeof value !== 'string' || value.trim() === '') return [];
      return [[field, long.has(field) ? value : htmlToText(value)] as const];
    });
    const read = Object.fromEntries(fields);
    for (const key of [item.guid, item.link, item.id]) if (typeof key === 'string') found.set(entryKey(key), read);
  }
  return found;
};

/** A guid or link, the same whether its entities were decoded or not. */
export const entryKey = (written: string): string => written.replaceAll('&amp;', '&').trim();

/** Most feeds have none, and need no second reading. */
const hasExtras = (body: string): boolean => {
  for (const [, name = ''] of body.matchAll(/<(?:[\w.-]{1,50}:)?([\w-]{4,30})[\s>]/g)) {
    if (known.has(plain(name))) return true;
  }
  return false;
};

const plain = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

type Element = Readonly<Record<string, unknown>>;

const isElement = (value: unknown): value is Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const itemsOf = (document: unknown): readonly Element[] => {
  if (!isElement(document)) return [];
  const [root] = [document.rss, document.RDF, document.feed].filter(isElement);
  if (root === undefined) return [];
  const channel = isElement(root.channel) ? root.channel : {};
  const lists: readonly unknown[] = [channel.item, root.item, root.entry];
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isElement) : []));
};
