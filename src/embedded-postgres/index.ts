import { join } from 'node:path';
import type { Logger } from '../logger.ts';
import { serverAccount } from './account.ts';
import { openDataFolder } from './data-folder.ts';
import { choosePort, notePort } from './port.ts';
import { copiesFolder, preparePrograms, programsPackage } from './programs.ts';
import { reachServer } from './server.ts';
import { databaseUrl } from './session.ts';
import { settings } from './settings.ts';
import { supervise } from './supervisor.ts';

export interface EmbeddedPostgres {
  /** Stays true while we run, also over a restart of the server. It carries the password: never log it. */
  readonly url: string;
  /**
   * Ends the supervision, and the server too unless another client is still connected (another
   * process of ours, or a pool that was not closed). Never throws.
   */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Where everything is kept: data, password, port and log. Made when absent. */
  readonly directory: string;
  readonly logger: Logger;
}

/**
 * A PostgreSQL 17 of our own, from an npm package, on 127.0.0.1. Uses the server that runs already,
 * started by another process or left behind by one that was killed, else starts one; and brings it
 * back, at the same port, whenever it ends while we run. Keep to what PostgreSQL 14 can do: people
 * may bring their own.
 *
 * Throws an error with what to do when there is no package for this platform or it does not start.
 */
export const startEmbeddedPostgres = async ({
  directory,
  logger,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const account = await serverAccount();
  const programs = await preparePrograms(
    await programsPackage(process.platform, process.arch),
    account,
    copiesFolder(account, directory),
  );
  const data = await openDataFolder({ directory, programs, account, durable: true });
  const portFile = join(directory, 'postgres.port');
  const options = { data, programs, account, settings, logFile: join(directory, 'postgres.log') };

  const first = await reachServer({ ...options, port: await choosePort(portFile) });
  await notePort(portFile, first.port);
  logger.info('database.ready', { pid: first.pid, port: first.port });

  const supervisor = supervise(first, logger, (signal) => reachServer({ ...options, port: first.port, signal }));
  return { url: databaseUrl(first.port, data.password), stop: supervisor.stop };
};
