import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { Figure } from './figures.ts';
import { promises } from './promises.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file that tests write their figures to. */
    readonly figures: string;
  }
}

/** Collects the figures of a run and prints them as one table when it ends. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'jobhound-figures-'));
  const file = join(folder, 'figures');
  writeFileSync(file, '');
  project.provide('figures', file);
  return () => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const figures = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Figure);
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write(`\n${tableOf(figures)}\n`);
  };
}

/** A row a promise, in their order; what this run did not measure is said. Pure. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = Object.entries(promises).map(([id, [promise, bound]]) => {
    const mine = figures.filter((figure) => figure.id === id);
    const reached = mine.map((figure) => figure.reached).join('; ');
    const isOk = mine.every(({ ok }) => ok);
    return [id, promise, reached === '' ? 'not measured' : reached, bound, mine.length > 0 && isOk ? 'yes' : 'NO'];
  });
  return [['id', 'promise', 'figure', 'bound', 'ok'], ['--', '--', '--', '--', '--'], ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
};
