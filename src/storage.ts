import type { Sequelize } from 'sequelize';
import type { Config } from './config.ts';
import { openDatabase } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres/index.ts';
import type { Logger } from './logger.ts';

export interface Storage {
  readonly sequelize: Sequelize;
  /** Closes the connections and, where nobody else uses it, the embedded server. Never throws. */
  readonly close: () => Promise<void>;
}

/** The database that the settings name, already in use by another process of ours or not. */
export const openStorage = async (config: Config, logger: Logger): Promise<Storage> => {
  const embedded =
    config.databaseUrl === null ? await startEmbeddedPostgres({ directory: config.dataDirectory, logger }) : null;
  const sequelize = openDatabase({
    url: config.databaseUrl ?? embedded?.url ?? '',
    pool: config.databasePool,
    logSql: config.databaseLog,
    logger,
  });
  return {
    sequelize,
    close: async () => {
      await sequelize.close().catch(() => undefined);
      await embedded?.stop();
    },
  };
};
