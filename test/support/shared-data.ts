import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The real data beside the project; `*.real.test.ts` alone may read it, and is skipped where it is absent. */
export const sharedData = join(import.meta.dirname, '../../../shared/data');

export const hasSharedData = existsSync(sharedData);

/** A file of it as it was before it was packed. */
export const bytesOf = (file: string): Buffer => {
  const bytes = readFileSync(join(sharedData, file));
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};

export const textOf = (file: string): string => bytesOf(file).toString();

/** The values of a file that has one a line. */
export const linesOf = (file: string): unknown[] =>
  textOf(file)
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

/** What the list of the files says of one in its column `records`: "566 boards / 1594 jobs", "2". Null: it is not listed. */
export const statedRecords = (file: string): string | null => {
  const row = textOf('README.md')
    .split('\n')
    .find((line) => line.startsWith(`| \`${file}\` |`));
  return row?.split('|').at(-3)?.trim() ?? null;
};

/** Shows a table as a test's output: a heading, and columns as wide as what stands in them. */
export const printTable = (heading: string, rows: readonly (readonly unknown[])[]): void => {
  const cells = rows.map((row) => row.map(String));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  process.stdout.write(`\n${heading}\n${lines.map((line) => `  ${line}\n`).join('')}`);
};
