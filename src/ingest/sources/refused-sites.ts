interface RefusedSite {
  readonly name: string;
  readonly reason: string;
  /** These hosts and all below them. */
  readonly hosts: readonly string[];
  /** Only below this path; absent: the whole host. */
  readonly path?: RegExp;
}

const forbidsCrawling = 'its terms forbid crawling. Paste the link of a single posting at the employer instead.';

const countries = (name: string, suffixes: string): readonly string[] =>
  suffixes.split(' ').map((suffix) => `${name}.${suffix}`);

// Suffixes that a site really has: a look-alike under another one is somebody else's.
const refused: readonly RefusedSite[] = [
  { name: 'LinkedIn', reason: forbidsCrawling, hosts: ['linkedin.com', 'lnkd.in'] },
  {
    name: 'Indeed',
    reason: forbidsCrawling,
    hosts: countries('indeed', 'com co.uk ca de fr es it nl be ch at ie com.au com.br com.mx co.in co.za jp pl pt se'),
  },
  {
    name: 'Glassdoor',
    reason: forbidsCrawling,
    hosts: countries('glassdoor', 'com co.uk ca de fr es it nl be ch at ie com.au com.br com.mx co.in sg'),
  },
  {
    name: 'Google Jobs',
    reason: 'Google forbids reading its result pages by machines. The employer\u2019s own page can be read instead.',
    hosts: countries(
      'google',
      'com co.uk ca de fr es it nl be ch at ie com.au com.br com.mx co.in co.za co.jp pl pt se',
    ),
    path: /^\/search(?:\/|$)/,
  },
  { name: 'Dice', reason: forbidsCrawling, hosts: ['dice.com'] },
  { name: 'hiring.cafe', reason: forbidsCrawling, hosts: ['hiring.cafe', 'hiringcafe.com'] },
  { name: 'Xing', reason: forbidsCrawling, hosts: ['xing.com', 'xing.de'] },
  {
    name: 'StepStone',
    reason: forbidsCrawling,
    hosts: countries('stepstone', 'de at be nl fr se dk pl com'),
  },
  {
    name: 'Monster',
    reason: forbidsCrawling,
    hosts: countries('monster', 'com co.uk ca de fr es it nl be ch at ie se lu'),
  },
  {
    name: 'ZipRecruiter',
    reason: forbidsCrawling,
    hosts: ['ziprecruiter.com', 'ziprecruiter.co.uk', 'ziprecruiter.ie'],
  },
  { name: 'CareerBuilder', reason: forbidsCrawling, hosts: ['careerbuilder.com'] },
  { name: 'SimplyHired', reason: forbidsCrawling, hosts: ['simplyhired.com', 'simplyhired.co.uk', 'simplyhired.ca'] },
  { name: 'Wellfound', reason: forbidsCrawling, hosts: ['wellfound.com', 'angel.co'] },
  { name: 'Naukri', reason: forbidsCrawling, hosts: ['naukri.com'] },
  { name: 'Seek', reason: forbidsCrawling, hosts: ['seek.com.au', 'seek.co.nz', 'seek.com'] },
];

/**
 * Why a site is never read, as a sentence for operators and people; null for every other. The host itself or one
 * below it: `linkedin.com.example` and `notlinkedin.com` are somebody else's.
 */
export const refusedSite = (url: URL): string | null => {
  const host = url.hostname.replace(/\.$/, '');
  const site = refused.find(
    ({ hosts, path }) =>
      hosts.some((own) => host === own || host.endsWith(`.${own}`)) && (path === undefined || path.test(url.pathname)),
  );
  return site === undefined ? null : `${site.name} is not read: ${site.reason}`;
};
