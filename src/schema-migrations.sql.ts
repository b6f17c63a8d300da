import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { z } from 'zod';

/** A step of the schema that this database has taken. */
export interface AppliedMigration {
  readonly name: string;
  readonly description: string;
  readonly appliedAt: Date;
}

const rows = z.array(z.object({ name: z.string(), description: z.string(), applied_at: z.date() }));

/** Any number that no other program uses for an advisory lock in this database: "jobhound" in ASCII, cut to 63 bits. */
const LOCK = "x'2a6f62686f756e64'::bigint";

/** Makes the transaction the only one that migrates this database, and lets it take its time. */
export const lockMigrations = async (sequelize: Sequelize, transaction: Transaction): Promise<void> => {
  await sequelize.query(
    // A change of a large table outlasts the timeouts that guard the conversation. Waiting for
    // a lock is another matter: two minutes behind another process's migration, then an error.
    `set local statement_timeout = 0;
     set local idle_in_transaction_session_timeout = 0;
     set local lock_timeout = '120s';
     select pg_advisory_xact_lock(${LOCK})`,
    { transaction },
  );
};

/** Makes the table of applied migrations where it is missing; the caller holds the lock. */
export const createMigrationsTable = async (sequelize: Sequelize, transaction: Transaction): Promise<void> => {
  await sequelize.query(
    `create table if not exists schema_migrations (
       name text primary key,
       description text not null,
       applied_at timestamptz not null default now()
     )`,
    { transaction },
  );
};

/** What has been applied, oldest first; nothing where the table is missing. */
export const appliedMigrations = async (
  sequelize: Sequelize,
  transaction?: Transaction,
): Promise<readonly AppliedMigration[]> => {
  const inTransaction = transaction === undefined ? {} : { transaction };
  const [table] = await sequelize.query("select to_regclass('schema_migrations') is not null as there", {
    type: QueryTypes.SELECT,
    ...inTransaction,
  });
  if (!z.object({ there: z.boolean() }).parse(table).there) return [];
  const found = await sequelize.query('select name, description, applied_at from schema_migrations order by name', {
    type: QueryTypes.SELECT,
    ...inTransaction,
  });
  return rows.parse(found).map(({ name, description, applied_at: appliedAt }) => ({ name, description, appliedAt }));
};

/** Writes down that a migration was applied. */
export const recordMigration = async (
  sequelize: Sequelize,
  transaction: Transaction,
  { name, description }: { readonly name: string; readonly description: string },
): Promise<void> => {
  await sequelize.query('insert into schema_migrations (name, description) values ($1, $2)', {
    bind: [name, description],
    transaction,
  });
};

/** Strikes a migration that was undone, and the table with the last one: a schema undone leaves nothing. */
export const strikeMigration = async (sequelize: Sequelize, transaction: Transaction, name: string): Promise<void> => {
  await sequelize.query('delete from schema_migrations where name = $1', { bind: [name], transaction });
  if ((await appliedMigrations(sequelize, transaction)).length > 0) return;
  await sequelize.query('drop table schema_migrations', { transaction });
};
