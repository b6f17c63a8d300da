import { flag, page, rest, shortNumber } from '../src/chat/option.ts';
import {
  savedSearch,
  searchDeleted,
  searchEdited,
  searchList,
  searchPaused,
  searchPreview,
  searchRenamed,
  searchResumed,
} from '../src/presenters/searches.ts';
import { defineAction, defineGroup } from './define.ts';
import { consent, currency, filterOptions } from './options.ts';

const number = shortNumber({ description: 'Number of the search', required: true, suggests: 'search' });

/** The one question of a form for a query. */
const asksFor = (title: string) => ({
  title,
  questions: [
    {
      option: 'query' as const,
      ask: 'What shall I look for? For example: backend developer location:berlin remote:yes',
      label: 'What shall I look for?',
      hint: 'backend developer location:berlin remote:yes',
    },
  ],
});

export const search = defineGroup({
  name: 'search',
  description: 'Your saved searches: I message you when a new job fits one',
  example: '/search add rust remote:yes',
  bare: 'list',
  actions: [
    defineAction({
      name: 'add',
      description: 'Save a search and be told about new jobs',
      options: {
        ...filterOptions,
        letters: flag({ description: 'Draft a letter for each match' }),
        currency: currency(),
        consent: consent(),
      },
      form: asksFor('Save a search'),
      run: async ({ account, services, line, now }, { query, letters = false, currency, consent }) => {
        if (letters) await services.letters.settleConsent(account.userId, { answer: consent, line });
        return savedSearch(await services.searches.add(account.userId, { query, letters, currency, line }), now);
      },
    }),
    defineAction({
      name: 'preview',
      description: 'What a search would have sent, without saving it',
      options: { ...filterOptions, currency: currency(), page: page() },
      form: asksFor('Try a search'),
      run: async ({ account, services, line, now }, { query, currency, page = 1 }) =>
        searchPreview(await services.searches.preview(account.userId, { query, currency, line }, page), now),
    }),
    defineAction({
      name: 'list',
      description: 'Show your saved searches',
      options: {},
      run: async ({ account, services }) => searchList(await services.searches.list(account.userId)),
    }),
    defineAction({
      name: 'show',
      description: 'Show a saved search and its newest jobs',
      options: { number, page: page() },
      run: async ({ account, services, now }, { number, page = 1 }) =>
        savedSearch(await services.searches.show(account.userId, number, page), now),
    }),
    defineAction({
      name: 'edit',
      description: 'Give a saved search another filter',
      options: { number, ...filterOptions, currency: currency() },
      form: asksFor('Change a search'),
      run: async ({ account, services, line, now }, { number, query, currency }) =>
        searchEdited(await services.searches.edit(account.userId, number, { query, currency, line }), now),
    }),
    defineAction({
      name: 'rename',
      description: 'Give a saved search a name of your own',
      options: { number, name: rest({ description: 'Its new name', required: true, max: 60 }) },
      form: {
        title: 'Rename a search',
        questions: [{ option: 'name', ask: 'What shall it be called?', label: 'What shall it be called?' }],
      },
      run: async ({ account, services }, { number, name }) =>
        searchRenamed(await services.searches.rename(account.userId, number, name)),
    }),
    defineAction({
      name: 'pause',
      description: 'Keep a search but send nothing for it',
      options: { number },
      run: async ({ account, services }, { number }) =>
        searchPaused(await services.searches.pause(account.userId, number)),
    }),
    defineAction({
      name: 'resume',
      description: 'Send again for a paused search',
      options: { number },
      run: async ({ account, services }, { number }) => {
        const { search, missed } = await services.searches.resume(account.userId, number);
        return searchResumed(search, missed);
      },
    }),
    defineAction({
      name: 'delete',
      description: 'Delete a search and its matches',
      options: { number },
      run: async ({ account, services }, { number }) =>
        searchDeleted(await services.searches.delete(account.userId, number)),
    }),
  ],
});
