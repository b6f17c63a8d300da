import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server says of itself in its data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/**
 * Reads the text of a `postmaster.pid`: the process id is on line 1 and the port on line 4 (see
 * PostgreSQL's `utils/pidfile.h`). Undefined while the server has not written its port.
 */
export const parsePostmasterFile = (text: string): Postmaster | undefined => {
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
};

/** The server that runs, or ran until it was killed, in a data folder. */
export const readPostmasterFile = async (dataFolder: string): Promise<Postmaster | undefined> =>
  parsePostmasterFile(await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => ''));
