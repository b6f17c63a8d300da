import pg from 'pg';
import { QueryTypes, type Sequelize } from 'sequelize';
import type { Item } from '../src/ingest/source.ts';
import { type Stored, storeItems } from '../src/ingest/store/store-items.ts';
import { readTable, writeTable } from './copy-table.ts';
import { corpusItems, inventedItems } from './corpus-items.ts';
import { ingestDatabase } from './ingest-database.ts';
import { say } from './say.ts';

// How fast postings are stored. What a source's kind does before (parsing, cleaning, places, skills) is
// not in the numbers; telling new from known, merging, the search vector and all indexes are.

const rounded = (value: number): string => Math.round(value).toLocaleString('en');

const makeSource = async (sequelize: Sequelize, url: string): Promise<{ id: number; token: string }> => {
  const [made] = await sequelize.query<{ id: number; token: string }>(
    `insert into sources (kind, url, name, every_ms, lease_token) values ('feed', $1, 'Bench', 3600000, 'bench')
     returning id, lease_token as token`,
    { bind: [url], type: QueryTypes.SELECT },
  );
  if (made === undefined) throw new Error('no source');
  return made;
};

interface Reading {
  readonly sequelize: Sequelize;
  readonly source: { readonly id: number; readonly token: string };
  readonly items: Iterable<Item>;
}

const store = ({ sequelize, source, items }: Reading): Promise<Stored> =>
  storeItems({
    sequelize,
    source: { id: source.id, isSample: false, lastRunAt: null, coverage: 'whole', publisher: 'aggregator' },
    lease: { sourceId: source.id, token: source.token },
    items: eachOf(items),
    readDetail: () => Promise.resolve(null),
    isComplete: () => true,
    now: new Date(),
  });

async function* eachOf(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

const timed = async <T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> => {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
};

/** The tables that one stored posting has rows in, referenced ones first. */
const tables = ['jobs', 'job_search', 'job_keys', 'postings'];

const copySeconds = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create schema plain');
    const dumped = new Map<string, readonly Buffer[]>();
    for (const table of tables) {
      await client.query(`create table plain.${table} (like ${table} including all)`);
      dumped.set(table, await readTable(client, table));
    }
    const { seconds } = await timed(async () => {
      for (const table of tables) await writeTable(client, `plain.${table}`, dumped.get(table) ?? []);
    });
    await client.query('drop schema plain cascade');
    return seconds;
  } finally {
    await client.end();
  }
};

const measureHeap = async (reading: Omit<Reading, 'items'>): Promise<void> => {
  const count = 20_000;
  let peak = 0;
  const heap = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  let before = 0;
  let bytes = 0;
  function* watched(): Generator<Item> {
    let at = 0;
    for (const item of inventedItems(count, 5_000)) {
      if ('posting' in item) bytes += item.posting.description.length;
      at += 1;
      // The first batches warm up what is made once.
      if (at === 2_000) before = heap();
      if (at > 2_000 && at % 1_000 === 0) peak = Math.max(peak, heap());
      yield item;
    }
  }
  const { seconds } = await timed(() => store({ ...reading, items: watched() }));
  const grown = peak - before;
  say(
    `a list of ${rounded(bytes / 1e6)} MB, ${rounded(count)} postings: heap grew by ${grown.toFixed(1)} MB from ${before.toFixed(0)} MB (goal: flat), ${seconds.toFixed(1)} s with making the postings`,
  );
};

const database = await ingestDatabase();
try {
  const { sequelize, url } = database;
  const items = await corpusItems();
  say(`${rounded(items.length)} postings with descriptions, through storeItems with all indexes`);
  const source = await makeSource(sequelize, 'https://corpus.example/');

  const usedBefore = process.cpuUsage();
  const added = await timed(() => store({ sequelize, source, items }));
  const used = process.cpuUsage(usedBefore);
  const newRate = added.result.added / added.seconds;
  say(
    `new: ${rounded(newRate)} rows/s (goal 2,500), ${rounded(added.result.added)} rows, ${added.result.merged} merged, ${added.result.rejected} refused, ${added.seconds.toFixed(2)} s`,
  );

  const ownMicroseconds = (used.user + used.system) / items.length;
  say(
    `  of it our own process computed ${rounded(ownMicroseconds)} µs a row, while the database wrote the batch before`,
  );

  const copied = await copySeconds(url);
  say(
    `plain COPY of the same rows into the same tables and indexes: ${copied.toFixed(2)} s; storing takes ${(added.seconds / copied).toFixed(2)} times as long (no goal)`,
  );

  const again = await timed(() => store({ sequelize, source, items }));
  say(
    `unchanged: ${rounded(again.result.unchanged / again.seconds)} rows/s (goal 15,000), ${rounded(again.result.unchanged)} rows, ${again.result.added + again.result.changed} written`,
  );

  await measureHeap({ sequelize, source: await makeSource(sequelize, 'https://long.example/') });
} finally {
  await database.close();
}
