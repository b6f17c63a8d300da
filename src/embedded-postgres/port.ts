import { randomInt, randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { isFree } from './server.ts';

/**
 * Below 32768, where systems begin to hand out ports for outgoing connections: one of those would
 * keep the server from coming back to its port.
 */
const range = { from: 20_000, to: 32_000 } as const;

/** The port noted in `file`, while nobody else listens there, so that pools find the server again; else a new one. */
export const choosePort = async (file: string): Promise<number> => {
  const noted = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (noted > 0 && noted < 65_536 && (await isFree(noted))) return noted;
  for (;;) {
    const port = randomInt(range.from, range.to);
    if (await isFree(port)) return port;
  }
};

/** Notes the port for the next start. */
export const notePort = async (file: string, port: number): Promise<void> => {
  const temporary = `${file}.${randomUUID()}`;
  await writeFile(temporary, `${port}\n`);
  await rename(temporary, file);
};
