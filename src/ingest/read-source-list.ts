import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileEntry, readSourcesFile, type SourceEntry, SourcesFileError } from './sources-file.ts';

/**
 * The sources that a path stands for: a YAML list as SOURCES_FILE is one, a board saved as JSON, or
 * a folder of such boards. Throws SourcesFileError.
 */
export const readSourceList = async (path: string): Promise<readonly SourceEntry[]> => {
  const file = resolve(path);
  const about = await stat(file).catch(() => null);
  if (about === null) throw new SourcesFileError(file, ['there is no such file or folder']);
  if (about.isDirectory()) {
    const names = (await readdir(file)).filter(isBoard).sort();
    return names.map((name) => fileEntry(join(file, name), boardKind));
  }
  return isBoard(file) ? [fileEntry(file, boardKind)] : await readSourcesFile(file);
};

/** A bare JSON file says nothing about its kind; a YAML list can. */
const boardKind = 'greenhouse';
const isBoard = (name: string): boolean => /\.json$/i.test(name);
