import module from 'node:module';
import { createDiscordAdapter } from '../../src/adapters/discord/index.ts';
import { createTelegramAdapter } from '../../src/adapters/telegram/index.ts';
import type { Adapter, Platform } from '../../src/chat/adapter.ts';
import { systemClock } from '../../src/clock.ts';
import { openDatabase } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import type { DeliveryStep } from '../../src/outbox/attempt.ts';
import { createDelivery } from '../../src/outbox/deliver.ts';
import { linesOf } from './told.ts';

/** The delivery alone, as a process of its own: it starts in a fraction of the time that the bot takes. */
export interface WorkerOrders {
  readonly databaseUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  /** It ends itself so, at the given occurrence of a step (from 1) and so many ms later; null: not at all. */
  readonly fate: {
    readonly signal: 'SIGKILL' | 'SIGSTOP';
    readonly step: DeliveryStep;
    readonly occurrence: number;
    readonly afterMs: number;
    /** Only steps of this platform count. */
    readonly platform?: Platform;
  } | null;
}

const PAUSE_MS = 100;

// Who is killed writes no cache for the next one.
module.flushCompileCache?.();

/** Delivers until SIGTERM, or until its fate. Every line that it logs is JSON on stdout. */
const main = async ({ databaseUrl, settings, fate }: WorkerOrders): Promise<void> => {
  const logger = createLogger('info', (line) => void process.stdout.write(line));
  const sequelize = openDatabase({ url: databaseUrl, pool: 6, logger });
  const access = (name: string) => ({
    token: settings[`${name}_TOKEN`] ?? '',
    apiUrl: settings[`${name}_API_URL`] ?? null,
    logger,
    clock: systemClock,
  });
  const adapters = [createDiscordAdapter(access('DISCORD')), createTelegramAdapter(access('TELEGRAM'))];
  let occurrences = 0;
  const delivery = createDelivery({
    sequelize,
    adapters: new Map<Platform, Adapter>(adapters.map((adapter) => [adapter.platform, adapter])),
    render: async ({ dedupeKey }) => ({ text: [linesOf(dedupeKey).join('\n')] }),
    clock: systemClock,
    logger,
    onStep: (step, { platform }) => {
      if (fate === null || step !== fate.step || (fate.platform ?? platform) !== platform) return;
      occurrences += 1;
      if (occurrences !== fate.occurrence) return;
      const meet = () => process.kill(process.pid, fate.signal);
      if (fate.afterMs === 0) meet();
      else setTimeout(meet, fate.afterMs);
    },
  });
  const stopped = new Promise<void>((resolve) => process.once('SIGTERM', () => resolve()));
  let isStopping = false;
  void stopped.then(() => {
    isStopping = true;
  });
  while (!isStopping) {
    await delivery.run();
    await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, PAUSE_MS))]);
  }
  await delivery.stop();
  for (const adapter of adapters) await adapter.stop();
  await sequelize.close();
  process.exit(0);
};

await main(JSON.parse(process.argv[2] ?? '') as WorkerOrders);
