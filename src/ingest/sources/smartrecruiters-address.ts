import { isWebAddress, pathOf, slugOf } from '../parse/board-address.ts';

/** First parts of a path that are SmartRecruiters' own and no employer's. */
const own = new Set(['v1', 'static', 'ni', 'sr-jobs', 'job-api', 'my-applications', 'oneclick-ui', 'account', 'api']);

/** The employer's identifier in an address, for people or of the API. */
export const companyIn = (url: URL): string | null => {
  if (!isWebAddress(url)) return null;
  const path = pathOf(url);
  switch (url.hostname) {
    case 'api.smartrecruiters.com':
      return path[0] === 'v1' && path[1] === 'companies' ? slugOf(path[2]) : null;
    case 'careers.smartrecruiters.com':
      return employer(path[0]);
    case 'jobs.smartrecruiters.com':
      // The form of a posting: `/oneclick-ui/company/Acme/publication/…`
      return path[0] === 'oneclick-ui' && path[1] === 'company' ? slugOf(path[2]) : employer(path[0]);
    case 'www.smartrecruiters.com':
      // Beside SmartRecruiters' own pages the old addresses of postings.
      return /^\d{6,}/.test(path[1] ?? '') ? employer(path[0]) : null;
    default:
      return null;
  }
};

const employer = (part: string | undefined): string | null =>
  part && own.has(part.toLowerCase()) ? null : slugOf(part);

/** The list of an employer's postings from an offset on. */
export const listUrl = (company: string): string =>
  `https://api.smartrecruiters.com/v1/companies/${company}/postings?limit=100&offset=0`;

/** The same list from another offset on; null for what is not read from the web. */
export const listUrlFrom = (list: string, offset: number): string | null => {
  const url = webUrlOf(list);
  if (url === null) return null;
  url.searchParams.set('offset', String(offset));
  return url.href;
};

/** The data of one posting of a list. */
export const detailUrl = (list: string, id: string): string | null => {
  const url = webUrlOf(list);
  return url === null ? null : `${url.origin}${url.pathname.replace(/\/+$/, '')}/${id}`;
};

const webUrlOf = (text: string): URL | null => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) ? url : null;
};
