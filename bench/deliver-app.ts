import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { startApp } from '../src/app.ts';
import { systemClock } from '../src/clock.ts';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import type { Discord } from '../test/support/discord/index.ts';
import type { TelegramStandIn } from '../test/support/telegram/index.ts';

/** The whole app in this process, at stand-ins, with the schedule that people get. */
export const startBotAt = async (
  databaseUrl: string,
  { telegram, discord }: { readonly telegram: TelegramStandIn; readonly discord: Discord },
): Promise<{ readonly stop: () => Promise<void> }> => {
  const data = await mkdtemp(join(tmpdir(), 'jobhound-bench-'));
  const app = await startApp({
    config: loadConfig({
      DATABASE_URL: databaseUrl,
      JOBHOUND_DATA: data,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_URL: telegram.url,
    }),
    clock: systemClock,
    logger: createLogger('error'),
    terminal: { input: new PassThrough(), output: new PassThrough(), isInteractive: false },
  });
  await app.connected;
  return {
    stop: async () => {
      await app.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};
