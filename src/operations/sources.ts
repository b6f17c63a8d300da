import { systemClock } from '../clock.ts';
import { ConfigError, loadConfig } from '../config.ts';
import { isStorageAway } from '../database.ts';
import { type CrawlDeps, type Crawled, crawlDue, crawlSource } from '../ingest/crawl.ts';
import { createFetcher } from '../ingest/fetch.ts';
import { importSources } from '../ingest/import-sources.ts';
import { readOperatorFile } from '../ingest/read-source.ts';
import { readSourceList } from '../ingest/read-source-list.ts';
import { SourcesFileError } from '../ingest/sources-file.ts';
import { createLogger } from '../logger.ts';
import { openStorage } from '../storage.ts';
import { listSources } from './sources.sql.ts';
import { addUp, listLine, sourceLine, totalLine } from './sources-report.ts';

export interface SourcesCommand {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** One line for the operator. */
  readonly print: (line: string) => void;
  /** One line about what went wrong. */
  readonly complain: (line: string) => void;
}

const usage = `Usage: npm run sources -- COMMAND
  import FILE   add the sources of FILE and read them now: a YAML list, a board as JSON, or a folder of such boards
  list          the sources, their state and their postings
  run [ID]      read one source now, or all that are due`;

/** How many sources are read between two lines of progress. */
const progressEvery = 100;

/** Runs `npm run sources`. Gives the exit code: 0, 1 where something failed, 2 for wrong usage. */
export const runSourcesCommand = async ({ argv, env, print, complain }: SourcesCommand): Promise<number> => {
  const task = taskOf(argv);
  if (task === null) {
    complain(usage);
    return 2;
  }
  try {
    const config = loadConfig(env);
    // Failures are printed as sentences: the log would say them twice.
    const logger = createLogger(env.LOG_LEVEL ? config.logLevel : 'error');
    // Before the database is started: a mistyped name should cost nothing.
    const listed = task.name === 'import' ? await readSourceList(task.file) : [];
    const storage = await openStorage(config, logger);
    const fetcher = createFetcher({ allowHosts: config.fetchAllowHosts, logger });
    try {
      const { sequelize } = storage;
      const deps: CrawlDeps = { sequelize, fetcher, readFile: readOperatorFile, clock: systemClock, logger };
      if (task.name === 'list') {
        for (const source of await listSources(sequelize)) print(listLine(source));
        return 0;
      }
      if (task.name === 'run' && task.id === null) {
        print(`${await crawlDue(deps)} sources read`);
        return 0;
      }
      const ids = task.name === 'run' ? [task.id ?? 0] : (await importSources({ ...deps, sources: listed })).ids;
      return await readAll(ids, deps, print, complain);
    } finally {
      await fetcher.close();
      await storage.close();
    }
  } catch (error) {
    if (error instanceof ConfigError || error instanceof SourcesFileError) complain(error.message);
    else if (isStorageAway(error)) complain('The database cannot be reached. See DATABASE_URL.');
    else createLogger('error', complain).error('sources.failed', {}, error);
    return 1;
  }
};

const readAll = async (
  ids: readonly number[],
  deps: CrawlDeps,
  print: (line: string) => void,
  complain: (line: string) => void,
): Promise<number> => {
  const crawled: Crawled[] = [];
  for (const [index, sourceId] of ids.entries()) {
    const one = await crawlSource({ ...deps, sourceId });
    if (one === null) complain(`source ${sourceId}: there is none, or another process reads it now`);
    else {
      crawled.push(one);
      const line = sourceLine(one);
      if (line !== null) complain(line);
    }
    if ((index + 1) % progressEvery === 0 && index + 1 < ids.length)
      print(`${index + 1} of ${ids.length} sources read`);
  }
  print(totalLine(addUp(crawled)));
  return crawled.length === ids.length && crawled.every(({ status }) => status !== 'failed') ? 0 : 1;
};

type Task =
  | { readonly name: 'import'; readonly file: string }
  | { readonly name: 'list' }
  | { readonly name: 'run'; readonly id: number | null };

const taskOf = ([name, argument, ...rest]: readonly string[]): Task | null => {
  if (rest.length > 0) return null;
  if (name === 'import' && argument) return { name, file: argument };
  if (name === 'list' && argument === undefined) return { name };
  if (name !== 'run') return null;
  if (argument === undefined) return { name, id: null };
  return /^\d{1,9}$/.test(argument) ? { name, id: Number(argument) } : null;
};

if (import.meta.main) {
  process.exitCode = await runSourcesCommand({
    argv: process.argv.slice(2),
    env: process.env,
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  });
}
