import { bold, type Reply, say } from '../chat/reply.ts';
import type { PastedJob } from '../services/boards.ts';
import type { JobView } from '../services/job-view.ts';
import { jobCard } from './job-card.ts';

const unsureWords = { title: 'the title', company: 'the company' } as const;

/** What became of a posting that somebody pasted. */
export const pastedJob = (
  { view, pasted }: { readonly view: JobView; readonly pasted: PastedJob },
  now: Date,
): Reply => {
  const unsure = pasted.unsure.map((part) => unsureWords[part]).join(' and ');
  const kept = pasted.isPrivate
    ? say`I keep that as job ${bold(`#${view.number}`)}; only you see it.`
    : say`I know that one already:`;
  return {
    text: unsure === '' ? kept : say`${kept} I couldn't tell ${unsure} for certain: please correct it.`,
    cards: [jobCard(view, now)],
    buttons: [
      ...(pasted.isPrivate ? [{ label: 'Correct it', run: `jobs correct ${view.number}` }] : []),
      ...(pasted.board === null ? [] : [{ label: 'Watch this board', run: `watch ${pasted.board}` }]),
    ],
  };
};

export const corrected = (view: JobView, now: Date): Reply => ({
  text: say`Corrected:`,
  cards: [jobCard(view, now)],
});
