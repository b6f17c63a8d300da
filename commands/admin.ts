import { page, shortNumber } from '../src/chat/option.ts';
import { sourceInFull, sourceList, sourceRun } from '../src/presenters/sources.ts';
import { SOURCES_PER_PAGE } from '../src/services/operators.ts';
import { defineAction, defineGroup } from './define.ts';

const number = shortNumber({ description: 'Number of the source', required: true });

/** For operators alone: each action asks first whether the account is one. */
export const admin = defineGroup({
  name: 'admin',
  description: 'For operators: the sources and their health',
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
