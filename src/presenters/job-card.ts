import type { Card, Text } from '../chat/reply.ts';
import { bold, say } from '../chat/reply.ts';
import type { Explanation } from '../matching/explain.ts';
import type { JobView } from '../services/job-view.ts';
import { pay } from './amounts.ts';
import { ago } from './dates.ts';

type Job = JobView['job'];

/** The card of a job: what it is, why it is shown, and what can be done with it. */
export const jobCard = (view: JobView, now: Date): Card => {
  const { job, number } = view;
  const known = facts(job, now);
  return {
    title: `${job.title} · ${job.companyName}`,
    number: `#${number}`,
    ...(job.isSample ? { badge: 'Sample' } : {}),
    body: [...(known.length === 0 ? [] : [say`${known.join(' · ')}`]), ...fitLine(view), ...stateLine(view)],
    ...(job.isSample ? {} : { link: { label: 'Open posting', url: job.url } }),
    buttons: [
      { label: 'Save', run: `applications save ${number}` },
      { label: 'Draft letter', run: `letter draft ${number}` },
      { label: 'Applied', run: `apply ${number}` },
      { label: 'Not for me', run: `jobs dismiss ${number}` },
      { label: 'Why?', run: `jobs why ${number}` },
    ],
  };
};

/** What is known of a job, most telling first; nothing that is not stated. */
export const facts = (job: Job, now: Date): string[] =>
  [
    place(job),
    pay({ min: job.salaryMin, max: job.salaryMax, currency: job.salaryCurrency, period: job.salaryPeriod }),
    job.employmentType,
    job.status === 'active' ? null : 'no longer open',
    job.postedAt === null ? null : ago(job.postedAt, now),
  ].filter((fact) => fact !== null);

const place = ({ location, remote, remoteFrom }: Job): string | null => {
  if (remote !== 'yes')
    return remote === 'hybrid' && !/hybrid/i.test(location ?? '') ? `${location ?? ''} (hybrid)`.trim() : location;
  if (location === null) return remoteFrom === null ? 'remote' : `remote (${remoteFrom})`;
  return /remote/i.test(location) ? location : `${location} or remote`;
};

const fitLine = ({ fits, missingSkills }: JobView): Text[] => {
  const passed = fits.filter((one) => one.passed && !one.clause.startsWith('-'));
  const parts: Text[] = [];
  if (passed.length > 0) parts.push(say`Fits: ${passed.map(clauseName).join(', ')}.`);
  if (missingSkills !== null && missingSkills.length > 0)
    parts.push(say`You don't list: ${missingSkills.slice(0, 4).join(', ')}.`);
  return parts.length === 0 ? [] : [parts.flatMap((part, i) => (i === 0 ? part : [' ', ...part]))];
};

/** `location:berlin` -> `berlin`; what only passed because nothing is stated says so. */
export const clauseName = ({ clause, note }: Explanation): string => {
  const name = clause
    .replace(/^(title|company|location):/, '')
    .replace(/^salary:.*/, 'pay')
    .replace(/^remote:.*/, 'remote')
    .replace(/^type:/, '');
  if (note === undefined) return name;
  return note.includes(name) ? note : `${name} (${note})`;
};

const stateLine = ({ application }: JobView): Text[] =>
  application === null ? [] : [say`You have this as application ${bold(application.number)}: ${application.status}.`];
