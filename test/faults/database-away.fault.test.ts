import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notePort } from '../../src/embedded-postgres/port.ts';
import { stopServer } from '../../src/embedded-postgres/server.ts';
import { type BotProcess, endBots, startBot } from '../support/bot-process.ts';
import { inDatabase, startServerIn } from '../support/cluster.ts';
import { useDataDirectory } from '../support/data-directory.ts';
import type { PersonHere } from '../support/discord/index.ts';
import { type Platforms, startPlatforms } from '../support/platforms.ts';
import { startProxy, type TcpProxy } from '../support/proxy.ts';
import type { Person } from '../support/telegram/people.ts';

const AWAY = /^I can't reach my notes right now, so nothing was saved/;
const WITHIN_MS = 3_000;
/** After so long a connection on which nothing comes is given up. */
const GIVEN_UP_MS = 25_000;

const data = useDataDirectory();
let platforms: Platforms;
let ada: PersonHere;
let bo: Person;
let server: { pid: number; readonly url: string };

beforeEach(async () => {
  platforms = await startPlatforms();
  ada = platforms.discord.person('Ada');
  bo = platforms.telegram.person('Bo');
});

afterEach(async () => {
  await endBots();
  await platforms.close();
});

const startServer = async (): Promise<void> => {
  server = await startServerIn(data.path());
  await notePort(join(data.path(), 'port'), Number(new URL(server.url).port));
};

const start = async (settings: Readonly<Record<string, string>>): Promise<BotProcess> => {
  const bot = startBot({ ...platforms.settings, ...settings });
  await platforms.discord.commands();
  await platforms.telegram.polled();
  return bot;
};

interface Answered {
  readonly text: string;
  readonly afterMs: number;
}

const timed = async (ask: () => Promise<string>): Promise<Answered> => {
  const since = performance.now();
  return { text: await ask(), afterMs: performance.now() - since };
};

/** Discord's own patience ends at 3 s too, but what is read there may come later: an edit. */
const onDiscord = (): Promise<Answered> =>
  timed(async () => {
    const done = ada.command('search list');
    expect((await done.acknowledged()).afterMs).toBeLessThan(WITHIN_MS);
    return (await ada.nextMessage()).text;
  });

const onTelegram = (): Promise<Answered> =>
  timed(async () => {
    bo.says('/search list');
    return (await bo.nextMessage()).text;
  });

const bothAnswer = async (text: RegExp): Promise<void> => {
  for (const answered of await Promise.all([onDiscord(), onTelegram()])) {
    expect(answered.text).toMatch(text);
    expect(answered.afterMs).toBeLessThan(WITHIN_MS);
  }
};

/** One saved search each; gives the messages with its buttons. */
const saveSearches = async () => {
  ada.command('search add', { query: 'backend' });
  bo.says('/search add backend');
  const saved = { adas: await ada.nextMessage(), bos: await bo.nextMessage() };
  for (const { text } of Object.values(saved)) expect(text).toMatch(/Saved as search/);
  return saved;
};

type Saved = Awaited<ReturnType<typeof saveSearches>>;

const bothPressUndo = async ({ adas, bos }: Saved, text: RegExp): Promise<void> => {
  const answers = await Promise.all([
    timed(async () => {
      expect((await ada.press(adas, 'Undo').acknowledged()).afterMs).toBeLessThan(WITHIN_MS);
      return (await ada.nextMessage()).text;
    }),
    timed(async () => {
      bo.press(bos, 'Undo');
      return (await bo.nextMessage()).text;
    }),
  ]);
  for (const answered of answers) {
    expect(answered.text).toMatch(text);
    expect(answered.afterMs).toBeLessThan(WITHIN_MS);
  }
};

/** Asks on both until both are served. Gives ms until then. */
const untilServed = async (withinMs: number): Promise<number> => {
  const since = performance.now();
  for (;;) {
    const answers = await Promise.all([onDiscord(), onTelegram()]);
    const ms = Math.round(performance.now() - since);
    if (answers.every(({ text }) => text.startsWith('Your saved search'))) return ms;
    expect(ms, answers.map(({ text }) => text).join(' / ')).toBeLessThan(withinMs);
    await delay(200);
  }
};

const report = (text: string): void => void process.stdout.write(`  ${text}\n`);

describe('a database that is away', () => {
  test('is said kindly and soon, and used again by itself when it is back', async () => {
    await startServer();
    const bot = await start({ DATABASE_URL: server.url });
    const saved = await saveSearches();
    for (let i = 0; i < 2; i += 1) {
      await stopServer(server.pid);
      await bothAnswer(AWAY);
      await bothPressUndo(saved, AWAY);
      // Longer than any patience of ours, and than some turns of the loops.
      await delay(6_000);
      await bothAnswer(AWAY);
      expect(bot.isRunning()).toBe(true);
      await startServer();
      report(`served ${await untilServed(5_000)} ms after the server was back`);
    }
    await bothPressUndo(saved, /is gone/);
    expect((await bot.signal('SIGTERM')).code).toBe(0);
    await stopServer(server.pid);
  });

  test('is brought back by the bot itself where it is the embedded one', async () => {
    const bot = await start({ JOBHOUND_DATA: data.path() });
    const saved = await saveSearches();
    for (let i = 0; i < 3; i += 1) {
      const before = await data.server();
      process.kill(before?.pid ?? 0, 'SIGKILL');
      report(`served ${await untilServed(5_000)} ms after the embedded server was killed`);
      expect(await data.server()).not.toEqual(before);
    }
    await bothPressUndo(saved, /is gone/);
    expect((await bot.signal('SIGTERM')).code).toBe(0);
    expect(await data.server()).toBeUndefined();
  });

  test('is said kindly and soon where it has fallen silent, and the loops get over it too', async () => {
    await startServer();
    const proxy = await startProxy(Number(new URL(server.url).port));
    const bot = await start({ DATABASE_URL: throughProxy(proxy), DELIVER_CRON: '* * * * * *' });
    const saved = await saveSearches();
    proxy.swallow();
    await bothAnswer(AWAY);
    await bothPressUndo(saved, AWAY);
    // Every loop is now waiting for an answer that never comes.
    await delay(6_000);
    // More people than there are connections: what they wait for must not use up the pool.
    for (let i = 0; i < 6; i += 1) await bothAnswer(AWAY);
    proxy.restore();
    report(`served ${await untilServed(GIVEN_UP_MS)} ms after the silence`);
    const since = performance.now();
    await tellBoth(server.url);
    for (const { text } of await Promise.all([ada.nextMessage(GIVEN_UP_MS), bo.nextMessage(GIVEN_UP_MS)]))
      expect(text).toMatch(/More new jobs/);
    report(`delivered ${Math.round(performance.now() - since)} ms after it was queued`);
    expect(bot.isRunning()).toBe(true);
    expect((await bot.signal('SIGTERM')).code).toBe(0);
    await proxy.close();
    await stopServer(server.pid);
  });
});

const throughProxy = ({ port }: TcpProxy): string => {
  const url = new URL(server.url);
  url.port = String(port);
  return url.href;
};

/** Queues a direct message to everybody. */
const tellBoth = (url: string): Promise<void> =>
  inDatabase(url, async (client) => {
    await client.query(
      `insert into notifications (user_id, chat_account_id, kind, dedupe_key)
       select user_id, id, 'overflow', 'today' from chat_accounts`,
    );
  });
