import { page, rest, shortNumber } from '../src/chat/option.ts';
import { deadLetterList, redriven } from '../src/presenters/dead-letters.ts';
import { sourceInFull, sourceList, sourceRun } from '../src/presenters/sources.ts';
import { DEAD_PER_PAGE } from '../src/services/dead-letters.ts';
import { SOURCES_PER_PAGE } from '../src/services/operators.ts';
import { defineAction, defineGroup } from './define.ts';

const number = shortNumber({ description: 'Number of the source', required: true });

/** For operators alone: each action asks first whether the account is one. */
export const admin = defineGroup({
  name: 'admin',
  description: 'For operators: the sources, and the messages that were given up',
  example: '/admin sources',
  bare: 'sources',
  actions: [
    defineAction({
      name: 'sources',
      description: 'List the sources, those that need a look first',
      options: { page: page() },
      run: async ({ account, services, now }, { page = 1 }) => {
        await services.operators.require(account.id);
        return sourceList(await services.operators.list(page), SOURCES_PER_PAGE, now);
      },
    }),
    defineAction({
      name: 'source',
      description: 'One source and its last readings',
      options: { number },
      run: async ({ account, services, now }, { number }) => {
        await services.operators.require(account.id);
        return sourceInFull(await services.operators.show(number), now);
      },
    }),
    defineAction({
      name: 'run',
      description: 'Read a source now',
      options: { number },
      run: async ({ account, services }, { number }) => {
        await services.operators.require(account.id);
        return sourceRun(await services.operators.run(number));
      },
    }),
    defineAction({
      name: 'dead',
      description: 'List the messages that were given up',
      options: { page: page() },
      run: async ({ account, services, now }, { page = 1 }) => {
        await services.operators.require(account.id);
        return deadLetterList(await services.deadLetters.list(page), DEAD_PER_PAGE, now);
      },
    }),
    defineAction({
      name: 'redrive',
      description: 'Send a message again that was given up, or all',
      options: { which: rest({ description: 'Its number, or all', required: true, max: 10 }) },
      run: async ({ account, services }, { which }) => {
        await services.operators.require(account.id);
        const id = which.toLowerCase() === 'all' ? null : Number(which.replace('#', '')) || 0;
        return redriven(await services.deadLetters.redrive(id));
      },
    }),
    ...(['on', 'off'] as const).map((name) =>
      defineAction({
        name,
        description: name === 'on' ? 'Read a source again' : 'Stop reading a source',
        options: { number },
        run: async ({ account, services, now }, { number }) => {
          await services.operators.require(account.id);
          return sourceInFull(await services.operators.turn(number, name === 'on'), now);
        },
      }),
    ),
  ],
});
