import { afterEach, describe, expect, test } from 'vitest';
import { createDiscordAdapter } from '../../../src/adapters/discord/index.ts';
import { createLogger } from '../../../src/logger.ts';
import { startDiscord } from '../../support/discord/index.ts';
import { endAll, reply, run } from '../../support/discord/running.ts';

afterEach(endAll);

describe('sending', () => {
  test('a first message opens the chat, once, and tells its id', async () => {
    const { discord, adapter } = await run();
    const ann = discord.person('ann');
    const outcome = await adapter.send({ kind: 'person', accountId: ann.id, chatId: null }, reply('a job'), 'n1');
    await adapter.send({ kind: 'person', accountId: ann.id, chatId: null }, reply('another'), 'n2');
    const [first, second] = discord.dms('ann');
    expect([first?.content, second?.content]).toEqual(['a job', 'another']);
    expect(outcome).toEqual({ kind: 'delivered', messageId: first?.id, chatId: ann.channelId });
    expect(discord.requests.filter(({ path }) => path === '/users/@me/channels')).toHaveLength(1);
  });

  test('the same key shows one message, whatever the process that sends it', async () => {
    const { discord, adapter } = await run();
    const ann = discord.person('ann', { hasChat: true });
    const logger = createLogger('silent');
    const other = createDiscordAdapter({ token: discord.token, apiUrl: discord.apiUrl, logger, clock: discord.clock });
    const to = { kind: 'person', accountId: ann.id, chatId: ann.channelId } as const;
    const long = reply(`${'a'.repeat(1500)}\n${'b'.repeat(1500)}`);
    const outcomes = [
      await adapter.send(to, long, 'k'),
      await other.send(to, long, 'k'),
      await adapter.send(to, long, 'k'),
    ];
    await other.stop();
    expect(discord.dms('ann').map(({ content }) => content[0])).toEqual(['a', 'b']);
    expect(new Set(outcomes.map((outcome) => outcome.kind === 'delivered' && outcome.messageId)).size).toBe(1);
    expect(discord.dms('ann').every(({ nonce }) => nonce?.length === 22)).toBe(true);
  });

  test('a message deleted since counts as sent', async () => {
    const { discord, adapter } = await run();
    const ann = discord.person('ann', { hasChat: true });
    const to = { kind: 'person', accountId: ann.id, chatId: ann.channelId } as const;
    await adapter.send(to, reply('x'), 'k');
    discord.delete(discord.dms('ann')[0]?.id ?? '');
    expect((await adapter.send(to, reply('x'), 'k')).kind).toBe('delivered');
    expect(discord.dms('ann')).toEqual([]);
  });

  test('a person who blocked the bot is gone, and is reached again after unblocking', async () => {
    const { discord, adapter } = await run();
    const ann = discord.person('ann', { hasChat: true });
    const to = { kind: 'person', accountId: ann.id, chatId: ann.channelId } as const;
    ann.blocks();
    expect(await adapter.send(to, reply('x'), '1')).toMatchObject({ kind: 'gone', what: 'recipient' });
    ann.unblocks();
    expect(await adapter.send(to, reply('x'), '2')).toMatchObject({ kind: 'delivered' });
  });

  test('when Discord says chats are opened too fast, no other is opened for ten minutes and open ones go on', async () => {
    const { discord, adapter } = await run({}, { maxNewChats: 1 });
    const [ann, bob, cat] = ['ann', 'bob', 'cat'].map((name) => discord.person(name));
    const first = (id = '') => adapter.send({ kind: 'person', accountId: id, chatId: null }, reply('x'), id);
    expect((await first(ann?.id)).kind).toBe('delivered');
    expect(await first(bob?.id)).toMatchObject({ kind: 'retry', afterMs: 600_000 });
    const before = discord.requests.length;
    expect(await first(cat?.id)).toMatchObject({ kind: 'retry' });
    expect(discord.requests.length).toBe(before);
    expect((await adapter.send({ kind: 'person', accountId: ann?.id ?? '', chatId: null }, reply('y'), 'y')).kind).toBe(
      'delivered',
    );
  });

  test.each([
    ['user', 'recipient'],
    ['shared', 'recipient'],
    ['global', 'platform'],
  ] as const)(
    'a rate limit of scope %s holds the %s for the time given, without another request',
    async (scope, held) => {
      const { discord, adapter } = await run();
      const ann = discord.person('ann', { hasChat: true });
      discord.trouble('POST', /messages$/, { seconds: 7, scope });
      const before = discord.requests.length;
      const outcome = await adapter.send({ kind: 'person', accountId: ann.id, chatId: ann.channelId }, reply('x'), 'k');
      expect(outcome).toMatchObject({ kind: 'retry', scope: held });
      expect(outcome.kind === 'retry' && outcome.afterMs >= 6_900 && outcome.afterMs < 8_200).toBe(true);
      expect(discord.requests.length).toBe(before + 1);
    },
  );

  test.each(['process-then-500', 'process-then-reset', 'process-then-truncate', 'reset', 'html-502'] as const)(
    'after %s it is unknown whether it arrived, no second request is made, and a repeat shows one message',
    async (as) => {
      const { discord, adapter } = await run();
      const ann = discord.person('ann', { hasChat: true });
      const to = { kind: 'person', accountId: ann.id, chatId: ann.channelId } as const;
      discord.trouble('POST', /messages$/, as);
      const before = discord.requests.length;
      expect((await adapter.send(to, reply('x'), 'k')).kind).toBe('unknown');
      expect(discord.requests.length).toBe(before + 1);
      expect((await adapter.send(to, reply('x'), 'k')).kind).toBe('delivered');
      expect(discord.dms('ann')).toHaveLength(1);
    },
  );

  test('a token that is refused holds everything for a minute, with one request and one error in the log', async () => {
    const { discord, adapter, log } = await run();
    const ann = discord.person('ann', { hasChat: true });
    const to = { kind: 'person', accountId: ann.id, chatId: ann.channelId } as const;
    discord.trouble('POST', /messages$/, { status: 401, code: 0 });
    const before = discord.requests.length;
    expect(await adapter.send(to, reply('x'), '1')).toMatchObject({
      kind: 'shut',
      afterMs: 60_000,
    });
    expect(await adapter.send(to, reply('x'), '2')).toMatchObject({ kind: 'shut' });
    expect(discord.requests.length).toBe(before + 1);
    expect(log.filter((line) => line.includes('discord.token_refused'))).toHaveLength(1);
    discord.advance(60_001);
    expect((await adapter.send(to, reply('x'), '3')).kind).toBe('delivered');
  });

  test('nobody there is certainly not sent', async () => {
    const logger = createLogger('silent');
    const discord = await startDiscord();
    await discord.close();
    const adapter = createDiscordAdapter({ token: 't', apiUrl: discord.apiUrl, logger, clock: discord.clock });
    expect(await adapter.send({ kind: 'person', accountId: '1', chatId: '2' }, reply('x'), 'k')).toMatchObject({
      kind: 'retry',
      reason: 'ECONNREFUSED',
    });
    await adapter.stop();
  });

  test('files arrive as they are', async () => {
    const { discord, adapter } = await run();
    const ann = discord.person('ann', { hasChat: true });
    const bytes = new TextEncoder().encode('{"é":1}');
    const files = [{ name: 'export.json', mediaType: 'application/json', bytes }];
    await adapter.send({ kind: 'person', accountId: ann.id, chatId: ann.channelId }, { text: ['yours'], files }, 'k');
    const [sent] = discord.dms('ann');
    expect(sent?.shown.files).toEqual([{ name: 'export.json', mediaType: 'application/json', bytes }]);
  });

  test('whatever a posting says, nobody is pinged and no preview is shown, in a message or in an edit of one', async () => {
    const evil = '@everyone @here <@&1> <@2> https://evil.example';
    const { discord, adapter } = await run({
      answer: (message) => ({
        text: [evil],
        ...(message.kind === 'button' ? {} : { buttons: [{ label: 'Again', data: 'a' }] }),
      }),
      preview: (message) => ({ inPlace: message.kind === 'button' }),
    });
    const ann = discord.person('ann');
    ann.command('help');
    const message = await ann.nextMessage();
    ann.press(message, 'Again');
    await message.edited();
    await adapter.send({ kind: 'person', accountId: ann.id, chatId: null }, reply(evil), 'k');
    const pushed = await ann.nextMessage();
    expect([...message.pings, ...pushed.pings]).toEqual([]);
    expect([message.hasEmbedsSuppressed, pushed.hasEmbedsSuppressed]).toEqual([true, true]);
  });
});
