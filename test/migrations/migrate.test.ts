import { randomUUID } from 'node:crypto';
import { QueryTypes, type Sequelize } from 'sequelize';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { initModels } from '../../models/index.ts';
import { createMigrator, migrateUp, openDatabase } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import { buildProfile } from '../support/builders.ts';
import { databaseNamed, inDatabase } from '../support/cluster.ts';

const names = migrations.map(({ name }) => name);
const logger = createLogger('silent');
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The URL of a database with nothing in it, dropped after the test. */
const emptyDatabase = async (): Promise<string> => {
  const { url, template } = inject('cluster');
  const name = `${template}_${randomUUID().slice(0, 8)}`;
  await inDatabase(url, (client) => client.query(`create database ${name}`).then(() => undefined));
  closers.push(() =>
    inDatabase(url, (client) => client.query(`drop database ${name} with (force)`).then(() => undefined)),
  );
  return databaseNamed(url, name);
};

const open = (url: string, pool = 2): Sequelize => {
  const database = openDatabase({ url, pool, logger });
  closers.push(() => database.close());
  return database;
};

/** Everything that a schema can leave behind. */
const leftovers = (database: Sequelize): Promise<object[]> =>
  database.query(
    `select 'relation' as kind, relname::text as name from pg_class where relnamespace = 'public'::regnamespace
     union all select 'type', typname from pg_type where typnamespace = 'public'::regnamespace
     union all select 'function', proname from pg_proc where pronamespace = 'public'::regnamespace
     union all select 'extension', extname from pg_extension where extname <> 'plpgsql'`,
    { type: QueryTypes.SELECT },
  );

/** Every column, constraint and index, as text. */
const shape = (database: Sequelize): Promise<object[]> =>
  database.query(
    `select table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable
            || coalesce(' ' || column_default, '') as line
       from information_schema.columns where table_schema = 'public'
     union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
       where connamespace = 'public'::regnamespace
     union all select indexdef from pg_indexes where schemaname = 'public'
     order by 1`,
    { type: QueryTypes.SELECT },
  );

describe('migrations', () => {
  test('up from empty takes every step in order, up again takes none', async () => {
    const database = open(await emptyDatabase());
    expect(await migrateUp(database)).toEqual(names);
    const migrated = await shape(database);
    expect(await migrateUp(database)).toEqual([]);
    expect(await shape(database)).toEqual(migrated);
  });

  test('down to empty leaves nothing, and up again gives the same schema', async () => {
    const database = open(await emptyDatabase());
    await migrateUp(database);
    const migrated = await shape(database);
    await createMigrator(database).down({ to: 0 });
    expect(await leftovers(database)).toEqual([]);
    await migrateUp(database);
    expect(await shape(database)).toEqual(migrated);
  });

  test('every step down and up again keeps the schema and what the rows say in the tables and columns that it leaves', async () => {
    const database = open(await emptyDatabase());
    await migrateUp(database);
    await fill(database);
    const migrated = await shape(database);
    const before = await rows(database);
    for (const step of names.toReversed().keys()) {
      await createMigrator(database).down({ step: step + 1 });
      const kept = await rows(database);
      for (const [table, content] of kept) {
        expect([table, content.map(common(before, table))]).toEqual([
          table,
          before.get(table)?.map(common(kept, table)),
        ]);
      }
      await migrateUp(database);
      for (const [table, content] of kept) {
        const again = await rows(database);
        expect([table, again.get(table)?.map(common(kept, table))]).toEqual([table, content.map(common(again, table))]);
      }
      expect(await shape(database)).toEqual(migrated);
    }
  });

  test('of twenty that start at once one takes each step, and none fails', async () => {
    const url = await emptyDatabase();
    const taken = await Promise.all(Array.from({ length: 20 }, () => migrateUp(open(url, 1))));
    expect(taken.flat().toSorted()).toEqual(names);
    for (const steps of taken) expect(names).toEqual(expect.arrayContaining([...steps]));
  });

  test('a connection that is older than the schema reads its types, whoever made them', async () => {
    const url = await emptyDatabase();
    const early = open(url, 1);
    await early.query('select 1');
    await migrateUp(open(url));
    expect(await migrateUp(early)).toEqual([]);
    initModels(early);
    expect((await buildProfile({ links: { github: 'ada' } })).links).toEqual({ github: 'ada' });
  });

  test('a step that fails leaves neither its tables nor its line', async () => {
    const database = open(await emptyDatabase());
    await createMigrator(database).up({ to: '0003-create-searches' });
    // Meets the step half way: its second table exists already.
    await database.query('create table cover_letters (id integer)');
    await expect(migrateUp(database)).rejects.toThrow('0004-create-applications');
    expect(await database.query("select to_regclass('applications') as there", { type: QueryTypes.SELECT })).toEqual([
      { there: null },
    ]);
    await database.query('drop table cover_letters');
    expect(await migrateUp(database)).toEqual(names.slice(3));
  });

  test('names are a number of their own, in order, and a verb with a noun', () => {
    expect(names.map((name) => name.slice(0, 4))).toEqual(
      [...new Set(names.map((name) => name.slice(0, 4)))].toSorted(),
    );
    for (const name of names) expect(name).toMatch(/^\d{4}-[a-z]+(-[a-z]+)+$/);
  });
});

/** One row in every table whose rows need no parents, and in some whose rows do. */
const fill = async (database: Sequelize): Promise<void> => {
  await database.query(`
    insert into users default values;
    insert into chat_accounts (user_id, platform, platform_id) values (1, 'telegram', '7');
    insert into profiles (user_id, links) values (1, 'github=>x');
    insert into jobs (title, company_name, url) values ('Baker', 'Mill', 'https://mill.example/1');
    insert into saved_searches (user_id, number, name, query, filter) values (1, 1, 'a', 'a', '{}');
    insert into matches (saved_search_id, user_id, job_id, found_by) values (1, 1, 1, 'live');
    insert into applications (user_id, number, job_id, status, title, company_name)
      values (1, 1, 1, 'saved', 'Baker', 'Mill');
    insert into notifications (user_id, chat_account_id, kind, dedupe_key) values (1, 1, 'match', 'a');
    insert into settings (key, value) values ('a', '1');
  `);
};

const rows = async (database: Sequelize): Promise<Map<string, object[]>> => {
  const tables = await database.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'",
    { type: QueryTypes.SELECT },
  );
  const content = new Map<string, object[]>();
  for (const { name } of tables) {
    content.set(name, await database.query(`select * from ${name} order by 1`, { type: QueryTypes.SELECT }));
  }
  return content;
};

/** A row without the columns that its table in `other` has not: a step may add some and takes them away again. */
const common =
  (other: ReadonlyMap<string, readonly object[]>, table: string) =>
  (row: object): object => {
    const columns = new Set((other.get(table) ?? []).flatMap(Object.keys));
    return Object.fromEntries(Object.entries(row).filter(([column]) => columns.has(column)));
  };
