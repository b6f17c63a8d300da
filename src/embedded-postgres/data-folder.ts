import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Programs } from './programs.ts';
import { ended, folderName, run } from './run.ts';

/** The one role, which owns everything. */
export const role = 'jobhound';

export interface DataFolder {
  readonly folder: string;
  readonly password: string;
}

export interface NewDataFolder {
  readonly directory: string;
  readonly programs: Programs;
  readonly account: Account | undefined;
  /** Write everything through to the disk before going on. Off for tests only. */
  readonly durable: boolean;
}

/**
 * The data folder below `directory`, made with initdb (0.5-2 s) unless there is one. It appears
 * whole, by a rename, together with its password: a start that was interrupted leaves nothing that
 * looks finished, and of two starts at once one wins and both use its result.
 */
export const openDataFolder = async (options: NewDataFolder): Promise<DataFolder> => {
  const folder = join(options.directory, 'postgres');
  if (!(await exists(folder))) {
    await mkdir(options.directory, { recursive: true });
    const temporary = await mkdtemp(`${folder}.new-`);
    try {
      await initialise(temporary, options);
      await rename(join(temporary, 'data'), folder).catch(async (error: unknown) => {
        if (!(await exists(folder))) throw error;
      });
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }
  return { folder, password: (await readFile(join(folder, passwordFile), 'utf8')).trim() };
};

/** Inside the data folder, so that it moves with it; PostgreSQL leaves files it does not know alone. */
const passwordFile = 'jobhound.password';

const initialise = async (temporary: string, { programs, account, durable }: NewDataFolder): Promise<void> => {
  const [folder, password, log] = ['data', 'password', 'log'].map((name) => join(temporary, name)) as [
    string,
    string,
    string,
  ];
  await mkdir(folder, { mode: 0o700 });
  await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (account !== undefined) {
    for (const path of [temporary, folder, password]) await chown(path, account.uid, account.gid);
  }
  const output = await open(log, 'a', 0o600);
  try {
    const child = run({
      program: programs.initdb,
      arguments: [
        `--pgdata=${folderName(folder, account)}`,
        `--username=${role}`,
        '--pwfile=../password',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Sorts and changes case the same on every platform; character classes, which search needs, are the system's.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        `--lc-ctype=${characterTypes[process.platform] ?? 'C'}`,
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      folder,
      account,
      output: output.fd,
    });
    const failure = new Promise<string>((resolve) => child.once('error', (error) => resolve(error.message)));
    if ((await ended(child)) !== 0) {
      const reason = (await readFile(log, 'utf8')).trim().split('\n').at(-1) || (await failure);
      throw new Error(`The embedded PostgreSQL does not run here (${reason}): set DATABASE_URL to another one`);
    }
  } finally {
    await output.close();
  }
  await rename(password, join(folder, passwordFile));
};

const characterTypes: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'C.UTF-8',
  darwin: 'en_US.UTF-8',
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
