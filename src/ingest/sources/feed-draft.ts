import { z } from 'zod';
import { cleanLine, htmlToText } from '../normalise/clean-text.ts';
import type { Draft } from '../normalise/make-posting.ts';
import { content, line } from '../parse/field.ts';
import { isTooDeep } from '../parse/too-deep.ts';
import type { SourceInfo } from '../source.ts';
import type { RoleAndCompany } from './feed-company.ts';
import { isoOfFeedDate } from './feed-date.ts';
import type { FeedEntry } from './feed-entry.ts';
import { jobPostingDraft } from './json-ld-posting.ts';
import { asMarkup } from './markup.ts';
import { stableId } from './stable-id.ts';
import { statedPay } from './stated-pay.ts';

const textLimits = z.object({ title: line, content: content.nullable() });

interface Context {
  readonly pageUrl: string;
  readonly source: SourceInfo;
  readonly roleAndCompany: (title: string) => RoleAndCompany | null;
}

/** What an item says, its own elements before what its title can be read to say; or why there is no posting. */
export const feedDraft = (entry: FeedEntry, language: string | null, context: Context): Draft | string => {
  if (isTooDeep(entry.raw)) return 'item: nested too deep';
  const externalId = stableId(entry.id);
  if (externalId === null) return 'id: neither guid nor link';
  const limited = textLimits.safeParse({ title: entry.title ?? '', content: entry.content });
  const [issue] = limited.error?.issues ?? [];
  if (issue !== undefined) return `${issue.path.join('.')}: ${issue.message}`;
  const { fields } = entry;
  const title = plainTitle(entry.title ?? '');
  const link = absolute(entry.link, context.pageUrl);
  const read = context.source.companyName === null ? context.roleAndCompany(title) : null;
  const declared = cleanLine(companyField(fields) ?? '');
  const own: Draft = {
    externalId,
    url: link,
    otherUrls: [absolute(entry.otherLink, context.pageUrl)],
    title: withoutCompany(declared === null ? (read?.title ?? title) : title, declared ?? context.source.companyName),
    companyName: declared ?? read?.companyName ?? null,
    locations: placeOf(fields),
    department: fields.department,
    employmentType: fields.jobtype ?? fields.employmenttype,
    html: description(entry),
    salary: statedPay({
      min: fields.minimumsalary ?? fields.salarymin,
      max: fields.maximumsalary ?? fields.salarymax,
      currency: fields.salarycurrency,
      period: fields.salaryinterval ?? fields.salaryperiod,
    }),
    payText: fields.salary,
    language,
    postedAt: [...entry.dates, fields.advertisefromdateutc].map((date) => isoOfFeedDate(date ?? '')),
    deadlineAt: deadlines(fields).map(isoOfFeedDate),
    raw: entry.raw,
  };
  return entry.posting === null ? own : withPosting(own, entry.posting, link ?? context.pageUrl);
};

/** What a JobPosting beside the item says is more than the item can; its identity stays the item's. */
const withPosting = (own: Draft, posting: unknown, url: string): Draft => {
  const said = jobPostingDraft(posting, url);
  if (typeof said === 'string') return own;
  const { externalId, url: link, title, raw, otherUrls, ...rest } = own;
  const known = Object.entries(said).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return { ...rest, ...Object.fromEntries(known), externalId, url: link, title, raw, otherUrls: otherUrls ?? [] };
};

const companyField = (fields: FeedEntry['fields']): string | undefined =>
  fields.company ??
  fields.companyname ??
  fields.hiringorganization ??
  fields.employer ??
  fields.employername ??
  fields.agency ??
  fields.agencyname ??
  fields.organization ??
  fields.organisation;

/** NEOGOV's location is a town, its state beside it. */
const placeOf = ({ location, joblocation, city, state, country }: FeedEntry['fields']): readonly string[] => {
  const place = location ?? joblocation ?? city;
  const parts = [place, place?.includes(',') ? undefined : state, country].filter((part) => part !== undefined);
  return parts.length === 0 ? [] : [parts.join(', ')];
};

const deadlines = (fields: FeedEntry['fields']): readonly string[] =>
  [
    fields.advertisetodatetimeutc,
    fields.closingdate,
    fields.expirationdate,
    fields.validthrough,
    fields.deadline,
  ].filter((date) => date !== undefined);

const sections = [
  ['examplesofduties', 'Duties'],
  ['requirements', 'Requirements'],
  ['qualifications', 'Qualifications'],
  ['supplementalinformation', 'More information'],
  ['benefits', 'Benefits'],
] as const;

const description = ({ content: written, fields }: FeedEntry): string => {
  const more = sections.flatMap(([field, heading]) =>
    fields[field] === undefined ? [] : [`<h3>${heading}</h3><div>${asMarkup(fields[field])}</div>`],
  );
  return [asMarkup(written ?? ''), ...more].join('');
};

/** Markup and entities that were escaped once more than the feed's own escaping. */
const plainTitle = (written: string): string =>
  /&(?:[a-z]{2,8}|#x?[\da-f]{2,6});|<\/?(?:b|i|em|strong|span|p|br)\b/i.test(written) ? htmlToText(written) : written;

/** "Cook at Fernwood" is a Cook where the company is Fernwood. */
const withoutCompany = (title: string, companyName: string | null): string => {
  const end = companyName === null ? null : ` at ${companyName}`.toLowerCase();
  return end !== null && title.length > end.length && title.toLowerCase().endsWith(end)
    ? title.slice(0, -end.length)
    : title;
};

const absolute = (link: string | null, base: string): string | null =>
  link === null ? null : (URL.parse(link, base)?.href ?? null);
