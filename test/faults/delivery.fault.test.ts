import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BotProcess, endBots, startBot } from '../support/bot-process.ts';
import { useDatabase } from '../support/database.ts';
import { type Platforms, startPlatforms } from '../support/platforms.ts';
import { eventually } from './eventually.ts';
import { figure } from './figures.ts';
import { type Load, queueLoad } from './load.ts';
import { isFull, seed, seeded } from './seeded.ts';

const PEOPLE_PER_PLATFORM = isFull ? 1_500 : 250;
/** The longest that a dead process keeps a row for itself. */
const LEASE_MS = 20_000;

const { url, sequelize } = useDatabase();
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

describe('the outbox', () => {
  test('ends in time, loses nothing and repeats nothing when it is told to stop', async () => {
    const stops = isFull ? 50 : 8;
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
    expect(await load.statuses()).toEqual({ delivered: load.rows });
    const { lost, discordTwice, telegramTwice, inversions } = tally;
    const twice = discordTwice + telegramTwice;
    figure(
      'R7',
      `${stops} stops under load (seed ${seed}): the longest ${longestMs} ms, lost ${lost}, twice ${twice}, sending 0`,
      longestMs <= 10_000 && lost + twice + inversions === 0,
    );
  });
});
