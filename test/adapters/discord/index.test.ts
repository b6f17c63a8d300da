import { afterEach, describe, expect, test } from 'vitest';
import type { CommandView, Typing } from '../../../src/chat/adapter.ts';
import { endAll, reply, run } from '../../support/discord/running.ts';

afterEach(endAll);

describe('direct messages', () => {
  test('what a person writes arrives as text and is answered in the same chat', async () => {
    const { discord, conversation } = await run({
      answer: (message) => reply(message.kind === 'text' ? `you said ${message.text}` : ''),
    });
    const ann = discord.person('ann');
    await ann.says('hello');
    expect((await ann.nextMessage()).text).toBe('you said hello');
    expect(conversation.heard[0]).toMatchObject({
      chat: { id: ann.channelId, isPrivate: true },
      message: { kind: 'text', text: 'hello' },
    });
  });

  test('what bots write is not read', async () => {
    const { discord, conversation } = await run();
    const ann = discord.person('ann');
    await ann.saysAsBot('hello');
    await ann.says('hello');
    await ann.nextMessage();
    expect(conversation.heard).toHaveLength(1);
  });
});

describe('the log', () => {
  test('holds neither what was said nor a token', async () => {
    const { discord, adapter, log } = await run({ answer: () => reply('secret answer') });
    const ann = discord.person('ann', { hasChat: true });
    await ann.says('secret words');
    await ann.nextMessage();
    discord.trouble('POST', /messages$/, { status: 400, code: 50035, message: 'secret body' });
    await adapter.send({ kind: 'person', accountId: ann.id, chatId: ann.channelId }, reply('secret push'), 'k');
    expect(log.join('')).toContain('discord.message_refused');
    expect(log.join('')).not.toMatch(/secret|stand-in-token|token-\d/);
  });
});

test('an option that is typed offers what the conversation suggests, a number as a number', async () => {
  const commands: readonly CommandView[] = [
    {
      ...{ name: 'search', description: 'Searches', options: [] },
      subcommands: [
        {
          name: 'show',
          description: 'Show one',
          options: [
            { name: 'number', description: 'Its number', kind: 'number', required: true, suggests: 'search' },
            { name: 'query', description: 'Words', kind: 'text', required: false, suggests: 'query' },
          ],
        },
      ],
    },
  ];
  const asked: Typing[] = [];
  const suggest = (typing: Typing) => {
    asked.push(typing);
    return [{ label: 'the first', value: '1' }];
  };
  const { discord } = await run({ answer: () => reply('never'), commands, suggest });
  const ann = discord.person('ann');
  expect(await ann.types('search show', 'number', '1')).toEqual([{ name: 'the first', value: 1 }]);
  expect(await ann.types('search show', 'query', 'ru')).toEqual([{ name: 'the first', value: '1' }]);
  expect(asked).toEqual([
    { path: 'search show', option: 'number', text: '1' },
    { path: 'search show', option: 'query', text: 'ru' },
  ]);
});
