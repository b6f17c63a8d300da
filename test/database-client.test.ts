import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { isStorageAway, openDatabase } from '../src/database.ts';
import { createLogger } from '../src/logger.ts';

/** A message of PostgreSQL's protocol: its letter, its length, its content. */
const message = (letter: string, content: string): Buffer => {
  const head = Buffer.from(`${letter}\0\0\0\0`);
  head.writeInt32BE(4 + content.length, 1);
  return Buffer.concat([head, Buffer.from(content)]);
};

test('a server that dies in the moment in which it lets us in is away, and does not end the process', async () => {
  const welcome = [message('R', '\0\0\0\0'), message('Z', 'I')];
  const farewell = message('E', 'SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0');
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.concat([...welcome, farewell])));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `postgres://jobhound@127.0.0.1:${port}/jobhound`;
  const database = openDatabase({ url, pool: 1, logger: createLogger('silent') });
  const error: unknown = await database.authenticate().catch((reason: unknown) => reason);
  expect(isStorageAway(error)).toBe(true);
  await database.close();
  server.close();
});
