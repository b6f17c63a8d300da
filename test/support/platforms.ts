import { type Discord, startDiscord } from './discord/index.ts';
import { startProxy } from './proxy.ts';
import { startTelegram, type TelegramStandIn } from './telegram/index.ts';

/** Both platforms for a bot that is a process of its own. */
export interface Platforms {
  readonly discord: Discord;
  readonly telegram: TelegramStandIn;
  /** What the bot is told of them. */
  readonly settings: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Starts both; every answer of theirs comes after `delayMs()`. */
export const startPlatforms = async (delayMs: () => number = () => 0): Promise<Platforms> => {
  const discord = await startDiscord();
  const telegram = await startTelegram();
  const [discordWay, telegramWay] = [await startProxy(discord.port, delayMs), await startProxy(telegram.port, delayMs)];
  return {
    discord,
    telegram,
    settings: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: `http://127.0.0.1:${discordWay.port}/api`,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_URL: `http://127.0.0.1:${telegramWay.port}`,
    },
    close: async () => {
      for (const one of [discordWay, telegramWay, discord, telegram]) await one.close();
    },
  };
};
