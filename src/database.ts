import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { ConnectionRefusedError, HostNotFoundError, Sequelize } from 'sequelize';
import { Umzug } from 'umzug';
import { migrations } from '../migrations/index.ts';
import type { Migration } from '../migrations/migration.ts';
import { guardedPg, impatientSocket } from './database-client.ts';
import type { Logger } from './logger.ts';
import {
  appliedMigrations,
  createMigrationsTable,
  lockMigrations,
  recordMigration,
  strikeMigration,
} from './schema-migrations.sql.ts';
import { isStorageAway } from './storage-away.ts';

export { isStorageAway };

// Counts and money are int8, which pg gives as text; ours stay far below 2^53.
pg.defaults.parseInt8 = true;

export interface DatabaseOptions {
  /** `postgres://...` */
  readonly url: string;
  /** How many connections at most. */
  readonly pool: number;
  /** True: every statement is logged at level debug, its values left out. */
  readonly logSql?: boolean;
  /** True: a statement may take as long as it takes, which is for migrations. */
  readonly isPatient?: boolean;
  readonly logger: Logger;
}

/** The oldest that we support; unset, Sequelize opens a connection only to ask. Its types miss the option. */
const assumedVersion = { databaseVersion: '14.0.0' };

/**
 * The database, not yet connected: connections open when they are needed. Nothing is retried. While
 * the server is away every call fails within 2.5 s with an error of which `isStorageAway` is true,
 * and works again by itself afterwards; a server that falls silent over a statement, without closing
 * the connection, is called away after 21 s. A statement is ended by the server after 20 s, a
 * transaction that does nothing after 21 s. `close()` ends it.
 */
export const openDatabase = ({ url, pool, logSql = false, isPatient = false, logger }: DatabaseOptions): Sequelize =>
  new Sequelize(url, {
    dialect: 'postgres',
    dialectModule: guardedPg,
    ...assumedVersion,
    pool: { max: pool, min: 0, acquire: 2_200, idle: 10_000 },
    retry: { max: 1 },
    logging: logSql ? (sql) => logger.debug('database.sql', { sql: withoutValues(sql) }) : false,
    dialectOptions: {
      application_name: 'jobhound',
      keepAlive: true,
      // Below the pool's patience, so that an absent server is called absent and not a full pool.
      connectionTimeoutMillis: 1_500,
      statement_timeout: 20_000,
      idle_in_transaction_session_timeout: 30_000,
      ...(isPatient ? {} : { stream: impatientSocket }),
    },
  });

/** The statement with every string and number in it replaced by `?`: they are what people wrote. */
export const withoutValues = (sql: string): string =>
  sql.replace(/'(?:[^']|'')*'/g, '?').replace(/(?<![\w$".])\d+(?:\.\d+)?\b/g, '?');

/** Long enough for a machine on which twenty of us start at once, or a server that recovers from a crash. */
const START_PATIENCE_MS = 20_000;
/** Between two tries. */
const PAUSE_MS = 200;

/**
 * Waits for a server that is starting, full or slow to answer, up to 20 s; fails at once where
 * nothing listens or the server says no. For the start only: a conversation does not wait.
 */
export const reachDatabase = async (sequelize: Sequelize, withinMs = START_PATIENCE_MS): Promise<void> => {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await sequelize.authenticate();
    } catch (error) {
      if (!isStorageAway(error) || isRefused(error) || performance.now() > end) throw error;
    }
    await setTimeout(PAUSE_MS);
  }
};

const isRefused = (error: unknown): boolean =>
  error instanceof ConnectionRefusedError || error instanceof HostNotFoundError;

export type Direction = 'up' | 'down';

/**
 * Moves this database's schema. A step and its line in `schema_migrations` are one transaction under
 * one advisory lock: a crash leaves both or neither, and of many processes that start at once one
 * does each step while the others wait and pass. `onStep` hears of the steps that were taken here.
 */
export const createMigrator = (
  sequelize: Sequelize,
  onStep: (name: string, direction: Direction) => void = () => undefined,
): Umzug<Sequelize> => {
  const step = (migration: Migration, direction: Direction) => async () => {
    if (await takeStep(sequelize, migration, direction)) onStep(migration.name, direction);
  };
  return new Umzug({
    context: sequelize,
    logger: undefined,
    migrations: migrations.map((migration) => ({
      name: migration.name,
      up: step(migration, 'up'),
      down: step(migration, 'down'),
    })),
    storage: {
      executed: async () => (await appliedMigrations(sequelize)).map(({ name }) => name),
      // Done within the step's own transaction.
      logMigration: async () => undefined,
      unlogMigration: async () => undefined,
    },
  });
};

/**
 * Brings the schema up to date; safe in any number of processes at once. Waits for the server as
 * `reachDatabase` does. Gives the steps that were taken here.
 */
export const migrateUp = async (sequelize: Sequelize): Promise<readonly string[]> => {
  const taken: string[] = [];
  await reachDatabase(sequelize);
  await createMigrator(sequelize, (name) => taken.push(name)).up();
  await learnTypes(sequelize);
  return taken;
};

const takeStep = async (sequelize: Sequelize, migration: Migration, direction: Direction): Promise<boolean> =>
  sequelize.transaction(async (transaction) => {
    await lockMigrations(sequelize, transaction);
    await createMigrationsTable(sequelize, transaction);
    const applied = await appliedMigrations(sequelize, transaction);
    if (applied.some(({ name }) => name === migration.name) === (direction === 'up')) return false;
    await migration[direction](async (statements) => {
      const [rows] = await sequelize.query(statements, { transaction });
      return Array.isArray(rows) ? rows.filter((row) => typeof row === 'object' && row !== null) : [];
    });
    if (direction === 'up') await recordMigration(sequelize, transaction, migration);
    else await strikeMigration(sequelize, transaction, migration.name);
    return true;
  });

/**
 * Sequelize asks for the numbers of the database's types at its first connection only, which may be
 * older than the hstore that a migration (here or in another process) has made since.
 */
const learnTypes = async ({ connectionManager }: Sequelize): Promise<void> => {
  if ('_refreshDynamicOIDs' in connectionManager && typeof connectionManager._refreshDynamicOIDs === 'function') {
    await connectionManager._refreshDynamicOIDs();
  }
};
