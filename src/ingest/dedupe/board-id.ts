const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

interface Board {
  /** Tested against `host/path`. Its group `id`, and `tenant` where ids are the tenant's own, make the id. */
  readonly address: RegExp;
  readonly name: string;
}

/** The form of each board's addresses as its own pages and feeds write them. */
const boards: readonly Board[] = [
  {
    name: 'greenhouse',
    address: /^(?:job-boards|boards|boards-api|api)(?:\.eu)?\.greenhouse\.io\/.*\/jobs\/(?<id>\d+)/,
  },
  { name: 'lever', address: new RegExp(`^(?:jobs|api)(?:\\.eu)?\\.lever\\.co/.*?(?<id>${uuid.source})`, 'i') },
  { name: 'ashby', address: new RegExp(`^(?:jobs|api)\\.ashbyhq\\.com/.*?(?<id>${uuid.source})`, 'i') },
  { name: 'workable', address: /^(?:[\w-]+\.)?workable\.com\/(?:.*\/)?j(?:obs)?\/(?<id>[0-9A-Z]{6,})/i },
  { name: 'smartrecruiters', address: /^(?:jobs|careers|api)\.smartrecruiters\.com\/.*\/(?<id>\d{9,})/ },
  {
    name: 'workday',
    address: /^(?<tenant>[\w-]+)\.(?:wd\d+\.)?myworkday(?:jobs|site)\.com\/.*_(?<id>[A-Z]*-?\d[\w-]*)(?:\/|$)/i,
  },
  { name: 'jobvite', address: /^jobs\.jobvite\.com\/.*\/job\/(?<id>\w+)/ },
  { name: 'icims', address: /^(?<tenant>[\w-]+)\.icims\.com\/jobs\/(?<id>\d+)/ },
  { name: 'personio', address: /^(?<tenant>[\w-]+)\.jobs\.personio\.(?:de|com)\/job\/(?<id>\d+)/ },
  { name: 'teamtailor', address: /^(?<tenant>[\w.-]+)\.teamtailor\.com\/(?:[a-z-]+\/)?jobs\/(?<id>\d+)/ },
  { name: 'bamboohr', address: /^(?<tenant>[\w-]+)\.bamboohr\.com\/(?:careers|jobs)\/(?<id>\d+)/ },
  { name: 'linkedin', address: /^(?:[a-z]{2}\.)?linkedin\.com\/jobs\/view\/(?:.*-)?(?<id>\d{8,})/ },
];

/** Ids of a board in the query of whatever page shows its postings. */
const parameters: readonly { readonly name: string; readonly parameter: RegExp; readonly host?: RegExp }[] = [
  { name: 'greenhouse', parameter: /[?&]gh_jid=(\d+)/i },
  { name: 'greenhouse', parameter: /[?&]token=(\d+)/i, host: /\.greenhouse\.io$/ },
  { name: 'ashby', parameter: new RegExp(`[?&]ashby_jid=(${uuid.source})`, 'i') },
  { name: 'indeed', parameter: /[?&]v?jk=([0-9a-f]{8,})/i, host: /(?:^|\.)indeed\.[a-z.]+$/ },
];

/**
 * The id that a job board gave the posting, with the board's name before it (`lever:…`,
 * `workday:acme:R-12`), wherever the address shows it; null where it shows none. Letters in small.
 */
export const boardId = (address: string): string | null => {
  const url = URL.parse(address);
  if (url === null) return null;
  for (const { name, parameter, host } of parameters) {
    const id = url.search === '' ? undefined : parameter.exec(url.search)?.[1];
    if (id !== undefined && (host === undefined || host.test(url.hostname))) return `${name}:${id.toLowerCase()}`;
  }
  const path = `${url.hostname.replace(/^www\./, '')}${url.pathname}`;
  for (const { name, address: form } of boards) {
    const found = form.exec(path)?.groups;
    if (found === undefined) continue;
    const tenant = found.tenant === undefined ? '' : `${found.tenant}:`;
    return `${name}:${tenant}${found.id}`.toLowerCase();
  }
  return null;
};

/** Kinds of source whose own ids are those that addresses show. */
const kindsWithIds = new Set(['greenhouse', 'lever', 'ashby', 'workable', 'smartrecruiters']);

/** The same for a posting that a board of this kind lists under its own id. */
export const boardIdOfKind = (kind: string, externalId: string): string | null =>
  kindsWithIds.has(kind) && /^[\w-]{5,}$/.test(externalId) ? `${kind}:${externalId.toLowerCase()}` : null;

/** The board, and the tenant where ids are the tenant's own: two ids of one of these are two postings. */
export const boardOf = (id: string): string => id.slice(0, id.lastIndexOf(':'));
