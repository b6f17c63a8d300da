import type { Reply, Text } from '../chat/reply.ts';
import { bold, code, lines, say } from '../chat/reply.ts';
import type { JobView } from '../services/job-view.ts';
import { count, counted } from './amounts.ts';
import { jobCard } from './job-card.ts';

/** A clause that could go, and how many jobs would fit then. */
export interface Relaxed {
  readonly name: string;
  readonly query: string;
  readonly fits: number;
}

/** A count that stops: `1,000 or more`. */
export const total = (found: { readonly total: number; readonly isMore: boolean }): string =>
  found.isMore ? `${count(found.total)} or more` : count(found.total);

export const foundJobs = (
  found: {
    readonly query: string;
    readonly total: number;
    readonly isMore: boolean;
    readonly page: number;
    readonly view: JobView;
  },
  now: Date,
): Reply => ({
  text: say`${total(found)} open ${found.total === 1 ? 'job fits' : 'jobs fit'} ${code(found.query)}. Newest first:`,
  cards: [jobCard(found.view, now)],
  page: { number: found.page, of: found.total, run: `jobs find ${found.query}` },
  buttons: found.page === 1 ? [{ label: 'Save as a search', run: `search add ${found.query}` }] : [],
});

/** The same vacancy in another place, one to a page. */
export const otherPlace = (
  found: { readonly of: JobView; readonly total: number; readonly page: number; readonly view: JobView | null },
  now: Date,
): Reply =>
  found.view === null
    ? { text: say`I know ${bold(`#${found.of.number}`)} ${found.of.job.title} in this one place only.` }
    : {
        text: say`${bold(`#${found.of.number}`)} ${found.of.job.title} is open in ${counted(found.total, 'other place')}:`,
        cards: [jobCard(found.view, now)],
        page: { number: found.page, of: found.total, run: `jobs places ${found.of.number}` },
      };

export const nothingFound = (query: string, relaxed: readonly Relaxed[]): Reply => {
  if (relaxed.length < 2) {
    return {
      text: say`Nothing open fits ${code(query)} right now. Save it as a search and I tell you when something does.`,
      buttons: [{ label: 'Save as a search', run: `search add ${query}` }],
    };
  }
  const counts = relaxed.map((one) => say`Without ${bold(one.name)}: ${count(one.fits)}.`);
  return {
    text: lines(say`Nothing fits all of ${code(query)}.`, join(counts)),
    buttons: [
      ...relaxed
        .filter((one) => one.fits > 0)
        .slice(0, 4)
        .map((one) => ({ label: `Drop ${one.name}`.slice(0, 40), run: `jobs find ${one.query}` })),
      { label: 'Save as a search', run: `search add ${query}` },
    ],
  };
};

const join = (texts: readonly Text[]): Text => texts.flatMap((text, i) => (i === 0 ? text : [' ', ...text]));

/** The whole posting, as far as a message holds it. */
export const jobInFull = (view: JobView, now: Date): Reply => {
  const card = jobCard(view, now);
  const skills = view.job.techStack.length === 0 ? [] : [say`Asks for: ${view.job.techStack.slice(0, 15).join(', ')}.`];
  return { cards: [{ ...card, body: [...card.body, ...skills, say`${excerpt(view.job.description)}`] }] };
};

const EXCERPT = 900;

const excerpt = (text: string): string => {
  if (text.length <= EXCERPT) return text;
  const cut = text.slice(0, EXCERPT).toWellFormed();
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), EXCERPT / 2))}…`;
};

export const restored = (view: JobView): Reply => ({
  text: say`${bold(`#${view.number}`)} ${view.job.title} is back.`,
});

export const noMatches = (): Reply => ({
  text: say`You have seen everything that fits your searches. I tell you when something new comes.`,
  buttons: [{ label: 'My searches', run: 'search list' }],
});

/** One match not seen yet; the next is a tap away. */
export const nextMatch = (view: JobView, left: number, now: Date): Reply => ({
  text:
    left === 0
      ? say`The last one that you haven't seen:`
      : say`You haven't seen this one, nor ${counted(left, 'more', 'more')}:`,
  cards: [jobCard(view, now)],
  buttons: left === 0 ? [] : [{ label: 'Next', run: 'matches', inPlace: true }],
});

/** A job that somebody took along from a channel. */
export const trackedJob = (view: JobView, application: number, now: Date): Reply => ({
  text: say`Saved as application ${bold(application)}:`,
  cards: [jobCard(view, now)],
});
