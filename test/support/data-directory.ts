import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type Postmaster, readPostmasterFile } from '../../src/embedded-postgres/postmaster-file.ts';
import { stopServer } from '../../src/embedded-postgres/server.ts';
import { endBots } from './bot-process.ts';

export interface DataDirectory {
  readonly path: () => string;
  /** The PostgreSQL that runs there, or was killed there. */
  readonly server: () => Promise<Postmaster | undefined>;
}

/** An empty folder for each test, in which bots keep their data; both are gone after it, and what they started. */
export const useDataDirectory = (): DataDirectory => {
  let path = '';
  const server = () => readPostmasterFile(join(path, 'postgres'));
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'jobhound-data-'));
  });
  afterEach(async () => {
    await endBots();
    const left = await server();
    if (left !== undefined) await stopServer(left.pid);
    await rm(path, { recursive: true, force: true });
  });
  return { path: () => path, server };
};

export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
