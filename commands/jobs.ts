import { choice, named, page, rest, shortNumber } from '../src/chat/option.ts';
import { dismissed, reasonChoices } from '../src/presenters/dismissals.ts';
import { foundJobs, jobInFull, nothingFound, otherPlace, restored, trackedJob } from '../src/presenters/jobs.ts';
import { corrected, pastedJob } from '../src/presenters/pasted-jobs.ts';
import { why } from '../src/presenters/why.ts';
import { defineAction, defineGroup } from './define.ts';
import { currency, filterOptions } from './options.ts';

const number = shortNumber({ description: 'Number of the job', required: true, suggests: 'job' });

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
          ? nothingFound(personal.query, await services.jobs.relax(account.userId, personal.filter))
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
      name: 'track',
      description: 'Save a job that was posted in a channel',
      options: { posting: shortNumber({ description: 'Its number there, which the button knows', required: true }) },
      run: async ({ account, services, now }, { posting }) => {
        const number = await services.postedJobs.numberFor(account.userId, posting);
        const kept = await services.applications.keep(account.userId, number, 'saved');
        return trackedJob(await services.jobs.open(account.userId, number), kept.application.number, now);
      },
    }),
    defineAction({
      name: 'why',
      description: 'Why a job fits your searches and your profile, or not',
      options: { number },
      run: async ({ account, services }, { number }) => why(await services.jobs.why(account.userId, number)),
    }),
    defineAction({
      name: 'add',
      description: 'Keep a posting that you found elsewhere: its link or its text',
      options: { posting: rest({ description: 'A link to a posting, or its text', required: true, max: 20_000 }) },
      form: {
        title: 'Add a posting',
        questions: [
          {
            option: 'posting',
            ask: 'Send me the link to the posting, or paste its text. Only you will see it.',
            label: 'Link to the posting, or its text',
            isLong: true,
          },
        ],
      },
      run: async ({ account, services, now }, { posting }) =>
        pastedJob(await services.pastedJobs.add(account.userId, posting), now),
    }),
    defineAction({
      name: 'correct',
      description: 'Correct a posting that you pasted',
      options: {
        number,
        title: named({ description: 'Title of the job', max: 200 }),
        company: named({ description: 'Company', max: 200 }),
        location: named({ description: 'Where it is', max: 200 }),
        pay: named({ description: 'Pay, for example 70k EUR a year', max: 100 }),
      },
      form: {
        title: 'Correct the posting',
        questions: [
          { option: 'title', ask: 'What is the title of the job?', label: 'Title of the job' },
          { option: 'company', ask: 'Which company is it?', label: 'Company' },
          { option: 'location', ask: 'Where is it? For example: Berlin, or remote in the EU.', label: 'Place' },
          { option: 'pay', ask: 'What does it pay? For example: 70k EUR a year.', label: 'Pay' },
        ],
      },
      run: async ({ account, services, now }, { number, ...corrections }) =>
        corrected(await services.pastedJobs.correct(account.userId, number, corrections), now),
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
      options: {
        number,
        reason: choice({
          description: 'What is wrong with it',
          required: false,
          given: 'word',
          choices: reasonChoices,
        }),
        about: named({ description: 'Which of its skills it is', max: 100 }),
      },
      run: async ({ account, services }, { number, reason, about }) =>
        dismissed(await services.dismissals.dismiss(account.userId, number, { reason, about })),
    }),
    defineAction({
      name: 'restore',
      description: 'Show a dismissed job again',
      options: { number },
      run: async ({ account, services }, { number }) =>
        restored(await services.dismissals.restore(account.userId, number)),
    }),
  ],
});
