import { page, shortNumber } from '../src/chat/option.ts';
import { dismissed, foundJobs, jobInFull, nothingFound, otherPlace, restored, why } from '../src/presenters/jobs.ts';
import { defineAction, defineGroup } from './define.ts';
import { currency, filterOptions } from './options.ts';

const number = shortNumber({ description: 'Number of the job', required: true });

export const jobs = defineGroup({
  name: 'jobs',
  description: 'Look for open jobs',
  example: '/jobs find nurse location:leeds',
  bare: 'find',
  actions: [
    defineAction({
      name: 'find',
      description: 'Find open jobs',
      options: { ...filterOptions, currency: currency(), page: page() },
      form: {
        title: 'Find jobs',
        questions: [
          {
            option: 'query',
            ask: 'What shall I look for? For example: backend developer location:berlin remote:yes',
            label: 'What shall I look for?',
            hint: 'backend developer location:berlin remote:yes',
          },
        ],
      },
      run: async ({ account, services, line, now }, { query, currency, page = 1 }) => {
        const personal = await services.filters.read(account.userId, query, { currency, line });
        const found = await services.jobs.find(account.userId, personal, page);
        return found.view === null
          ? nothingFound(personal.query, await services.jobs.relax(account.userId, personal))
          : foundJobs({ ...found, view: found.view, query: personal.query }, now);
      },
    }),
    defineAction({
      name: 'show',
      description: 'Show a job in full',
      options: { number },
      run: async ({ account, services, now }, { number }) =>
        jobInFull(await services.jobs.open(account.userId, number), now),
    }),
    defineAction({
      name: 'why',
      description: 'Why a job fits your searches, or not',
      options: { number },
      run: async ({ account, services }, { number }) => {
        const { view, searches } = await services.jobs.why(account.userId, number);
        return why(view, searches);
      },
    }),
    defineAction({
      name: 'places',
      description: 'The same job in other places',
      options: { number, page: page() },
      run: async ({ account, services, now }, { number, page = 1 }) =>
        otherPlace(await services.jobs.places(account.userId, number, page), now),
    }),
    defineAction({
      name: 'dismiss',
      description: 'Never show a job again',
      options: { number },
      run: async ({ account, services }, { number }) =>
        dismissed(await services.jobs.dismiss(account.userId, number, true)),
    }),
    defineAction({
      name: 'restore',
      description: 'Show a dismissed job again',
      options: { number },
      run: async ({ account, services }, { number }) =>
        restored(await services.jobs.dismiss(account.userId, number, false)),
    }),
  ],
});
