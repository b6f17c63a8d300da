import { QueryTypes, type Sequelize } from 'sequelize';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { initModels, type Source } from '../../models/index.ts';
import { openDatabase } from '../../src/database.ts';
import { type CrawlDeps, type Crawled, crawlSource } from '../../src/ingest/crawl/crawl.ts';
import { readOperatorFile } from '../../src/ingest/crawl/read-source.ts';
import { createFetcher, type Fetcher } from '../../src/ingest/fetch/fetch.ts';
import { createLogger } from '../../src/logger.ts';
import { buildSource } from './builders.ts';
import { useDatabaseUrl } from './database.ts';
import { boardBody } from './greenhouse-board.ts';
import { type HttpBoard, startHttpBoard } from './http-board.ts';

export interface BoardAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A board of somebody else, a fetcher that may read it, an empty database before each test and a clock to turn. */
export interface Crawling {
  readonly sequelize: Sequelize;
  readonly databaseUrl: string;
  readonly board: HttpBoard;
  readonly fetcher: Fetcher;
  readonly now: () => Date;
  readonly later: (ms: number) => void;
  /** What the board answers from now on, given the validator that it was sent. */
  readonly answer: (answer: (etag: string | undefined) => BoardAnswer) => void;
  readonly listing: (...jobs: readonly unknown[]) => void;
  readonly boardSource: (given?: object) => Promise<Source>;
  readonly deps: (more?: Partial<CrawlDeps>) => CrawlDeps;
  /** Reads it as if its host had never been asked, so that a test need not wait until the board allows it again. */
  readonly crawl: (sourceId: number, more?: Partial<CrawlDeps>) => Promise<Crawled>;
  /** Versions of the rows of jobs, postings and companies: any write at all changes them. */
  readonly versions: () => Promise<readonly object[]>;
}

export const useCrawling = (): Crawling => {
  const database = useDatabaseUrl();
  const logger = createLogger('silent');
  const start = new Date('2026-08-01T10:00:00Z');
  let now = start;
  let answer: (etag: string | undefined) => BoardAnswer = () => ({ status: 404 });
  let opened: { sequelize: Sequelize; board: HttpBoard; fetcher: Fetcher } | undefined;
  const running = () => {
    if (opened === undefined) throw new Error('used outside of a test');
    return opened;
  };

  const newFetcher = (board: HttpBoard): Fetcher =>
    createFetcher({ allowHosts: [board.host], logger, clock: { now: () => now } });

  beforeAll(async () => {
    const sequelize = openDatabase({ url: database.url, pool: 5, logger });
    initModels(sequelize);
    const board = await startHttpBoard((request, response) => {
      const { status, body = '', headers = {} } = answer(request.headers['if-none-match']);
      response.writeHead(status, headers).end(body);
    });
    opened = { sequelize, board, fetcher: newFetcher(board) };
  });

  afterAll(async () => {
    await opened?.fetcher.close();
    await opened?.board.close();
    await opened?.sequelize.close();
  });

  beforeEach(async () => {
    now = start;
    // It remembers which hosts asked to be left alone.
    await running().fetcher.close();
    opened = { ...running(), fetcher: newFetcher(running().board) };
    await running().sequelize.query('truncate sources, jobs, companies, users restart identity cascade');
  });

  const deps = (more: Partial<CrawlDeps> = {}): CrawlDeps => ({
    sequelize: running().sequelize,
    fetcher: running().fetcher,
    readFile: readOperatorFile,
    random: () => 0,
    clock: { now: () => now },
    logger,
    ...more,
  });

  return {
    get databaseUrl() {
      return database.url;
    },
    get sequelize() {
      return running().sequelize;
    },
    get board() {
      return running().board;
    },
    get fetcher() {
      return running().fetcher;
    },
    now: () => now,
    later: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    answer: (next) => {
      answer = next;
    },
    listing: (...jobs) => {
      answer = () => ({ status: 200, body: boardBody(jobs) });
    },
    boardSource: (given = {}) =>
      buildSource({ url: running().board.url('/fernwood'), everyMs: 3_600_000, nextRunAt: now, ...given }),
    deps,
    crawl: async (sourceId, more) => {
      await running().sequelize.query('update sources set asked_at = null where id = $1', { bind: [sourceId] });
      const crawled = await crawlSource({ ...deps(more), sourceId });
      if (crawled === null) throw new Error('the source is leased');
      return crawled;
    },
    versions: () =>
      running().sequelize.query<object>(
        `select 'job' as kind, id, xmin::text, updated_at from jobs
         union all select 'posting', id, xmin::text, updated_at from postings
         union all select 'company', id, xmin::text, updated_at from companies order by 1, 2`,
        { type: QueryTypes.SELECT },
      ),
  };
};
