import type { FeedDocument, FeedEntry } from './feed-entry.ts';

export interface RoleAndCompany {
  readonly title: string;
  readonly companyName: string | null;
}

/** What stands before a colon in titles and is no company. */
const noCompany =
  /^(?:remote|hybrid|on-?site|urgent|new|job|hiring|now hiring|vacancy|engineering|software|product|design|sales|marketing|support|customer \w+|operations|finance|legal|people|hr|human resources|data|it|security|research|internships?|full[- ]time|part[- ]time|contract|senior|junior|stelle\w*)$/i;

const roleAtCompany = /^(.{2,}\S)\s+(?:at|@)\s+((?=\S*[\p{Lu}\p{N}]).{1,80})$/u;
const companyAndRole = /^([\p{L}\p{N}][^:]{1,59}):\s+(\S.+)$/u;

type Reader = (title: string) => RoleAndCompany | null;

/** The last " at ": "Cook at Sea at Fernwood" is a job of Fernwood, "Work at home" of nobody. */
const atCompany: Reader = (title) => {
  const [, role = '', companyName = ''] = roleAtCompany.exec(title) ?? [];
  return role === '' ? null : { title: role, companyName };
};

const beforeColon: Reader = (title) => {
  const [, companyName = '', role = ''] = companyAndRole.exec(title) ?? [];
  return role === '' || noCompany.test(companyName) ? null : { title: role, companyName };
};

const channelOfCompany =
  /^(?:open )?(?:jobs|careers|positions|vacancies|job openings|stellen|karriere) (?:at|@|bei) (.{1,80})$/i;

/**
 * How the titles of this feed are read where neither operator nor item says the company: as
 * "Role at Company" or "Company: Role", but only where nearly all of at least two (with a colon,
 * three) are written so; one title alone ("Engineer: Payments") proves nothing.
 */
export const titleReader = ({ title, titleIsCompany, entries }: FeedDocument): Reader => {
  const whole = channelCompany(title, titleIsCompany);
  if (whole !== null) return (written) => ({ title: written, companyName: whole });
  const titles = entries.flatMap((entry) => titleOf(entry) ?? []);
  const fits = (reader: Reader, least: number): boolean =>
    titles.length >= least && titles.filter((one) => reader(one) !== null).length >= titles.length * 0.9;
  if (fits(atCompany, 2)) return atCompany;
  // "Sales: ..., Sales: ..., Design: ..." are the departments of one company.
  const names = new Set(titles.map((one) => beforeColon(one)?.companyName));
  return fits(beforeColon, 3) && names.size > titles.length / 2 ? beforeColon : () => null;
};

const channelCompany = (title: string | null, titleIsCompany: boolean): string | null => {
  if (title === null || titleIsCompany) return title;
  return channelOfCompany.exec(title.trim())?.[1] ?? null;
};

/** Titles of many lines are none. */
const titleOf = ({ title }: FeedEntry): string | null => {
  const written = title?.replace(/\s+/g, ' ').trim() ?? '';
  return written === '' || written.length > 1000 ? null : written;
};
