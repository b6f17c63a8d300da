import { type ChildProcess, spawn } from 'node:child_process';
import type { Account } from './account.ts';

export interface Run {
  readonly program: string;
  readonly arguments: readonly string[];
  /** The folder that the program works on: `dataFolder` is its name for it. */
  readonly folder: string;
  readonly account: Account | undefined;
  /** File descriptor that takes the output. */
  readonly output: number;
}

/**
 * How a program that was started in a folder names that folder. As another account on Linux it goes
 * by the working directory it was given open: it need not be able to enter the folders above, which
 * are often private (/root).
 */
export const folderName = (folder: string, account: Account | undefined): string =>
  account !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : folder;

/**
 * Starts a program that outlives us: in a session of its own, so that Ctrl-C in our terminal, which
 * goes to every process of the session, does not end the database before we have shut down.
 */
export const run = ({ program, arguments: list, folder, account, output }: Run): ChildProcess =>
  spawn(program, list, {
    cwd: folder,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output],
    // The variable TZ saves initdb the search for the name of the zone; messages in English.
    env: { PATH: '/usr/bin:/bin', TZ: 'UTC', LC_MESSAGES: 'C' },
    ...account,
  });

/** Resolves when the program has ended, with its exit code; null when it was killed or did not start. */
export const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => {
        child.once('error', () => resolve(null));
        child.once('exit', (code) => resolve(code));
      });
