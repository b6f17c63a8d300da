import { isWebAddress, pathOf, slugOf } from '../parse/board-address.ts';

/** A careers site of an employer: the host serves several employers, or an employer has several sites. */
export interface WorkdaySite {
  /** `https://` and the host. */
  readonly origin: string;
  readonly tenant: string;
  readonly site: string;
}

const ownHost = /^(?!www\.)([a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?)\.(?:wd\d{1,3}\.)?myworkdayjobs\.com$/;
const sharedHost = /^wd\d{1,3}\.myworkdaysite\.com$/;
/** What stands behind the site in an address; never a site. */
const pages = new Set(['job', 'details', 'login', 'introduceyourself', 'wday', 'userhome', 'apply']);

/** The site in an address, for people or of the data; null where it names none. */
export const siteIn = (url: URL): WorkdaySite | null => {
  if (url.protocol !== 'https:' || !isWebAddress(url)) return null;
  const { hostname: host } = url;
  const path = pathOf(url);
  const tenantInHost = ownHost.exec(host)?.[1];
  if (tenantInHost === undefined && !sharedHost.test(host)) return null;
  if (path[0] === 'wday' && path[1] === 'cxs') return dataSiteIn(url);
  const inside = path.slice(hasLocale(path) ? 1 : 0);
  if (tenantInHost !== undefined) return site(url, tenantInHost, inside[0]);
  return inside[0] === 'recruiting' ? site(url, inside[1], inside[2]) : null;
};

/** The site whose data is at an address, on whatever host. */
export const dataSiteIn = (url: URL): WorkdaySite | null => {
  const path = pathOf(url);
  return path[0] === 'wday' && path[1] === 'cxs' ? site(url, path[2], path[3]) : null;
};

/** "en-US/Careers" and "es/Careers" begin with a language; "es/job/…" and "es/jobs" are pages of the site "es". */
const hasLocale = ([first = '', second = '']: readonly string[]): boolean =>
  slugOf(second) !== null && (/^[a-z]{2}[-_][a-z]{2}$/i.test(first) || (/^[a-z]{2}$/.test(first) && !page(second)));

const page = (part: string): boolean => pages.has(part.toLowerCase()) || part === 'jobs';

const site = (url: URL, tenant: string | undefined, name: string | undefined): WorkdaySite | null => {
  const known = slugOf(tenant);
  const found = slugOf(name);
  return known === null || found === null || pages.has(found.toLowerCase())
    ? null
    : { origin: url.origin, tenant: known, site: found };
};

/** Where the site's data is: `/jobs` below it is the list, `/job/…` a posting. */
export const dataOf = ({ origin, tenant, site }: WorkdaySite): string => `${origin}/wday/cxs/${tenant}/${site}`;

/** The page for people of `/job/…`. */
export const pageOf = ({ origin, tenant, site }: WorkdaySite, path: string): string =>
  `${origin}/${sharedHost.test(new URL(origin).hostname) ? `recruiting/${tenant}/` : ''}${site}${path}`;
