import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Sequelize } from 'sequelize';
import { initModels } from '../models/index.ts';
import { migrateUp, openDatabase } from '../src/database.ts';
import { startEmbeddedPostgres } from '../src/embedded-postgres/index.ts';
import { createLogger } from '../src/logger.ts';

interface IngestDatabase {
  readonly url: string;
  readonly sequelize: Sequelize;
  readonly close: () => Promise<void>;
}

/**
 * A migrated, empty database: a new one on the server of `TEST_DATABASE_URL`, else on an embedded
 * server of its own with the settings that people get, those that make writes survive a crash too.
 */
export const ingestDatabase = async (): Promise<IngestDatabase> => {
  const logger = createLogger('silent');
  const external = process.env.TEST_DATABASE_URL;
  const directory = await mkdtemp(join(tmpdir(), 'jobhound-bench-'));
  const embedded = external === undefined ? await startEmbeddedPostgres({ directory, logger }) : null;
  const server = external ?? embedded?.url ?? '';
  const name = `jobhound_bench_${process.pid}`;
  const asOwner = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await asOwner(`create database ${name}`);
  const named = new URL(server);
  named.pathname = `/${name}`;
  const sequelize = openDatabase({ url: named.href, pool: 4, logger });
  await migrateUp(sequelize);
  initModels(sequelize);
  return {
    url: named.href,
    sequelize,
    close: async () => {
      await sequelize.close();
      await asOwner(`drop database ${name} with (force)`);
      await embedded?.stop();
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
};
