import { expect, test } from 'vitest';
import { inDatabase } from '../support/cluster.ts';
import { useDatabaseUrl } from '../support/database.ts';
import { readSeedsPage } from '../support/seeds-page.ts';

const { url } = useDatabaseUrl();
const rows = readSeedsPage();

const schemaColumns = async (): Promise<Set<string>> => {
  const columns = new Set(['schema_migrations.name', 'schema_migrations.description', 'schema_migrations.applied_at']);
  await inDatabase(url, async (client) => {
    const found = await client.query<{ name: string }>(
      "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'",
    );
    for (const { name } of found.rows) columns.add(name);
  });
  return columns;
};

test('docs/seeds.md names only columns of ours that exist', async () => {
  const columns = await schemaColumns();
  expect(rows.flatMap(({ ours }) => ours).filter((name) => !columns.has(name))).toEqual([]);
});

test('docs/seeds.md says of every column of theirs where it is or why it is not, once', () => {
  expect(rows.length).toBeGreaterThan(300);
  expect(rows.filter(({ ours, note }) => ours.length === 0 && note === '')).toEqual([]);
  const named = rows.map(({ document, theirs }) => `${document} ${theirs}`);
  expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
  expect(new Set(rows.map(({ document }) => document))).toEqual(new Set([1, 2, 3, 4, 5]));
});
