import type { DismissReason } from '../../models/index.ts';
import { nameValue } from '../chat/line.ts';
import type { Button, Reply } from '../chat/reply.ts';
import { bold, lines, say } from '../chat/reply.ts';
import type { Change, Offer } from '../services/dismiss-offers.ts';
import type { Dismissed } from '../services/dismissals.ts';
import type { JobView } from '../services/job-view.ts';
import { units } from './amounts.ts';

/** What can be wrong with a job, as a button says it. */
export const reasonChoices = [
  { value: 'company', label: 'The company' },
  { value: 'pay', label: 'The pay' },
  { value: 'place', label: 'The place' },
  { value: 'skill', label: 'A skill' },
  { value: 'level', label: 'The level' },
  { value: 'other', label: 'Something else' },
] as const satisfies readonly { readonly value: DismissReason; readonly label: string }[];

const nouns: Readonly<Record<DismissReason, string>> = {
  company: 'the company',
  pay: 'the pay',
  place: 'the place',
  skill: 'a skill',
  level: 'the level',
  other: 'something else',
};

/** A job that was put aside: what was wrong with it, and what could be changed for that. */
export const dismissed = ({ view, reason, about, offers }: Dismissed): Reply => {
  const undo: Button = { label: 'Undo', run: `jobs restore ${view.number}` };
  const gone = say`I won't show you ${bold(`#${view.number}`)} ${view.job.title} again.`;
  if (reason === null) {
    return {
      text: lines(gone, 'What was wrong with it? Then I can look for better ones.'),
      buttons: [
        ...reasonChoices.map(({ value, label }) => ({ label, run: `jobs dismiss ${view.number} ${value}` })),
        undo,
      ],
    };
  }
  const noted = say`Noted for ${bold(`#${view.number}`)} ${view.job.title}: ${about === null ? nouns[reason] : about}.`;
  return {
    text: lines(noted, question(offers)),
    buttons: [...offers.flatMap((offer) => offerButtons(offer, view)), undo],
  };
};

const question = ([first]: readonly Offer[]): string => {
  switch (first?.kind) {
    case undefined:
      return 'No change of a search would keep such jobs away; this one is gone.';
    case 'avoid-company':
      return 'Shall I never show you jobs of this company?';
    case 'avoid-word':
      return 'Is there a word by which I can tell such jobs? Then I leave them out.';
    case 'choose-skill':
      return 'Which of its skills is it?';
    case 'edit':
      return 'Shall I change a search? Nothing changes unless you tap.';
  }
};

const offerButtons = (offer: Offer, { number }: JobView): Button[] => {
  switch (offer.kind) {
    case 'avoid-company':
      return [{ label: `Avoid ${short(offer.company)}`, run: `profile avoid company ${offer.company}` }];
    case 'avoid-word':
      return [{ label: 'Avoid a word', run: 'profile avoid word' }];
    case 'choose-skill':
      return offer.skills.map((skill) => ({
        label: short(skill),
        run: `jobs dismiss ${number} skill ${nameValue('about', skill)}`,
      }));
    case 'edit':
      return [
        {
          label: `${changed(offer.change)} in search ${offer.number}`,
          run: `search edit ${offer.number} ${offer.query}`,
        },
      ];
  }
};

const changed = (change: Change): string => {
  switch (change.kind) {
    case 'pay-from':
      return `From ${units(change.min, change.currency)} ${change.currency}`;
    case 'pay-stated':
      return 'Only stated pay';
    case 'without':
      return `No ${short(change.what)}`;
    case 'only':
      return `Only ${short(change.what)}`;
  }
};

const short = (text: string): string => (text.length <= 30 ? text : `${text.slice(0, 29).toWellFormed()}…`);
