import { afterEach, describe, expect, test } from 'vitest';
import { createDiscordAdapter } from '../../../src/adapters/discord/index.ts';
import { createLogger } from '../../../src/logger.ts';
import { converse, type SmallConversation } from '../../support/discord/conversation.ts';
import { type Discord, type Options, startDiscord } from '../../support/discord/index.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const start = async (options: Options = {}, token?: string) => {
  const discord = await startDiscord(options);
  open.push(discord.close);
  const logger = createLogger('silent');
  const adapter = createDiscordAdapter({
    token: token ?? discord.token,
    apiUrl: discord.apiUrl,
    logger,
    clock: discord.clock,
  });
  open.push(adapter.stop);
  const conversation = converse({ answer: (message) => ({ text: [message.kind === 'text' ? message.text : 'fine'] }) });
  return { discord, adapter, conversation, started: adapter.start(conversation) };
};

const saysAndHears = async (discord: Discord, conversation: SmallConversation, text: string): Promise<void> => {
  const ann = discord.person('ann');
  await ann.says(text);
  await discord.until(`an answer to ${text}`, () => ann.messages().find((message) => message.text === text), 10_000);
  expect(conversation.heard.filter(({ message }) => message.kind === 'text' && message.text === text)).toHaveLength(1);
};

describe('the connection', () => {
  test('asks for direct messages only and registers the commands', async () => {
    const { discord, started } = await start();
    await started;
    expect(await discord.commands()).toEqual(['help', 'search']);
    expect(discord.gateway.identifies()).toBe(1);
  });

  test('a token that Discord refuses ends the start', async () => {
    const { started } = await start({}, 'wrong');
    await expect(started).rejects.toThrow(/token/i);
  });

  test('a Discord that does not answer at first is tried again', async () => {
    const { discord, started } = await start();
    const cancel = discord.trouble('GET', /^\/gateway\/bot$/, 'html-502', 2);
    await started;
    cancel();
    expect(discord.gateway.identifies()).toBe(1);
  });

  test('commands that could not be registered at first do not keep it from starting', async () => {
    const { discord, started } = await start();
    discord.trouble('PUT', /commands$/, 'process-then-500');
    await started;
    await discord.gateway.ready();
  });

  test.each([
    ['a dropped connection', (discord: Discord) => discord.gateway.disconnect(4000)],
    ['a request to reconnect', (discord: Discord) => discord.gateway.reconnect()],
  ])('after %s it resumes, and what was said meanwhile is replayed and answered once', async (_name, disturb) => {
    const { discord, started, conversation } = await start();
    await started;
    await saysAndHears(discord, conversation, 'before');
    disturb(discord);
    await discord.until('the connection to end', () => (discord.gateway.connections() === 0 ? true : null));
    await saysAndHears(discord, conversation, 'meanwhile');
    expect([discord.gateway.identifies(), discord.gateway.resumes()]).toEqual([1, 1]);
  });

  test('a session that is no longer valid is begun anew', async () => {
    const { discord, started, conversation } = await start();
    await started;
    discord.gateway.invalidate(false);
    await discord.until('a second identify', () => (discord.gateway.identifies() === 2 ? true : null), 15_000);
    await saysAndHears(discord, conversation, 'after');
  });

  test('a connection whose heartbeats are not acknowledged is replaced', async () => {
    const { discord, started, conversation } = await start({ heartbeatMs: 200 });
    await started;
    discord.gateway.fallSilent();
    await discord.until('a resume', () => (discord.gateway.resumes() > 0 ? true : null), 10_000);
    await saysAndHears(discord, conversation, 'after');
  });

  test('the end waits for answers under way, takes nothing new, and leaves no connection', async () => {
    const discord = await startDiscord();
    open.push(discord.close);
    let give: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      give = resolve;
    });
    const conversation = converse({
      answer: async () => {
        await held;
        return { text: ['done'] };
      },
    });
    const adapter = createDiscordAdapter({
      token: discord.token,
      apiUrl: discord.apiUrl,
      logger: createLogger('silent'),
      clock: discord.clock,
    });
    await adapter.start(conversation);
    const ann = discord.person('ann');
    await ann.command('help').acknowledged();
    const stopped = adapter.stop();
    ann.command('help');
    give();
    await stopped;
    expect((await ann.nextMessage()).text).toBe('done');
    expect(conversation.heard).toHaveLength(1);
    await discord.until('no connection', () => (discord.gateway.connections() === 0 ? true : null));
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toEqual([]);
  });

  test('an event that cannot be read ends nothing', async () => {
    const { discord, started, conversation } = await start();
    await started;
    discord.gateway.dispatch('INTERACTION_CREATE', { id: '1', token: 'x', type: 2, data: null });
    discord.gateway.dispatch('INTERACTION_CREATE', {
      id: '2',
      token: 'x',
      type: 3,
      data: { custom_id: 5, component_type: 2 },
    });
    discord.gateway.dispatch('MESSAGE_CREATE', { id: '1', channel_id: '5' });
    await saysAndHears(discord, conversation, 'after');
  });

  test('it can be ended before it ever connected', async () => {
    const { discord, adapter, started } = await start();
    discord.trouble('GET', /^\/gateway\/bot$/, 'hang', Number.POSITIVE_INFINITY);
    await adapter.stop();
    await started;
  });
});
