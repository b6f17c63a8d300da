import { randomUUID } from 'node:crypto';
import type { Sequelize } from 'sequelize';
import { afterAll, beforeAll, inject } from 'vitest';
import { initModels } from '../../models/index.ts';
import { openDatabase } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import { databaseNamed, inDatabase } from './cluster.ts';

/** A migrated, empty database of its own for the test file that calls this, dropped after its last test. */
export const useDatabaseUrl = (): { readonly url: string } => {
  const { url, template } = inject('cluster');
  const name = `${template}_${randomUUID().slice(0, 8)}`;
  beforeAll(() =>
    inDatabase(url, async (client) => {
      const { rows } = await client.query<{ version: number }>(
        `select current_setting('server_version_num')::int as version`,
      );
      // Quick on a server without fsync. PostgreSQL 14 knows no other way and no word for it.
      const strategy = (rows[0]?.version ?? 0) >= 150_000 ? 'strategy file_copy' : '';
      await client.query(`create database ${name} template ${template} ${strategy}`);
    }),
  );
  afterAll(() => inDatabase(url, (client) => client.query(`drop database ${name} with (force)`).then(() => {})));
  return { url: databaseNamed(url, name) };
};

/** `useDatabaseUrl` with the models on it. Close nothing: it is closed after the file's last test. */
export const useDatabase = (): { readonly url: string; readonly sequelize: Sequelize } => {
  const { url } = useDatabaseUrl();
  const sequelize = openDatabase({ url, pool: 5, logger: createLogger('silent') });
  initModels(sequelize);
  afterAll(() => sequelize.close());
  return { url, sequelize };
};
