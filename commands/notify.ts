import { choice } from '../src/chat/option.ts';
import { alertsState } from '../src/presenters/account.ts';
import { defineAction, defineGroup } from './define.ts';

export const notify = defineGroup({
  name: 'notify',
  description: 'Direct messages about new jobs',
  example: '/notify instant off',
  bare: 'show',
  actions: [
    defineAction({
      name: 'show',
      description: 'Show whether I send direct messages',
      options: {},
      run: async ({ account, services }) => alertsState(await services.profiles.alertsEnabled(account.userId)),
    }),
    defineAction({
      name: 'instant',
      description: 'Turn direct messages on or off',
      options: {
        state: choice({
          description: 'On or off',
          required: true,
          given: 'word',
          choices: [
            { value: 'on', label: 'On' },
            { value: 'off', label: 'Off' },
          ],
        }),
      },
      run: async ({ account, services }, { state }) => {
        await services.profiles.setAlerts(account.userId, state === 'on');
        return alertsState(state === 'on');
      },
    }),
  ],
});
