import { startEmbeddedPostgres } from '../../src/embedded-postgres/index.ts';
import { createLogger } from '../../src/logger.ts';

const { url } = await startEmbeddedPostgres({ directory: process.argv[2] ?? '', logger: createLogger('silent') });
process.stdout.write(`${url}\n`);
