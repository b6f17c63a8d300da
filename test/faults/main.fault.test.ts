import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { isAlive, useDataDirectory } from '../support/data-directory.ts';

const data = useDataDirectory();
const hasTerminal = spawnSync('script', ['--version']).status === 0;

const askForHelp = async (): Promise<BotProcess> => {
  const bot = startBot({ JOBHOUND_DATA: data.path() });
  bot.types('/help\n');
  await bot.writes(/\/search/);
  return bot;
};

const runningServer = async (): Promise<number> => {
  const { pid } = (await data.server()) ?? { pid: 0 };
  expect(isAlive(pid)).toBe(true);
  return pid;
};

describe('the bot as a program', () => {
  test('answers in both processes when two start at once in one empty folder', async () => {
    const both = await Promise.all([askForHelp(), askForHelp()]);
    for (const bot of both) bot.hangsUp();
    for (const bot of both) expect((await bot.ended).code).toBe(0);
    expect(await data.server()).toBeUndefined();
  });

  test('takes its database with it when it is interrupted', async () => {
    const bot = await askForHelp();
    const server = await runningServer();
    const { code, afterMs } = await bot.signal('SIGINT');
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(10_000);
    expect(isAlive(server)).toBe(false);
  });

  test.skipIf(!hasTerminal)('does so at Ctrl-C too, which reaches every process of the terminal', async () => {
    const bot = startBot({ JOBHOUND_DATA: data.path() }, { inTerminal: true });
    await bot.writes(/^you {3}/m);
    const server = await runningServer();
    bot.types('\x03');
    expect((await bot.ended).code).toBe(0);
    expect(isAlive(server)).toBe(false);
  });

  test('ends when it is told to although no platform can be reached yet', async () => {
    const bot = startBot({
      JOBHOUND_DATA: data.path(),
      DISCORD_TOKEN: 'a-token',
      DISCORD_API_URL: 'http://127.0.0.1:1/api',
      TELEGRAM_TOKEN: '7000000001:AAE-a-token-for-a-server-that-is-not-there',
      TELEGRAM_API_URL: 'http://127.0.0.1:1',
    });
    await Promise.all([bot.writes(/discord\.connect_failed/), bot.writes(/telegram\.retry/)]);
    const server = await runningServer();
    const { code, afterMs } = await bot.signal('SIGTERM');
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(10_000);
    expect(isAlive(server)).toBe(false);
  });
});
