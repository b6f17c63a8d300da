import { createTelegramAdapter } from '../../../src/adapters/telegram/index.ts';
import type { Adapter } from '../../../src/chat/adapter.ts';
import { systemClock } from '../../../src/clock.ts';
import { createLogger } from '../../../src/logger.ts';
import { startTelegram } from './index.ts';
import { createMoments } from './moments.ts';

/** The stand-in and an adapter at it, with everything that was logged. */
export const startBench = async () => {
  const moments = createMoments();
  const log: string[] = [];
  const telegram = await startTelegram();
  const build = (token = telegram.token): Adapter =>
    createTelegramAdapter({
      token,
      apiUrl: telegram.url,
      clock: systemClock,
      logger: createLogger('debug', (line) => {
        log.push(line);
        moments.notify();
      }),
      backoff: { firstMs: 5, longestMs: 20 }, // so that a failed poll is not a second of waiting
    });
  const adapter = build();
  return {
    telegram,
    adapter,
    build,
    log,
    logged: (event: string): boolean => log.some((line) => line.includes(event)),
    /** Resolves when the event is in the log. */
    untilLogged: (event: string): Promise<true> =>
      moments.until(() => (log.some((line) => line.includes(event)) ? true : null), `${event} in the log`),
    close: async (): Promise<void> => {
      await adapter.stop();
      await telegram.close();
    },
  };
};
