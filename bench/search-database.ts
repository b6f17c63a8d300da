import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateUp, openDatabase } from '../src/database.ts';
import { stopServer } from '../src/embedded-postgres/server.ts';
import { createLogger } from '../src/logger.ts';
import { startServerIn } from '../test/support/cluster.ts';

/**
 * Runs the work on a new, migrated database of the embedded server, with the memory that the bot gives it;
 * only what makes writes survive a crash is off. Nothing of it is left, whether the work ends or is ended.
 */
export const withThrowawayDatabase = async (work: (url: string) => Promise<void>): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'jobhound-bench-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  // A client that is still open when the work fails ends the process before the end of this function.
  process.once('exit', remove);
  try {
    const { pid, url } = await startServerIn(directory);
    const endAtOnce = (): void => {
      process.kill(pid, 'SIGKILL');
      remove();
      process.exit(130);
    };
    process.once('SIGINT', endAtOnce).once('SIGTERM', endAtOnce);
    try {
      const sequelize = openDatabase({ url, pool: 1, isPatient: true, logger: createLogger('silent') });
      await migrateUp(sequelize);
      await sequelize.close();
      await work(url);
    } finally {
      process.off('SIGINT', endAtOnce).off('SIGTERM', endAtOnce);
      await stopServer(pid);
    }
  } finally {
    process.off('exit', remove);
    remove();
  }
};
