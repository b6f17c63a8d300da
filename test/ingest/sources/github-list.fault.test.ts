import { expect, test } from 'vitest';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { githubList } from '../../../src/ingest/sources/github-list.ts';

const source = { url: 'https://lists.example/listings.json', companyName: null };

async function* listOf(bytes: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  // What makes a list of 100 MB is mostly rows that are closed.
  const filler = 'Plumbing and gardening, '.repeat(30);
  let sent = 0;
  for (let id = 0; sent < bytes; id += 1) {
    const row = {
      id: `row-${id}`,
      company_name: 'Fernwood',
      title: 'Gardener',
      url: `https://jobs.example/${id}`,
      locations: ['Berlin'],
      date_posted: 1_717_168_964,
      active: id % 50 === 0,
      is_visible: true,
      note: filler,
    };
    const part = encoder.encode(`${id === 0 ? '[' : ','}${JSON.stringify(row)}`);
    sent += part.length;
    yield part;
  }
  yield encoder.encode(']');
}

test('a list of 100 MB is read in memory that stays flat', { timeout: 60_000 }, async () => {
  const heap = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const started = process.cpuUsage();
  let most = 0;
  let read = 0;
  for await (const item of githubList.readStream(listOf(100_000_000), source)) {
    if (!('posting' in item)) throw new Error(item.rejection.reason);
    read += 1;
    if (read % 200 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  expect(read).toBeGreaterThan(1900);
  // Garbage between two collections included; the list itself would be some hundred megabytes.
  expect(most).toBeLessThan(80_000_000);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(30_000);
});

test('a row without end stops the reading before it fills the memory', { timeout: 60_000 }, async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    yield encoder.encode('[{"title":"');
    const more = encoder.encode('x'.repeat(65_536));
    for (;;) yield more;
  }
  const reading = async (): Promise<void> => {
    for await (const _ of githubList.readStream(endless(), source)) throw new Error('nothing is there');
  };
  await expect(reading()).rejects.toThrow(UnreadableBody);
});
