import { createFetcher } from '../../src/ingest/fetch/fetch.ts';
import { createLogger } from '../../src/logger.ts';

/**
 * A process that reads one URL: `node fetch-child.ts get|stream URL [LIMITS as JSON]`. Prints as JSON what came of it, how
 * long it took and by how many bytes the process grew meanwhile.
 */
const [how = 'get', url = '', limits = '{}'] = process.argv.slice(2);
const fetcher = createFetcher({
  allowHosts: [new URL(url).host],
  logger: createLogger('silent'),
  limits: JSON.parse(limits),
});

const read = async (address: string): Promise<string> => {
  if (how === 'get') {
    const fetched = await fetcher.get(address);
    return fetched.status === 'ok' ? `${fetched.body.length} characters` : reasonOf(fetched);
  }
  const streamed = await fetcher.stream({ url: address });
  if (streamed.status !== 'ok') return reasonOf(streamed);
  try {
    let bytes = 0;
    for await (const chunk of streamed.body) bytes += chunk.length;
    return `${bytes} bytes`;
  } catch (error) {
    return error instanceof Error ? error.message : 'thrown';
  }
};

const reasonOf = (answer: { readonly status: string; readonly reason?: string }): string =>
  answer.reason ?? answer.status;

// What libraries and collector need once is not the body's: a long stream leaves more garbage lying than a page.
await read(new URL(how === 'get' ? '/small' : '/list', url).href);
const before = process.memoryUsage.rss();
let most = before;
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 5);
const since = performance.now();
const result = await read(url);
const ms = performance.now() - since;
most = Math.max(most, process.memoryUsage.rss());
clearInterval(watch);
await fetcher.close();
process.stdout.write(JSON.stringify({ result, ms, grownBytes: most - before }));
