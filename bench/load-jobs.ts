import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { people } from './invented-job.ts';
import type { Load } from './load-worker.ts';

/** Milliseconds that each part of the loading took; both kinds of index are made at once. */
export interface LoadTimes {
  readonly rows: number;
  readonly narrowIndexes: number;
  readonly plainIndexes: number;
}

/**
 * Fills `jobs` and `job_search` with the invented jobs, and gives `jobs` what the plain design needs: the
 * vector beside the text, a GIN index on it and one on the day. The indexes are made afterwards, as
 * the migration defines them, and the tables are vacuumed and analysed, as autovacuum does in time.
 */
export const loadJobs = async (
  client: pg.Client,
  { url, seed, jobs, now }: Omit<Load, 'first' | 'step'>,
): Promise<LoadTimes> => {
  const start = performance.now();
  await client.query(`insert into users (display_name) select 'Person ' || n from generate_series(1, ${people}) n`);
  await client.query(dropForeignKeys);
  for (const table of ['job_search', 'jobs']) await client.query(`alter table ${table} set unlogged`);
  await client.query(`alter table jobs add column search_vector tsvector`);
  await client.query(`alter table jobs alter column search_vector set storage external`);
  const narrow = await dropIndexes(client, 'job_search');
  const wide = await dropIndexes(client, 'jobs');
  const step = Math.min(2, availableParallelism());
  await Promise.all(
    Array.from({ length: step }, async (_, first) => {
      const workerData: Load = { url, seed, jobs, now, first, step };
      const [code] = await once(new Worker(new URL('load-worker.ts', import.meta.url), { workerData }), 'exit');
      if (code !== 0) throw new Error(`a loading worker ended with ${code}`);
    }),
  );
  const loaded = performance.now();
  const plain = [
    ...wide,
    `create index plain_newest on jobs (posted_at desc nulls last, id desc) where status = 'active'`,
    `create index plain_search on jobs using gin (search_vector) where status = 'active'`,
  ];
  const [narrowIndexes, plainIndexes] = await Promise.all([
    buildIndexes(url, narrow, 'job_search'),
    buildIndexes(url, plain, 'jobs'),
  ]);
  return { rows: loaded - start, narrowIndexes, plainIndexes };
};

/** A logged table may not refer to one that is not, and the log of all this would be as large again as the data. */
const dropForeignKeys = `
do $$ declare key record; begin
  for key in select conrelid::regclass as owner, conname from pg_constraint where contype = 'f' loop
    execute format('alter table %s drop constraint %I', key.owner, key.conname);
  end loop;
end $$`;

const dropIndexes = async (client: pg.Client, table: string): Promise<string[]> => {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = $1::regclass and not i.indisprimary`,
    [table],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
};

/** On a connection of its own: PostgreSQL makes such an index on one core. Gives the milliseconds it took. */
const buildIndexes = async (url: string, definitions: readonly string[], table: string): Promise<number> => {
  const start = performance.now();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set maintenance_work_mem = '1GB'`);
    for (const definition of definitions) await client.query(definition);
    await client.query(`vacuum (analyze) ${table}`);
  } finally {
    await client.end();
  }
  return performance.now() - start;
};
