import module from 'node:module';
import { PassThrough } from 'node:stream';
import { startApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';

/** The whole bot without its schedule, which matches and delivers until it is killed at a commit. */
export interface AppOrders {
  readonly settings: Readonly<Record<string, string>>;
  /** The kill is at the given commit (from 1) while jobs are matched: before it is written, or after it is done. */
  readonly fate: { readonly commit: number; readonly side: 'before' | 'after' } | null;
}

const NEVER = '0 0 1 1 *';

const main = async ({ settings, fate }: AppOrders): Promise<void> => {
  let isMatching = false;
  let commits = 0;
  const die = (): void => void process.kill(process.pid, 'SIGKILL');
  // A statement is logged before it is sent.
  const meet = (line: string): void => {
    if (!isMatching || fate === null || !line.includes('database.sql')) return;
    if (commits === fate.commit && fate.side === 'after') die();
    if (!/COMMIT/.test(line)) return;
    commits += 1;
    if (commits === fate.commit && fate.side === 'before') die();
  };
  const app = await startApp({
    config: loadConfig({
      ...settings,
      DATABASE_LOG: 'true',
      CRAWL_CRON: NEVER,
      MATCH_CRON: NEVER,
      DELIVER_CRON: NEVER,
      MAINTAIN_CRON: NEVER,
    }),
    clock: systemClock,
    logger: createLogger('debug', meet),
    terminal: { input: new PassThrough(), output: new PassThrough(), isInteractive: false },
  });
  module.flushCompileCache?.();
  let isStopping = false;
  process.once('SIGTERM', () => {
    isStopping = true;
  });
  process.stdout.write('started\n');
  while (!isStopping) {
    isMatching = true;
    await app.tick('match', new Date());
    isMatching = false;
    await app.tick('deliver', new Date());
  }
  await app.stop();
  process.exit(0);
};

await main(JSON.parse(process.argv[2] ?? '') as AppOrders);
