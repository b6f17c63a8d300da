import { choice } from '../src/chat/option.ts';
import { confirmForget, forgotten } from '../src/presenters/account.ts';
import { defineCommand } from './define.ts';

export const forget = defineCommand({
  name: 'forget',
  description: 'Delete everything I keep about you',
  example: '/forget',
  options: {
    confirm: choice({
      description: 'Really delete everything?',
      required: false,
      given: 'named',
      choices: [{ value: 'yes', label: 'Yes' }],
    }),
  },
  run: async ({ account, services }, { confirm }) => {
    if (confirm !== 'yes') return confirmForget();
    await services.accountData.forget(account.userId);
    return forgotten();
  },
});
