import { shortNumber } from '../src/chat/option.ts';
import { applied } from '../src/presenters/applications.ts';
import { defineCommand } from './define.ts';

export const apply = defineCommand({
  name: 'apply',
  description: 'Note that you applied to a job',
  example: '/apply 14',
  options: { number: shortNumber({ description: 'Number of the job', required: true, suggests: 'job' }) },
  run: async ({ account, services }, { number }) =>
    applied(await services.applications.keep(account.userId, number, 'applied'), number),
});
