import type { ChildProcess } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { DataFolder } from './data-folder.ts';
import { type Postmaster, readPostmasterFile } from './postmaster-file.ts';
import type { Programs } from './programs.ts';
import { ended, folderName, run } from './run.ts';
import { openSession, type Session } from './session.ts';

export interface ServerOptions {
  readonly data: DataFolder;
  readonly programs: Programs;
  readonly account: Account | undefined;
  /** The port of a server that has to be started; one that runs already keeps its own. */
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly signal?: AbortSignal;
}

export interface RunningServer extends Postmaster {
  /** Open for as long as we use the server: its end tells that the server is gone. */
  readonly session: Session;
}

/** How long a server that was killed may hold its lock: its last processes finish their statements. */
const lockLingersMs = 10_000;
/** A server that repairs itself after a crash reads up to `max_wal_size` of log first. */
const recoveryMs = 300_000;
const pollMs = 10;
const relaunchMs = 250;

/**
 * The server of a data folder: the one that runs, else a new one (20-70 ms). The folder's own lock
 * lets only one be started, whoever tries, so that two starts at once end with the same server.
 * Throws with the end of the server's log when it cannot be started.
 */
export const reachServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { data, signal } = options;
  const since = performance.now();
  let child: ChildProcess | undefined;
  let launchedAt = Number.NEGATIVE_INFINITY;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const found = await readPostmasterFile(data.folder);
      const session = found && (await openSession(data, found));
      if (found !== undefined && session !== undefined) return { ...found, session };

      const isStarting = child !== undefined && child.exitCode === null && child.signalCode === null;
      const waitedMs = performance.now() - since;
      if (waitedMs > (isStarting ? recoveryMs : lockLingersMs)) {
        throw new Error(`The embedded PostgreSQL does not start: ${await endOf(options.logFile)}`);
      }
      if (!isStarting && performance.now() - launchedAt > relaunchMs) {
        if (found !== undefined) await dropLockOfAnother(data.folder, found);
        launchedAt = performance.now();
        child = await launch(options);
      }
      await delay(pollMs, undefined, signal && { signal });
    }
  } catch (error) {
    // Nobody would know of it any more.
    child?.kill('SIGINT');
    throw error;
  }
};

/** Ends the server as `pg_ctl stop --mode=fast` does, and resolves when its process is gone. */
export const stopServer = async (pid: number): Promise<void> => {
  try {
    process.kill(pid, 'SIGINT');
    const deadline = performance.now() + 30_000;
    while (isAlive(pid) && performance.now() < deadline) await delay(pollMs);
  } catch (error) {
    if (isAlive(pid)) throw error;
  }
};

/** Whether a server can listen on the port. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

const launch = async ({ data, programs, account, port, settings, logFile }: ServerOptions): Promise<ChildProcess> => {
  await keepSmall(logFile);
  const output = await open(logFile, 'a', 0o600);
  try {
    const child = run({
      program: programs.postgres,
      arguments: [
        '-D',
        folderName(data.folder, account),
        ...Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      folder: data.folder,
      account,
      output: output.fd,
    });
    // Reaps it, and keeps a program that cannot be run at all from being an uncaught error.
    void ended(child);
    child.unref();
    return child;
  } finally {
    await output.close();
  }
};

/**
 * After a restart of the machine or container the number in the lock is often that of some other
 * process, and PostgreSQL then takes that for a server of ours. Only where /proc can tell.
 */
const dropLockOfAnother = async (folder: string, { pid }: Postmaster): Promise<void> => {
  if (process.platform !== 'linux') return;
  const program = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined);
  if (program === undefined || program.trim() === 'postgres') return;
  await rm(`${folder}/postmaster.pid`, { force: true });
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const maxLogBytes = 5_000_000;

const keepSmall = async (file: string): Promise<void> => {
  const bytes = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  if (bytes > maxLogBytes) await rename(file, `${file}.1`);
};

const endOf = async (file: string): Promise<string> =>
  (await readFile(file, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join(' / ');
