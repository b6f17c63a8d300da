import type { Application, ApplicationEvent } from '../../models/index.ts';
import type { Button, Reply, Text } from '../chat/reply.ts';
import { bold, code, lines, say } from '../chat/reply.ts';
import type { ApplicationHistory, Applied } from '../services/applications.ts';
import { counted } from './amounts.ts';
import { day } from './dates.ts';

const open = (application: Application): Button => ({ label: 'Show', run: `applications show ${application.number}` });
const name = (application: Application): Text =>
  say`${bold(application.number)} ${application.title} · ${application.companyName}`;
/** The same inside a sentence, after the word application. */
const named = (application: Application): Text =>
  say`${bold(application.number)}: ${application.title} · ${application.companyName}`;

/** What was saved or applied to, by the job's own number. */
export const applied = ({ application, isNew, changed }: Applied, jobNumber: number): Reply => {
  const job = `${application.title} · ${application.companyName}`;
  const number = bold(application.number);
  if (application.status === 'saved') {
    return {
      text: isNew
        ? say`Saved ${job} as application ${number}.`
        : say`You saved ${job} already: it is application ${number}.`,
      buttons: [{ label: 'Applied', run: `apply ${jobNumber}` }, open(application)],
    };
  }
  if (changed || isNew) {
    return {
      text: say`Noted: you applied to ${job}. It is application ${number}. Good luck.`,
      buttons: [open(application), { label: 'Add a note', run: `applications note ${application.number}` }],
    };
  }
  const when = application.appliedAt === null ? '' : ` on ${day(application.appliedAt)}`;
  return {
    text: say`You applied to ${job} already${when}: it is application ${number}, ${application.status}.`,
    buttons: [open(application)],
  };
};

export const PER_PAGE = 10;

export const applicationList = (
  found: { readonly applications: readonly Application[]; readonly total: number },
  about: { readonly page: number; readonly status: string | undefined },
): Reply => {
  if (found.applications.length === 0) {
    return {
      text:
        about.status === undefined
          ? say`You have no applications yet. Press Save or Applied on a job, or find one with ${code('/jobs find')}.`
          : say`You have no application that is ${bold(about.status)}.`,
    };
  }
  const pages = Math.ceil(found.total / PER_PAGE);
  const run = about.status === undefined ? 'applications list' : `applications list status:${about.status}`;
  const rows = found.applications.map(
    (one) => say`${name(one)} · ${one.status}${one.appliedAt === null ? '' : `, ${day(one.appliedAt)}`}`,
  );
  return {
    text: lines(
      say`${counted(found.total, 'application')}${about.status === undefined ? '' : ` ${about.status}`}:`,
      ...rows,
    ),
    select: {
      label: 'Open an application',
      run: 'applications show',
      choices: found.applications.map((one) => ({
        label: `${one.number} ${one.title} · ${one.companyName}`.slice(0, 90),
        value: String(one.number),
      })),
    },
    ...(pages > 1 ? { page: { number: about.page, of: pages, run } } : {}),
  };
};

export const applicationInFull = ({ application, events, moves }: ApplicationHistory): Reply => ({
  text: lines(
    name(application),
    say`${[application.location, application.status].filter((part) => part !== null).join(' · ')}`,
    ...events.map(eventLine),
  ),
  buttons: [
    ...moves
      .slice(0, 6)
      .map((to): Button => ({ label: capital(to), run: `applications status ${application.number} ${to}` })),
    { label: 'Add a note', run: `applications note ${application.number}` },
  ],
});

const eventLine = (event: ApplicationEvent): Text => {
  const when = day(event.createdAt);
  if (event.kind === 'note') return say`${when}: note: ${event.note ?? ''}`;
  if (event.fromStatus === null) return say`${when}: ${event.toStatus ?? ''}`;
  return say`${when}: ${event.fromStatus} → ${event.toStatus ?? ''}`;
};

export const statusSet = ({ application, changed }: Applied): Reply => ({
  text: changed
    ? say`${name(application)} is now ${bold(application.status)}.`
    : say`${name(application)} is ${bold(application.status)} already.`,
  buttons: [open(application)],
});

export const noteAdded = (application: Application): Reply => ({
  text: say`Noted on application ${named(application)}.`,
  buttons: [open(application)],
});

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
