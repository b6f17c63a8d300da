import type { Sequelize } from 'sequelize';
import type { Config } from './config.ts';
import { type DatabaseOptions, migrateUp, openDatabase } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres/index.ts';
import type { Logger } from './logger.ts';

export interface Storage {
  /** `postgres://...` of the database that it is. */
  readonly url: string;
  readonly sequelize: Sequelize;
  /** Closes the connections and, where nobody else uses it, the embedded server. Never throws. */
  readonly close: () => Promise<void>;
}

/**
 * The database that the settings name, with its schema up to date, already in use by another process
 * of ours or not. Throws where it cannot be reached or migrated; then nothing is left open.
 */
export const openStorage = async (config: Config, logger: Logger): Promise<Storage> => {
  const embedded =
    config.databaseUrl === null ? await startEmbeddedPostgres({ directory: config.dataDirectory, logger }) : null;
  const options = { url: config.databaseUrl ?? embedded?.url ?? '', logSql: config.databaseLog, logger };
  try {
    await migrate(options);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const sequelize = openDatabase({ ...options, pool: config.databasePool });
  return {
    url: options.url,
    sequelize,
    close: async () => {
      await sequelize.close().catch(() => undefined);
      await embedded?.stop();
    },
  };
};

/** On a connection of its own: a step may take minutes. */
const migrate = async (options: Omit<DatabaseOptions, 'pool' | 'isPatient'>): Promise<void> => {
  const sequelize = openDatabase({ ...options, pool: 1, isPatient: true });
  try {
    await migrateUp(sequelize);
  } finally {
    await sequelize.close().catch(() => undefined);
  }
};
