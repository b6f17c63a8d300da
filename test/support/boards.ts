import type { Sequelize } from 'sequelize';
import { systemClock } from '../../src/clock.ts';
import { type BoardsDeps, createBoards } from '../../src/ingest/boards.ts';
import { readOperatorFile } from '../../src/ingest/crawl/read-source.ts';
import { createFetcher } from '../../src/ingest/fetch/fetch.ts';
import { createLogger } from '../../src/logger.ts';

/** The reading side as the app builds it; by itself it can reach nobody on this machine. */
export const testBoards = (sequelize: Sequelize, given: Partial<BoardsDeps> = {}) => {
  const logger = createLogger('silent');
  return createBoards({
    sequelize,
    clock: systemClock,
    logger,
    fetcher: createFetcher({ allowHosts: [], logger }),
    readFile: readOperatorFile,
    model: null,
    ...given,
  });
};
