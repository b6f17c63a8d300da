import { z } from 'zod';
import type { Draft } from '../normalise/make-posting.ts';
import { boardOf, companyOf, isWebAddress, pathOf, slugOf } from '../parse/board-address.ts';
import { content, itemId, line, optional } from '../parse/field.ts';
import { joinSections } from '../parse/html-sections.ts';
import { listItems } from '../parse/list-items.ts';
import { childrenOf, childText, readXml } from '../parse/read-xml.ts';
import { type PagedSource, type SourceInfo, UnreadableBody } from '../source.ts';
import { isoOfFeedDate } from './feed-date.ts';
import { statedPay } from './stated-pay.ts';

const hosts = new Set([
  'www.governmentjobs.com',
  'governmentjobs.com',
  'agency.governmentjobs.com',
  'www.schooljobs.com',
  'schooljobs.com',
]);

const agencyIn = (url: URL): string | null => {
  if (!isWebAddress(url) || !hosts.has(url.hostname)) return null;
  const [first, second, third] = pathOf(url);
  if (/^searchengine$/i.test(first ?? '') && /^jobsfeed$/i.test(second ?? '')) {
    return slugOf(url.searchParams.get('agency'));
  }
  if (!/^careers$/i.test(first ?? '')) return null;
  // The pages for staff have the same postings one level lower.
  return slugOf(/^(?:promotional|transfer)jobs$/i.test(third ?? '') ? null : second);
};

/** The feed of one public agency at GovernmentJobs or SchoolJobs: RSS with fields of NEOGOV's own. */
export const neogov: PagedSource = {
  kind: 'neogov',
  label: 'NEOGOV',
  publisher: 'employer',
  coverage: 'whole',
  terms: { everyMs: 4 * 3_600_000, minimumMs: 3_600_000 },
  recognises: (url) => agencyIn(url) !== null,
  feedUrl: (url) => {
    const agency = agencyIn(url);
    if (agency === null) return url;
    const host = url.hostname.endsWith('schooljobs.com') ? 'www.schooljobs.com' : 'www.governmentjobs.com';
    return new URL(`https://${host}/SearchEngine/JobsFeed?agency=${agency}`);
  },
  read: ({ body }, source) => {
    const [rss] = childrenOf(readXml(body), 'rss');
    const [channel] = childrenOf(rss, 'channel');
    const neogovOwn = childrenOf(rss, '@_xmlns:joblisting').length > 0;
    if (channel === undefined || !neogovOwn)
      throw new UnreadableBody('not a NEOGOV feed: no channel with job listings');
    const agency = childText(channel, 'title');
    return {
      items: listItems(childrenOf(channel, 'item').map(itemOf), source, {
        schema,
        draft: (job, raw) => draft(job, agency, source, raw),
      }),
    };
  },
};

const itemOf = (element: unknown) => {
  const own = (name: string): string | null => childText(element, `joblisting:${name}`);
  const [categories] = childrenOf(element, 'joblisting:categories');
  return {
    id: own('jobId'),
    title: childText(element, 'title'),
    link: childText(element, 'link'),
    description: childText(element, 'description'),
    pubDate: childText(element, 'pubDate'),
    from: own('advertiseFromDateUTC'),
    to: own('advertiseToDateTimeUTC'),
    minimumSalary: own('minimumSalary'),
    maximumSalary: own('maximumSalary'),
    salaryCurrency: own('salaryCurrency'),
    salaryInterval: own('salaryInterval'),
    department: own('department'),
    category: childText(categories, 'joblisting:category'),
    location: own('location'),
    jobType: own('jobType'),
    duties: own('examplesofduties'),
    qualifications: own('qualifications'),
    supplemental: own('supplementalinformation'),
    benefits: own('benefits'),
  };
};

const schema = z.object({
  id: itemId,
  title: line,
  link: line,
  description: content.nullable(),
  pubDate: optional(line),
  from: optional(line),
  to: optional(line),
  minimumSalary: optional(line),
  maximumSalary: optional(line),
  salaryCurrency: optional(line),
  salaryInterval: optional(line),
  department: optional(line),
  category: optional(line),
  location: optional(line),
  jobType: optional(line),
  duties: optional(content),
  qualifications: optional(content),
  supplemental: optional(content),
  benefits: optional(content),
});
type Job = z.infer<typeof schema>;

const draft = (job: Job, agency: string | null, source: SourceInfo, raw: unknown): Draft => ({
  externalId: job.id,
  url: job.link,
  title: job.title,
  companyName: companyOf(agency?.slice(0, 200), source, boardOf(source, agencyIn)),
  locations: [job.location],
  department: job.department ?? job.category,
  employmentType: job.jobType,
  html: joinSections([
    { html: job.description },
    { heading: 'Examples of duties', html: job.duties },
    { heading: 'Qualifications', html: job.qualifications },
    { heading: 'Supplemental information', html: job.supplemental },
    { heading: 'Benefits', html: job.benefits },
  ]),
  salary: statedPay({
    min: job.minimumSalary,
    max: job.maximumSalary,
    currency: job.salaryCurrency,
    period: job.salaryInterval,
  }),
  postedAt: [job.from, job.pubDate].map((date) => (date ? isoOfFeedDate(date) : date)),
  deadlineAt: job.to ? isoOfFeedDate(job.to) : null,
  raw,
});
