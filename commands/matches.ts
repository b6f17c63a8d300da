import { nextMatch, noMatches } from '../src/presenters/jobs.ts';
import { defineCommand } from './define.ts';

export const matches = defineCommand({
  name: 'matches',
  description: "Jobs that fit your searches and that you haven't seen yet",
  example: '/matches',
  options: {},
  run: async ({ account, services, now }) => {
    const next = await services.jobs.nextUnseen(account.userId);
    return next === null ? noMatches() : nextMatch(next.view, next.left, now);
  },
});
