import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type App, startApp } from '../../src/app.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { loadConfig, type TickName } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { useDatabaseUrl } from './database.ts';
import { type Discord, startDiscord } from './discord/index.ts';
import { boardBody } from './greenhouse-board.ts';
import { startHttpBoard } from './http-board.ts';
import { type OpenAiStandIn, startOpenAi } from './openai/start-openai.ts';
import { startTelegram, type TelegramStandIn } from './telegram/index.ts';
import { createMoments } from './telegram/moments.ts';

/** What the app is pointed at; what is left out is not set up. */
export interface AppGiven {
  readonly databaseUrl: string;
  readonly discord?: Discord;
  readonly telegram?: TelegramStandIn;
  readonly openai?: OpenAiStandIn;
  readonly sources?: Sources;
  readonly clock?: Clock;
  /** What the terminal types; without it nobody does. */
  readonly input?: Readable;
}

export interface RunningApp {
  readonly app: App;
  /** One turn of a loop, in ten more minutes than the turn before: every source is due again. */
  /** At a moment of its own, or a turn later than the last one. */
  readonly tick: (name: TickName, at?: Date) => Promise<void>;
  /** What the terminal shows. */
  readonly printed: () => string;
  /** Resolves when what the terminal shows fulfils this. */
  readonly prints: (what: string, isThere: (printed: string) => boolean) => Promise<true>;
  /** Log lines, as JSON. */
  readonly log: readonly string[];
  readonly stop: () => Promise<void>;
}

const NEVER = '0 0 1 1 *';
const TURN_MS = 600_000;

