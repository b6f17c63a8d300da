import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The system account that the server runs as when we are root, which PostgreSQL refuses to run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account to run the server as: `postgres`, else `nobody`, when this process is root; otherwise
 * undefined, which means our own. Throws when we are root and the system has neither.
 */
export const serverAccount = async (): Promise<Account | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const account = findAccount(await readFile('/etc/passwd', 'utf8'), ['postgres', 'nobody']);
  if (account === undefined) {
    throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody: set DATABASE_URL');
  }
  return account;
};

/** The first of `names` in the text of a passwd file; an account that is root by another name is not taken. */
export const findAccount = (passwd: string, names: readonly string[]): Account | undefined => {
  const accounts = new Map(
    passwd.split('\n').map((line) => {
      const [name = '', , uid = '', gid = ''] = line.split(':');
      return [name, { uid: Number.parseInt(uid, 10), gid: Number.parseInt(gid, 10) }];
    }),
  );
  return names.map((name) => accounts.get(name)).find((account) => account !== undefined && account.uid > 0);
};

/** Whether `account` (undefined: ourselves) may enter every folder from the root down to that of `file`. */
export const canReach = async (account: Account | undefined, file: string): Promise<boolean> => {
  if (account === undefined) return true;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const { uid, gid, mode } = await stat(folder);
    const search = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & search) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
};
