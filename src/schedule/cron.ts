import cron from 'node-cron';
import type { Logger } from '../logger.ts';

export interface Schedule {
  readonly stop: () => Promise<void>;
}

/**
 * Runs `tick(name, at)` by node-cron expressions in UTC. A tick that is missed is not made up for
 * here: what is due is found in the database by the next one. Runs of one name never overlap, which
 * is `tick`'s to hold (node-cron's own `noOverlap` never runs again after a run that hangs).
 */
export const startSchedule = <Name extends string>(
  expressions: Readonly<Record<Name, string>>,
  tick: (name: Name, at: Date) => Promise<void>,
  logger: Logger,
): Schedule => {
  const tasks = (Object.entries(expressions) as [Name, string][]).map(([name, expression]) =>
    cron.schedule(
      expression,
      async () => {
        await tick(name, new Date()).catch((error: unknown) => logger.error('tick failed', { name }, error));
      },
      { name, timezone: 'UTC' },
    ),
  );
  return {
    stop: async () => {
      await Promise.all(tasks.map((task) => task.destroy()));
    },
  };
};
