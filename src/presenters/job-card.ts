import type { Card, Text } from '../chat/reply.ts';
import { bold, code, say } from '../chat/reply.ts';
import type { Explanation } from '../matching/explain.ts';
import type { GhostReason, JobView } from '../services/job-view.ts';
import { counted, pay } from './amounts.ts';
import { ago } from './dates.ts';
import { scoreLine } from './score-words.ts';

type Job = JobView['job'];

/** The card of a job: what it is, why it is shown, and what can be done with it. */
export const jobCard = (view: JobView, now: Date): Card => {
  const { job, number } = view;
  const known = facts(job, now);
  return {
    title: `${job.title} · ${job.companyName}`,
    number: `#${number}`,
    ...(job.isSample ? { badge: 'Sample' } : {}),
    body: [
      ...(known.length === 0 ? [] : [say`${known.join(' · ')}`]),
      ...elsewhereLine(view),
      ...fitLine(view),
      ...(view.score === null ? [] : [scoreLine(view.score)]),
      ...ghostLine(view),
      ...sourceLine(view),
      ...stateLine(view),
    ],
    ...(job.isSample || job.url === '' ? {} : { link: { label: openLabel(view), url: job.url } }),
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
    levelWord(job),
    job.status === 'active' ? null : 'no longer open',
    job.postedAt === null ? null : ago(job.postedAt, now),
  ].filter((fact) => fact !== null);

const place = ({ location, remote, remoteFrom }: Job): string | null => {
  if (remote !== 'yes')
    return remote === 'hybrid' && !/hybrid/i.test(location ?? '') ? `${location ?? ''} (hybrid)`.trim() : location;
  if (location === null) return remoteFrom === null ? 'remote' : `remote (${remoteFrom})`;
  return /remote/i.test(location) ? location : `${location} or remote`;
};

/** Said only where the title does not say it. */
const levelWord = ({ level, title }: Job): string | null =>
  level === null || new RegExp(`\\b${level}`, 'i').test(title) ? null : level;

const elsewhereLine = ({ elsewhere, number }: JobView): Text[] => {
  if (elsewhere.total === 0) return [];
  const rest = elsewhere.total - elsewhere.places.length;
  const named = elsewhere.places.join(' and ');
  const places =
    rest <= 0 ? named : named === '' ? counted(rest, 'other place') : `${elsewhere.places.join(', ')} and ${rest} more`;
  return [say`Also in ${places}: ${code(`/jobs places ${number}`)}`];
};

const ghostWords = (reason: GhostReason): string => {
  switch (reason.kind) {
    case 'old':
      return `it has been open for ${counted(reason.days, 'day')}`;
    case 'reposted':
      return `it was posted ${counted(reason.times + 1, 'time')}`;
    case 'redated':
      return 'its date was moved';
    case 'always-open':
      return 'it collects applications for later';
  }
};

export const ghostLine = ({ ghost }: Pick<JobView, 'ghost'>): Text[] =>
  ghost.length === 0 ? [] : [say`Careful, nobody may be filling this now: ${ghost.map(ghostWords).join(', ')}.`];

/** Boards that let us read them ask to be named with each of their jobs. */
export const sourceLine = ({ source }: Pick<JobView, 'source'>): Text[] =>
  source?.attribution ? [say`Found at ${source.attribution.name}.`] : [];

export const openLabel = ({ source }: Pick<JobView, 'source'>): string =>
  source?.attribution ? `Open at ${source.attribution.name}` : 'Open posting';

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
