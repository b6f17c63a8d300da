import { choice, page, rest, shortNumber } from '../src/chat/option.ts';
import {
  applicationInFull,
  applicationList,
  applied,
  noteAdded,
  PER_PAGE,
  statusSet,
} from '../src/presenters/applications.ts';
import { statusChoices } from '../src/services/application-status.ts';
import { defineAction, defineGroup } from './define.ts';

const number = shortNumber({ description: 'Number of the application', required: true });

export const applications = defineGroup({
  name: 'applications',
  description: 'The jobs you saved and applied to',
  example: '/applications status 3 interviewing',
  bare: 'list',
  actions: [
    defineAction({
      name: 'list',
      description: 'List your applications',
      options: {
        status: choice({ description: 'Only those that are', required: false, given: 'word', choices: statusChoices }),
        page: page(),
      },
      run: async ({ account, services }, { status, page = 1 }) => {
        const about = status === undefined ? {} : { status };
        const found = await services.applications.list(account.userId, {
          ...about,
          offset: (page - 1) * PER_PAGE,
          limit: PER_PAGE,
        });
        return applicationList(found, { page, status });
      },
    }),
    defineAction({
      name: 'show',
      description: 'Show an application with its history',
      options: { number },
      run: async ({ account, services }, { number }) =>
        applicationInFull(await services.applications.show(account.userId, number)),
    }),
    defineAction({
      name: 'save',
      description: 'Save a job for later',
      options: { number: shortNumber({ description: 'Number of the job', required: true, suggests: 'job' }) },
      run: async ({ account, services }, { number }) =>
        applied(await services.applications.keep(account.userId, number, 'saved'), number),
    }),
    defineAction({
      name: 'status',
      description: 'Say how an application stands',
      options: {
        number,
        status: choice({ description: 'The new status', required: true, given: 'word', choices: statusChoices }),
      },
      run: async ({ account, services }, { number, status }) =>
        statusSet(await services.applications.setStatus(account.userId, number, status)),
    }),
    defineAction({
      name: 'note',
      description: 'Add a note to an application',
      options: { number, note: rest({ description: 'What to note', required: true, max: 2000 }) },
      form: {
        title: 'Add a note',
        questions: [{ option: 'note', ask: 'What shall I note?', label: 'What shall I note?', isLong: true }],
      },
      run: async ({ account, services }, { number, note }) =>
        noteAdded(await services.applications.addNote(account.userId, number, note)),
    }),
  ],
});
