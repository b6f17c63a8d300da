import { once } from 'node:events';
import https from 'node:https';
import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createAgent } from '../../../src/adapters/telegram/agent.ts';

test('a handshake that never ends is told from an answer that never comes', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const agent = createAgent('https:', 50);
  const request = https.get({ host: '127.0.0.1', port, agent });
  const [error] = await once(request, 'error');
  expect(error).toMatchObject({ code: 'ECONNECTTIMEOUT' });
  agent.destroy();
  for (const socket of sockets) socket.destroy();
  silent.close();
  await once(silent, 'close');
});
