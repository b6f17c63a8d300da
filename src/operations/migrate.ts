import { ConfigError, loadConfig } from '../config.ts';
import { isStorageAway, openDatabase, reachDatabase } from '../database.ts';
import { startEmbeddedPostgres } from '../embedded-postgres/index.ts';
import { createLogger } from '../logger.ts';
import { migrationUsage, readMigrationCommand, runMigrationCommand } from './migration-command.ts';

/** `npm run migrate`: exit code 0 when done, 1 when it failed, 2 when it was asked for wrongly. */
const migrate = async (given: readonly string[]): Promise<number> => {
  const command = readMigrationCommand(given);
  if (command === null) {
    process.stderr.write(migrationUsage);
    return 2;
  }
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  const embedded =
    config.databaseUrl === null ? await startEmbeddedPostgres({ directory: config.dataDirectory, logger }) : null;
  try {
    const url = config.databaseUrl ?? embedded?.url ?? '';
    const database = openDatabase({ url, pool: 2, logSql: config.databaseLog, isPatient: true, logger });
    try {
      await reachDatabase(database);
      await runMigrationCommand(database, command, (line) => process.stdout.write(`${line}\n`));
    } finally {
      await database.close();
    }
  } finally {
    await embedded?.stop();
  }
  return 0;
};

try {
  process.exitCode = await migrate(process.argv.slice(2));
} catch (error) {
  process.exitCode = 1;
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else if (isStorageAway(error)) process.stderr.write('The database cannot be reached. See DATABASE_URL.\n');
  else createLogger('error').error('migrate.failed', {}, error);
}
