import { rest } from '../src/chat/option.ts';
import { watched, watchList } from '../src/presenters/watches.ts';
import { defineCommand } from './define.ts';

export const watch = defineCommand({
  name: 'watch',
  description: 'Watch a company: the address of its careers page, or its name',
  example: '/watch https://acme.com/careers',
  options: { company: rest({ description: 'Address of a careers page, or a name', required: false, max: 500 }) },
  run: async ({ account, services, line, now }, { company }) =>
    company === undefined
      ? watchList(await services.watches.list(account.userId))
      : watched(await services.watches.add(account.userId, company, line), now),
});
