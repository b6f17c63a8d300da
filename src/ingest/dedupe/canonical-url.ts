/** What tells a site where a visitor came from. Everything else in a query may be the id of the posting. */
const tracking = new RegExp(
  [
    '^utm_',
    '^(?:lever|iis|_hs|mc|ga|fb|gad|pk|at|tt)[-_]',
    '^(?:gh_src|src|ref|referrer|referer|source|sourceid|jobsource|job_source|jobboardsource|medium|campaign)$',
    '^(?:gclid|fbclid|msclkid|dclid|yclid|igshid|iis|iisn|trid|trk|trackingid|tracking_id|tl|from|frompage|from_page)$',
    '^(?:spread|feedid|codes|recommended|mobile|width|height|bga|needsredirect|jan1offset|jun1offset|lang|locale)$',
    '^(?:previouslocale|redirect|share|shared|via|cmp|sid|s_cid|p_sid|p_uid|ss|origin|applied)$',
  ].join('|'),
  'i',
);

/** The form that a posting's page has. */
const formPage = /\/(?:apply|application|apply\/?now|c\/new)$/i;

/**
 * The part of an address that says which page it is: without scheme, `www.`, tracking, order of the
 * query, trailing slash and the form's own path, but with ids in the query or in a fragment. Null
 * where it is no web address.
 */
export const canonicalUrl = (text: string): string | null => {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  const host = url.hostname.replace(/^www\d?\./, '').replace(/\.$/, '');
  const port = url.port === '' ? '' : `:${url.port}`;
  const path = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .replace(formPage, '');
  return `${host}${port}${path}${queryOf(url)}${fragmentOf(url)}`;
};

const queryOf = (url: URL): string => {
  if (url.search.length < 2) return '';
  const kept = [...url.searchParams].filter(([name, value]) => value !== '' && !tracking.test(name));
  if (kept.length === 0) return '';
  const pairs = kept.map(([name, value]) => `${name.toLowerCase()}=${value}`);
  return `?${[...new Set(pairs)].sort().join('&')}`;
};

/** Some sites route by it (`#/jobs/8123`), and a page of several postings names each by it (`#job-cook`); elsewhere it is a place within the page. */
const fragmentOf = ({ hash }: URL): string => (/^#(?:!?\/.*\d|job-)/.test(hash) ? hash : '');

/** Whether an address can mean one posting alone; a careers page or a thread stands for many. */
export const namesOnePosting = (canonical: string): boolean =>
  !canonical.startsWith('news.ycombinator.com') && /[/=#-][^/?=&]*\d{3}|[0-9a-f]{8}-[0-9a-f]{4}-/i.test(canonical);
