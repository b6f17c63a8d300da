import { ConfigError, loadConfig } from '../config.ts';
import { isStorageAway } from '../database.ts';
import { SourceListError } from '../ingest/source-list/entry.ts';
import { createLogger } from '../logger.ts';
import { runSourcesTask } from './sources-task.ts';
import { readSourcesTask } from './sources-usage.ts';

export interface SourcesCommand {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** One line for the operator. */
  readonly print: (line: string) => void;
  /** One line about what went wrong. */
  readonly complain: (line: string) => void;
  /** Shows how far it is, in place of what it showed before; absent where nobody watches. */
  readonly progress?: (line: string) => void;
}

/** Runs `npm run sources`. Gives the exit code: 0, 1 where something failed, 2 for wrong usage. */
export const runSourcesCommand = async (command: SourcesCommand): Promise<number> => {
  const { argv, env, complain } = command;
  const task = readSourcesTask(argv);
  if (typeof task === 'string') {
    complain(task);
    return 2;
  }
  try {
    const config = loadConfig(env);
    // Failures are printed as sentences: the log would say them twice.
    const logger = createLogger(env.LOG_LEVEL ? config.logLevel : 'error');
    return await runSourcesTask(task, { ...command, config, logger });
  } catch (error) {
    if (error instanceof ConfigError || error instanceof SourceListError) complain(error.message);
    else if (isStorageAway(error)) complain('The database cannot be reached. See DATABASE_URL.');
    else createLogger('error', complain).error('sources.failed', {}, error);
    return 1;
  }
};

if (import.meta.main) {
  const { stdout, stderr } = process;
  /** Back to the start of the line, and nothing left of what stood there. */
  const clear = stderr.isTTY ? '\r\u001b[2K' : '';
  process.exitCode = await runSourcesCommand({
    argv: process.argv.slice(2),
    env: process.env,
    print: (line) => stdout.write(`${clear}${line}\n`),
    complain: (line) => stderr.write(`${clear}${line}\n`),
    ...(stderr.isTTY
      ? { progress: (line) => stderr.write(`${clear}${line.slice(0, (stderr.columns || 80) - 1)}`) }
      : {}),
  });
}
