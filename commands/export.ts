import { exported } from '../src/presenters/account.ts';
import { defineCommand } from './define.ts';

export const exportData = defineCommand({
  name: 'export',
  description: 'Everything I keep about you, as a file',
  example: '/export',
  options: {},
  run: async ({ account, services, now }) => exported(await services.accountData.exportAll(account.userId), now),
});
