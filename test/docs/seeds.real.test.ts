import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSeedsPage } from '../support/seeds-page.ts';

const folder = join(import.meta.dirname, '../../../shared/seeds');

/** The columns that a document defines: in SQL, in SQLAlchemy, in a drawn box. */
const definedColumns = (document: string): Set<string> => {
  const found = new Set<string>();
  for (const [, table, body = ''] of document.matchAll(/CREATE TABLE (\w+) \((.*?)\n\);/gs)) {
    for (const [, column] of body.matchAll(/^\s+([a-z_]+) /gm)) found.add(`${table}.${column}`);
  }
  for (const [, table, body = ''] of document.matchAll(/__tablename__ = '(\w+)'(.*?)(?=```|\n\s*class )/gs)) {
    for (const [, column] of body.matchAll(/^\s+(\w+) = (?:db\.)?Column\(/gm)) found.add(`${table}.${column}`);
  }
  let table = '';
  for (const line of document.split('\n')) {
    table = /^│\s+([A-Z_]+)\s+│$/.exec(line)?.[1]?.toLowerCase() ?? table;
    const column = /^│ ([a-z_]+) /.exec(line)?.[1];
    if (column !== undefined) found.add(`${table}.${column}`);
  }
  return found;
};

test.skipIf(!existsSync(folder))('docs/seeds.md maps every column that the seed documents define', () => {
  const rows = readSeedsPage();
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted();
  expect(files).toHaveLength(5);
  for (const [index, file] of files.entries()) {
    const mapped = new Set(rows.filter(({ document }) => document === index + 1).map(({ theirs }) => theirs));
    const defined = definedColumns(readFileSync(join(folder, file), 'utf8'));
    expect([file, [...defined].filter((column) => !mapped.has(column))]).toEqual([file, []]);
    // The second document describes its tables in prose only.
    if (index !== 1) expect(defined.size).toBeGreaterThan(20);
  }
});
