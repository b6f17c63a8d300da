import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notePort } from '../../src/embedded-postgres/port.ts';
import { stopServer } from '../../src/embedded-postgres/server.ts';
import { type BotProcess, endBots, startBot } from '../support/bot-process.ts';
import { inDatabase, startServerIn } from '../support/cluster.ts';
import { isAlive, useDataDirectory } from '../support/data-directory.ts';
import type { PersonHere } from '../support/discord/index.ts';
import { type Platforms, startPlatforms } from '../support/platforms.ts';
import { startProxy, type TcpProxy } from '../support/proxy.ts';
import type { Person } from '../support/telegram/people.ts';
import { eventually } from './eventually.ts';
import { figure } from './figures.ts';

const AWAY = /^I can't reach my notes right now, so nothing was saved/;
const TOLD = 'More new jobs';
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
  test('is said kindly and soon, and used again by itself after a long outage', async () => {
    await startServer();
    const bot = await start({ DATABASE_URL: server.url });
    const saved = await saveSearches();
    await stopServer(server.pid);
    await bothAnswer(AWAY);
    await bothPressUndo(saved, AWAY);
    // Longer than any patience of ours, and than some turns of the loops.
    await delay(6_000);
    await bothAnswer(AWAY);
    expect(bot.isRunning()).toBe(true);
    await startServer();
    const servedMs = await untilServed(5_000);
    await bothPressUndo(saved, /is gone/);
    expect((await bot.signal('SIGTERM')).code).toBe(0);
    await stopServer(server.pid);
    figure('R8', `an outage: said within 3 s, served again after ${servedMs} ms`, servedMs <= 5_000);
  });

  test('may be restarted 20 times under load, in haste and at once: nothing is lost', async () => {
    await startServer();
    const bot = await start({ DATABASE_URL: server.url, DELIVER_CRON: '* * * * * *' });
    await saveSearches();
    // Others ask, so that what is told does not stand between their questions and the answers.
    const [toldAda, toldBo] = [ada, bo];
    ada = platforms.discord.person('Cy');
    bo = platforms.telegram.person('Di');
    await saveSearches();
    const restarts = 20;
    let slowestMs = 0;
    for (let i = 0; i < restarts; i += 1) {
      await tellBoth(server.url, `restart ${i}`, [toldAda.id, `${toldBo.id}`]);
      await stopNow(i % 2 === 0 ? 'SIGINT' : 'SIGQUIT');
      if (i % 5 === 0) await bothAnswer(AWAY);
      await startServer();
      slowestMs = Math.max(slowestMs, await untilServed(5_000));
      expect(bot.isRunning()).toBe(true);
    }
    const shown = (): number =>
      [
        ...platforms.discord.dms(toldAda.id).map(({ content }) => content),
        ...platforms.telegram.messages(toldBo.id).map(({ text }) => text),
      ].filter((text) => text.includes(TOLD)).length;
    await eventually('everything queued to be shown', () => shown() >= 2 * restarts, 120_000).catch(() => undefined);
    expect((await bot.signal('SIGTERM')).code).toBe(0);
    await stopServer(server.pid);
    const lost = Math.max(0, 2 * restarts - shown());
    figure(
      'R8',
      `${restarts} restarts, -m fast and -m immediate: up, served after ${slowestMs} ms at most, lost ${lost} of ${2 * restarts}`,
      slowestMs <= 5_000 && lost === 0,
    );
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
    const servedMs = await untilServed(GIVEN_UP_MS);
    const since = performance.now();
    await tellBoth(server.url, 'after the silence', [ada.id, `${bo.id}`]);
    for (const { text } of await Promise.all([ada.nextMessage(GIVEN_UP_MS), bo.nextMessage(GIVEN_UP_MS)]))
      expect(text).toContain(TOLD);
    const deliveredMs = Math.round(performance.now() - since);
    expect(bot.isRunning()).toBe(true);
    expect((await bot.signal('SIGTERM')).code).toBe(0);
    await proxy.close();
    await stopServer(server.pid);
    figure(
      'R9',
      `PostgreSQL: served ${servedMs} ms after the silence, delivered ${deliveredMs} ms after it was queued`,
      Math.max(servedMs, deliveredMs) <= 30_000,
    );
  });
});

/** As `pg_ctl stop -m fast` (SIGINT) or `-m immediate` (SIGQUIT) does. */
const stopNow = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
  process.kill(server.pid, signal);
  await eventually('an ended server', () => !isAlive(server.pid), 30_000);
};

const throughProxy = ({ port }: TcpProxy): string => {
  const url = new URL(server.url);
  url.port = String(port);
  return url.href;
};

/** Queues a direct message to both of these. */
const tellBoth = (url: string, occasion: string, platformIds: readonly string[]): Promise<void> =>
  inDatabase(url, async (client) => {
    // The servers of tests forget what they committed last when they are killed; an operator's does not.
    await client.query('set synchronous_commit to on');
    await client.query(
      `insert into notifications (user_id, chat_account_id, kind, dedupe_key)
       select user_id, id, 'overflow', $1 from chat_accounts where platform_id = any ($2)`,
      [occasion, platformIds],
    );
  });
