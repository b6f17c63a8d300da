import { shortNumber } from '../src/chat/option.ts';
import { letter as show } from '../src/presenters/letters.ts';
import { defineAction, defineGroup } from './define.ts';
import { consent } from './options.ts';

const number = shortNumber({ description: 'Number of the job', required: true, suggests: 'job' });

export const letter = defineGroup({
  name: 'letter',
  description: 'Cover letters, made of what your profile says',
  example: '/letter draft 14',
  bare: 'show',
  actions: [
    defineAction({
      name: 'draft',
      description: 'Draft a cover letter for a job',
      options: { number, consent: consent() },
      run: async ({ account, services, line }, { number, consent }) => {
        // First: nobody is asked for consent to a letter about a job that is not there.
        await services.jobs.idOf(account.userId, number);
        await services.letters.settleConsent(account.userId, { answer: consent, line });
        return show(await services.letters.draft(account.userId, number), number);
      },
    }),
    defineAction({
      name: 'show',
      description: 'Show the last letter for a job',
      options: { number },
      run: async ({ account, services }, { number }) =>
        show(await services.letters.show(account.userId, number), number),
    }),
  ],
});
