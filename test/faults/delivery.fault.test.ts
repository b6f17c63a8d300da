import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BotProcess, endBots, startBot } from '../support/bot-process.ts';
import { useDatabase } from '../support/database.ts';
import { type Platforms, startPlatforms } from '../support/platforms.ts';
import { type Load, queueLoad } from './load.ts';

const PEOPLE_PER_PLATFORM = 250;
/** The longest that a dead process keeps a row for itself. */
const LEASE_MS = 20_000;

const { url, sequelize } = useDatabase();
const seed = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));
let random: () => number;
let platforms: Platforms;
let load: Load;

beforeEach(async () => {
  random = seeded(seed);
  platforms = await startPlatforms(() => 5 + 15 * random());
  load = await queueLoad(sequelize, platforms, PEOPLE_PER_PLATFORM);
});

afterEach(async () => {
  await endBots();
  await platforms.close();
});

const start = (): BotProcess =>
  startBot({
    ...platforms.settings,
    DATABASE_URL: url,
    DELIVER_CRON: '* * * * * *',
    // Everything is matched already; nothing but the delivery is looked at.
    CRAWL_CRON: '0 0 1 1 *',
    MATCH_CRON: '0 0 1 1 *',
  });

const sent = (): number =>
  platforms.telegram.calls('sendMessage').length +
  platforms.discord.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages')).length;

/** Looks again and again: what a process does is seen from outside only. */
const eventually = async (what: string, isSo: () => boolean | Promise<boolean>, withinMs: number): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`);
    await delay(20);
  }
};

/** Starts the bot and lets it send for up to `forMs` more once it has begun. */
const runAWhile = async (forMs: number): Promise<BotProcess> => {
  const before = sent();
  const bot = start();
  await eventually('messages', () => sent() >= before + 5, 30_000).catch((error: unknown) => {
    throw new Error(`nothing is sent: ${bot.stderr()}`, { cause: error });
  });
  await delay(random() * forMs);
  return bot;
};

const drain = async (): Promise<void> => {
  const bot = start();
  const isDone = async (): Promise<boolean> => {
    const { pending = 0, sending = 0 } = await load.statuses();
    return pending + sending === 0;
  };
  await eventually('an empty outbox', isDone, LEASE_MS + 60_000);
  expect((await bot.signal('SIGTERM')).code).toBe(0);
};

const report = (name: string, figures: Readonly<Record<string, unknown>>): void => {
  const rows = Object.entries({ seed, ...figures }).map(([key, value]) => `  ${key.padEnd(24)}${value}`);
  process.stdout.write(`\n${name}\n${rows.join('\n')}\n`);
};

describe('the outbox', () => {
  test('loses nothing and repeats almost nothing when its process is killed 20 times', async () => {
    const kills = 20;
    const cutOff = new Set<string>();
    for (let i = 0; i < kills; i += 1) {
      const bot = await runAWhile(800);
      await bot.signal('SIGKILL');
      const { pending = 0 } = await load.statuses();
      expect(pending, `something left to send at kill ${i + 1}`).toBeGreaterThan(0);
      for (const lease of await load.leases()) cutOff.add(lease);
    }
    await drain();
    const tally = load.tally();
    const statuses = await load.statuses();
    report('kill -9 while delivering', { kills, 'sends cut off': cutOff.size, ...tally, ...statuses });
    expect(statuses).toEqual({ delivered: load.rows });
    expect(tally).toMatchObject({ lost: 0, discordTwice: 0, inversions: 0 });
    expect(tally.telegramTwice).toBeLessThanOrEqual(kills);
  });

  test('ends in time, loses nothing and repeats nothing when it is told to stop', async () => {
    const stops = 5;
    let longestMs = 0;
    for (let i = 0; i < stops; i += 1) {
      const bot = await runAWhile(2_000);
      const { code, afterMs } = await bot.signal('SIGTERM');
      expect({ code, stderr: bot.stderr() }).toMatchObject({ code: 0 });
      expect(afterMs).toBeLessThan(10_000);
      longestMs = Math.max(longestMs, afterMs);
      const { pending = 0, sending = 0 } = await load.statuses();
      expect(pending, `something left to send at stop ${i + 1}`).toBeGreaterThan(0);
      expect(sending).toBe(0);
    }
    await drain();
    const tally = load.tally();
    report('SIGTERM while delivering', { stops, 'longest stop (ms)': longestMs, ...tally });
    expect(await load.statuses()).toEqual({ delivered: load.rows });
    expect(tally).toMatchObject({ lost: 0, discordTwice: 0, telegramTwice: 0, inversions: 0 });
  });
});

/** mulberry32: the same numbers for the same seed. */
const seeded = (from: number): (() => number) => {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
