import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { PlatformRefused, startApp } from './app.ts';
import { systemClock } from './clock.ts';
import { ConfigError, loadConfig } from './config.ts';
import { isStorageAway } from './database.ts';
import { SourceListError } from './ingest/source-list/entry.ts';
import { createLogger } from './logger.ts';

const USAGE = `Usage: npm start [-- --script FILE]
  --script FILE   reads the conversation from a file, one message per line, and ends with it
`;

/** Runs until a signal or the end of a script. Exit code: 0 done, 1 failed, 2 asked for wrongly. */
const main = async (): Promise<number> => {
  const script = readArguments(process.argv.slice(2));
  if (script === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  process.on('unhandledRejection', (reason) => logger.error('unhandled rejection', {}, reason));
  if (script !== null) await access(script);
  const input = script === null ? process.stdin : createReadStream(script);

  const stopAsked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const app = await startApp({
    config,
    clock: systemClock,
    logger,
    terminal: { input, output: process.stdout, isInteractive: script === null && process.stdin.isTTY === true },
  });
  // A token that a platform refuses ends the process: nothing but another token helps.
  const refused = app.connected.then(() => new Promise<never>(() => {}));
  try {
    await Promise.race([app.ended, stopAsked, refused]);
  } finally {
    await app.stop();
  }
  return 0;
};

/** The script's path, null for none, undefined where the arguments are wrong. */
const readArguments = (args: readonly string[]): string | null | undefined => {
  try {
    return parseArgs({ args: [...args], options: { script: { type: 'string' } } }).values.script ?? null;
  } catch {
    return undefined;
  }
};

try {
  process.exitCode = await main();
  // discord.js may open a new connection half a second after it was told to end; a terminal's input stays open.
  process.exit();
} catch (error) {
  process.exitCode = 1;
  if (error instanceof ConfigError || error instanceof SourceListError || error instanceof PlatformRefused)
    process.stderr.write(`${error.message}\n`);
  else if (isStorageAway(error))
    process.stderr.write('The database cannot be reached. See DATABASE_URL in docs/operations.md.\n');
  else createLogger('error').error('start failed', {}, error);
}