/** The whole app in this process, at stand-ins. Its schedule never fires: tests drive the loops by `tick`. */
export const startTestApp = async (given: AppGiven): Promise<RunningApp> => {
  const { databaseUrl, discord, telegram, openai, sources, clock = systemClock } = given;
  const data = await mkdtemp(join(tmpdir(), 'jobhound-app-'));
  const log: string[] = [];
  const moments = createMoments();
  let printed = '';
  const output = new PassThrough();
  output.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    moments.notify();
  });
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    JOBHOUND_DATA: data,
    DISCORD_TOKEN: discord?.token,
    DISCORD_API_URL: discord?.apiUrl,
    TELEGRAM_TOKEN: telegram?.token,
    TELEGRAM_API_URL: telegram?.url,
    OPENAI_API_KEY: openai?.apiKey,
    OPENAI_BASE_URL: openai?.url,
    OPENAI_MODEL: openai?.model,
    SOURCES_FILE: sources?.file,
    FETCH_ALLOW_HOSTS: sources?.host,
    CRAWL_CRON: NEVER,
    MATCH_CRON: NEVER,
    DELIVER_CRON: NEVER,
    DIGEST_CRON: NEVER,
    MAINTAIN_CRON: NEVER,
  });
  const app = await startApp({
    config,
    clock,
    logger: createLogger('debug', (line) => log.push(line)),
    terminal: { input: given.input ?? new PassThrough(), output, isInteractive: false },
  });
  await app.connected;
  let turns = 0;
  return {
    app,
    tick: (name, at) => {
      turns += 1;
      return app.tick(name, at ?? new Date(Date.now() + turns * TURN_MS));
    },
    printed: () => printed,
    prints: (what, isThere) => moments.until(() => (isThere(printed) ? true : null), what),
    log,
    stop: async () => {
      await app.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};

/** Two boards in Greenhouse's format, one read over HTTP and one from a file. */
export interface Sources {
  /** For SOURCES_FILE. */
  readonly file: string;
  /** For FETCH_ALLOW_HOSTS. */
  readonly host: string;
  /** What the boards list from now on. */
  readonly list: (board: { readonly http?: readonly unknown[]; readonly file?: readonly unknown[] }) => Promise<void>;
  /** Puts a page for people on the same host; its URL. */
  readonly page: (path: string, html: string) => string;
  readonly close: () => Promise<void>;
}

export const startSources = async (): Promise<Sources> => {
  const directory = await mkdtemp(join(tmpdir(), 'jobhound-sources-'));
  const boardFile = join(directory, 'board.json');
  const file = join(directory, 'sources.yaml');
  let listed = boardBody([]);
  const pages = new Map<string, string>();
  const board = await startHttpBoard((request, response) => {
    const page = pages.get(request.url ?? '');
    const type = page === undefined ? 'application/json' : 'text/html';
    response.writeHead(200, { 'content-type': type }).end(page ?? listed);
  });
  await writeFile(boardFile, boardBody([]));
  await writeFile(
    file,
    `sources:
  - url: ${board.url('/v1/boards/fernwood/jobs')}
    kind: greenhouse
    every: 1m
  - url: ./board.json
    kind: greenhouse
    every: 1m
`,
  );
  return {
    file,
    host: board.host,
    list: async ({ http, file: local }) => {
      if (http !== undefined) listed = boardBody(http);
      if (local !== undefined) await writeFile(boardFile, boardBody(local));
    },
    page: (path, html) => {
      pages.set(path, html);
      return board.url(path);
    },
    close: async () => {
      await board.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

/** Everything there is for the tests of a file: both platforms, a model, boards, one app at all of them. */
export interface Stage {
  readonly discord: Discord;
  readonly telegram: TelegramStandIn;
  readonly openai: OpenAiStandIn;
  readonly sources: Sources;
  readonly running: RunningApp;
  readonly tick: RunningApp['tick'];
  /**
   * Reads the boards and matches what they gained, to the last job. The matcher leaves a job to a later turn while
   * any transaction of the server is open that began before it, and test files share a server.
   */
  readonly readBoards: () => Promise<void>;
  /** Rows straight from the database. */
  readonly rows: (sql: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
}

/** Starts a stage before the file's first test and ends it after the last. `prepare` runs before the app starts. */
export const useStage = (prepare: (sources: Sources) => Promise<void> = async () => {}): Stage => {
  const database = useDatabaseUrl();
  let stage: Omit<Stage, 'tick' | 'readBoards'> | undefined;
  const at = () => {
    if (stage === undefined) throw new Error('used outside of a test');
    return stage;
  };
  const closers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const discord = await startDiscord();
    closers.push(discord.close);
    const telegram = await startTelegram();
    closers.push(telegram.close);
    const openai = await startOpenAi();
    closers.push(openai.stop);
    const sources = await startSources();
    closers.push(sources.close);
    await prepare(sources);
    const pool = new pg.Pool({ connectionString: database.url, max: 2 });
    closers.push(() => pool.end());
    const running = await startTestApp({ databaseUrl: database.url, discord, telegram, openai, sources });
    closers.push(running.stop);
    // Tests run at every hour: here nobody sleeps.
    await pool.query('alter table alert_settings alter quiet_from set default 0, alter quiet_to set default 0');
    await discord.commands();
    await telegram.polled();
    const rows: Stage['rows'] = async (sql, values = []) =>
      (await pool.query<Record<string, unknown>>(sql, [...values])).rows;
    stage = { discord, telegram, openai, sources, running, rows };
  });
  afterAll(async () => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
  });

  return {
    get discord() {
      return at().discord;
    },
    get telegram() {
      return at().telegram;
    },
    get openai() {
      return at().openai;
    },
    get sources() {
      return at().sources;
    },
    get running() {
      return at().running;
    },
    tick: (name, moment) => at().running.tick(name, moment),
    readBoards: async () => {
      const { running, rows } = at();
      await running.tick('crawl');
      await matchAll(() => running.tick('match'), rows);
    },
    rows: (sql, values) => at().rows(sql, values),
  };
};

const unmatched = `
select from jobs, match_cursors c where (jobs.changed_xid, jobs.id) > (c.changed_xid, c.job_id) limit 1`;

const matchAll = async (match: () => Promise<void>, rows: Stage['rows']): Promise<void> => {
  const deadline = performance.now() + 15_000;
  while ((await rows(unmatched)).length > 0) {
    if (performance.now() > deadline) throw new Error('jobs are still not matched after 15 s');
    await match();
  }
};

/** What went wrong by the log: nothing in a conversation may be logged as an error. */
export const errorsIn = (log: readonly string[]): readonly string[] =>
  log.filter((line) => Number(/"level":(\d+)/.exec(line)?.[1]) >= 50);
