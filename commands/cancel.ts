import { say } from '../src/chat/reply.ts';
import { UserError } from '../src/errors.ts';
import { defineCommand } from './define.ts';

export const cancel = defineCommand({
  name: 'cancel',
  description: 'Leave the questions I am asking',
  example: '/cancel',
  options: {},
  run: async ({ dropForm }) => {
    if (!(await dropForm())) throw new UserError('form.nothing_to_cancel', {});
    return { text: say`Cancelled. Nothing was changed.` };
  },
});
