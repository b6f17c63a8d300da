import { z } from 'zod';
import type { Command } from '../src/chat/command.ts';
import { parsed } from '../src/chat/option.ts';
import { createRegistry } from '../src/chat/registry.ts';
import { UserError } from '../src/errors.ts';
import { helpOverview, helpTopic } from '../src/presenters/help.ts';
import type { Services } from '../src/services/index.ts';
import { defineCommand } from './define.ts';

/** Help on the other commands. */
export const helpFor = (others: readonly Command<Services>[]) =>
  defineCommand({
    name: 'help',
    description: 'What I can do',
    example: '/help search',
    options: {
      command: {
        ...parsed({
          description: 'A command to explain',
          schema: z.string().max(100),
          expected: 'the name of a command',
        }),
        given: 'rest',
      },
    },
    run: async (_, { command }) => {
      const topics = createRegistry(others).views.map((view, i) => ({ ...view, example: others[i]?.example ?? '' }));
      if (command === undefined) return helpOverview(topics);
      const name = command.trim().replace(/^\//, '').split(' ')[0]?.toLowerCase() ?? '';
      const topic = topics.find((one) => one.name === name);
      if (topic === undefined) throw new UserError('command.unknown', { text: name, suggestion: null });
      return helpTopic(topic);
    },
  });
