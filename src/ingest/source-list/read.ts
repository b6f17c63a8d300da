import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseSourcesCsv } from './csv.ts';
import { fileEntry, type SourceEntry, SourceListError } from './entry.ts';
import { parseSourcesYaml } from './yaml.ts';

/**
 * The sources that a path stands for: a list in YAML or CSV, postings saved in a file, or a folder
 * of such files. Throws SourceListError.
 */
export const readSourceList = async (path: string): Promise<readonly SourceEntry[]> => {
  const file = resolve(path);
  const about = await stat(file).catch(() => null);
  if (about === null) throw new SourceListError(file, ['there is no such file or folder']);
  if (about.isDirectory()) {
    const names = (await readdir(file)).filter((name) => kindOfFile(name) !== null).sort();
    return names.map((name) => fileEntry(join(file, name), kindOfFile(name) ?? ''));
  }
  const kind = kindOfFile(file);
  if (kind !== null) return [fileEntry(file, kind)];
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new SourceListError(file, [`it cannot be read${code}`]);
  });
  return /\.csv$/i.test(file) ? parseSourcesCsv(text, file) : parseSourcesYaml(text, file);
};

/** A bare file says nothing more about its kind than its name; a list can. */
const kindOfFile = (name: string): string | null => {
  if (/\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(name)) return 'lines';
  return /\.json$/i.test(name) ? 'greenhouse' : null;
};
