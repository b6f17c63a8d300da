import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SeedRow {
  /** Number of the seed document, from 1. */
  readonly document: number;
  readonly theirs: string;
  readonly ours: readonly string[];
  readonly note: string;
}

/** The rows of the tables in `docs/seeds.md` that map columns. */
export const readSeedsPage = (): readonly SeedRow[] =>
  readFileSync(join(import.meta.dirname, '../../docs/seeds.md'), 'utf8')
    .split(/^## /m)
    .filter((section) => /^\d\. /.test(section))
    .flatMap((section) =>
      [...section.matchAll(/^\| `([\w.]+)` \| (.+?) \|(.*)\|$/gm)].map(([, theirs = '', ours = '', note = '']) => ({
        document: Number.parseInt(section, 10),
        theirs,
        ours: ours === '-' ? [] : [...ours.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
        note: note.trim(),
      })),
    );
