import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateUp, openDatabase } from '../../src/database.ts';
import { serverAccount } from '../../src/embedded-postgres/account.ts';
import { openDataFolder } from '../../src/embedded-postgres/data-folder.ts';
import { choosePort } from '../../src/embedded-postgres/port.ts';
import { copiesFolder, preparePrograms, programsPackage } from '../../src/embedded-postgres/programs.ts';
import { reachServer, stopServer } from '../../src/embedded-postgres/server.ts';
import { databaseUrl } from '../../src/embedded-postgres/session.ts';
import { throwawaySettings } from '../../src/embedded-postgres/settings.ts';
import { createLogger } from '../../src/logger.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where databases can be made, and the migrated one to copy. */
    readonly cluster: { readonly url: string; readonly template: string };
  }
}

/** One server for the whole run, with one migrated database that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.TEST_DATABASE_URL;
  const server = external === undefined ? await startThrowawayServer() : { url: external, stop: async () => {} };
  const template = `jobhound_test_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const teardown = async (): Promise<void> => {
    if (external !== undefined) await dropDatabases(external, template);
    await server.stop();
  };
  try {
    await inDatabase(server.url, (client) => client.query(`create database ${template}`).then(() => {}));
    await migrate(databaseNamed(server.url, template));
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('cluster', { url: server.url, template });
  return teardown;
}

interface TestServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const startThrowawayServer = async (): Promise<TestServer> => {
  const directory = await mkdtemp(join(tmpdir(), 'jobhound-test-'));
  const removeDirectory = (): void => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  try {
    const { pid, url } = await startServerIn(directory);
    const killOnExit = (): void => {
      process.kill(pid, 'SIGKILL');
      removeDirectory();
    };
    // A second Ctrl-C ends the run without the teardown.
    process.once('exit', killOnExit);
    const stop = async (): Promise<void> => {
      process.off('exit', killOnExit);
      await stopServer(pid);
      removeDirectory();
    };
    return { url, stop };
  } catch (error) {
    removeDirectory();
    throw error;
  }
};

export const startServerIn = async (directory: string): Promise<{ pid: number; url: string }> => {
  const account = await serverAccount();
  const found = await programsPackage(process.platform, process.arch);
  const programs = await preparePrograms(found, account, copiesFolder(account, directory));
  const data = await openDataFolder({ directory, programs, account, durable: false });
  const { pid, port, session } = await reachServer({
    data,
    programs,
    account,
    port: await choosePort(join(directory, 'port')),
    settings: throwawaySettings,
    logFile: join(directory, 'log'),
  });
  await session.client.end();
  return { pid, url: databaseUrl(port, data.password) };
};

const migrate = async (url: string): Promise<void> => {
  const sequelize = openDatabase({ url, pool: 1, logger: createLogger('silent') });
  await migrateUp(sequelize);
  // A database that somebody is connected to cannot be copied.
  await sequelize.close();
};

const dropDatabases = (url: string, template: string): Promise<void> =>
  inDatabase(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [template],
    );
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
  });

export const databaseNamed = (url: string, name: string): string => {
  const named = new URL(url);
  named.pathname = `/${name}`;
  return named.href;
};

export const inDatabase = async (url: string, work: (client: pg.Client) => Promise<void>): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};
