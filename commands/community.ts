import { shortNumber } from '../src/chat/option.ts';
import { followed, followedList, unfollowed } from '../src/presenters/communities.ts';
import { defineAction, defineGroup } from './define.ts';
import { currency, filterOptions } from './options.ts';

/** For those who manage a server or a group: each action asks the platform first whether they do. */
export const community = defineGroup({
  name: 'community',
  description: 'For servers and groups: post the jobs of a search here',
  example: '/community follow rust remote:yes',
  bare: 'list',
  actions: [
    defineAction({
      name: 'follow',
      description: 'Post new jobs that fit in this channel, group or topic',
      options: { ...filterOptions, currency: currency() },
      run: async ({ account, chat, services, line }, { query, currency }) =>
        followed(await services.communities.follow({ account, chat }, { query, currency, line })),
    }),
    defineAction({
      name: 'list',
      description: 'What this channel, group or topic follows',
      options: {},
      run: async ({ account, chat, services }) => followedList(await services.communities.list({ account, chat })),
    }),
    defineAction({
      name: 'unfollow',
      description: 'No longer post the jobs of a search here',
      options: { number: shortNumber({ description: 'Number of the search in this channel', required: true }) },
      run: async ({ account, chat, services }, { number }) =>
        unfollowed(await services.communities.unfollow({ account, chat }, number)),
    }),
  ],
});
