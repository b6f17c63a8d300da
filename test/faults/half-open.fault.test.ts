import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDiscordAdapter } from '../../src/adapters/discord/index.ts';
import { createTelegramAdapter } from '../../src/adapters/telegram/index.ts';
import type { Adapter } from '../../src/chat/adapter.ts';
import { systemClock } from '../../src/clock.ts';
import { createLogger } from '../../src/logger.ts';
import { type Discord, startDiscord } from '../support/discord/index.ts';
import { startProxy, type TcpProxy } from '../support/proxy.ts';
import { createConversation } from '../support/telegram/conversation.ts';
import { startTelegram, type TelegramStandIn } from '../support/telegram/index.ts';
import { figure } from './figures.ts';

const NOTICED_MS = 30_000;

const logger = createLogger('silent');
let telegram: TelegramStandIn;
let discord: Discord;
let proxies: TcpProxy[];
let adapters: Adapter[];

beforeEach(async () => {
  telegram = await startTelegram();
  discord = await startDiscord();
  proxies = [await startProxy(telegram.port), await startProxy(discord.port)];
  const at = (i: number, path: string): string => `http://127.0.0.1:${proxies[i]?.port}${path}`;
  adapters = [
    createTelegramAdapter({ token: telegram.token, apiUrl: at(0, ''), logger, clock: systemClock }),
    createDiscordAdapter({ token: discord.token, apiUrl: at(1, '/api'), logger, clock: systemClock }),
  ];
});

afterEach(async () => {
  for (const adapter of adapters) await adapter.stop();
  for (const one of [...proxies, telegram, discord]) await one.close();
});

const elapsed = async (work: () => Promise<unknown>): Promise<number> => {
  const since = performance.now();
  await work();
  return Math.round(performance.now() - since);
};

/** The way is lost under what is open already; new connections find it again. */
const loseTheWay = (): void => {
  for (const proxy of proxies) {
    proxy.swallow();
    proxy.restore();
  }
};

test('a connection to a platform on which nothing comes any more is noticed', async () => {
  const [telegramAdapter, discordAdapter] = adapters;
  const [ann, ben] = [telegram.person('ann', { isOpen: true }), discord.person('ben', { hasChat: true })];
  const { conversation, received } = createConversation();
  await telegramAdapter?.start(conversation);
  await telegram.polled();

  const toAnn = { kind: 'person', accountId: `${ann.id}`, chatId: `${ann.id}` } as const;
  const toBen = { kind: 'person', accountId: ben.id, chatId: ben.channelId } as const;
  const send = async (key: string): Promise<readonly (string | undefined)[]> => {
    const outcomes = await Promise.all([
      telegramAdapter?.send(toAnn, { text: [key] }, key),
      discordAdapter?.send(toBen, { text: [key] }, key),
    ]);
    return outcomes.map((outcome) => outcome?.kind);
  };
  // Their connections are kept open for the next request.
  expect(await send('before')).toEqual(['delivered', 'delivered']);
  loseTheWay();
  ann.says('is anybody there?');
  let lost: readonly (string | undefined)[] = [];
  const [sendMs, pollMs] = await Promise.all([
    elapsed(async () => {
      lost = await send('into the void');
    }),
    elapsed(() => received(1, 2 * NOTICED_MS)),
  ]);
  // Delivered where it went over a connection of its own.
  expect(lost.every((kind) => kind !== undefined && ['unknown', 'retry', 'delivered'].includes(kind))).toBe(true);
  expect(await send('after')).toEqual(['delivered', 'delivered']);
  figure(
    'R9',
    `platforms: sends ${lost.join(' and ')} after ${sendMs} ms, a long poll taken up again after ${pollMs} ms`,
    Math.max(sendMs, pollMs) <= NOTICED_MS,
  );
});
