import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createDiscordAdapter } from '../../../src/adapters/discord/index.ts';
import { createLogger } from '../../../src/logger.ts';
import { ask as request } from '../../support/discord/ask.ts';
import { converse } from '../../support/discord/conversation.ts';
import { type Discord, type PersonHere, startDiscord } from '../../support/discord/index.ts';

let discord: Discord;
let ann: PersonHere;
let chat: string;
const close: (() => Promise<void>)[] = [];

beforeEach(async () => {
  discord = await startDiscord({ maxNewChats: 1 });
  close.push(discord.close);
  ann = discord.person('ann', { hasChat: true });
  chat = `/channels/${ann.channelId}/messages`;
});
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

const ask = (method: string, path: string, body?: unknown, token = discord.token) =>
  request({ apiUrl: discord.apiUrl, token }, method, path, body);

describe('trouble', () => {
  test.each(['user', 'shared', 'global'] as const)('a 429 of scope %s has its headers and body', async (scope) => {
    discord.trouble('POST', /messages$/, { seconds: 2, scope });
    const answer = await ask('POST', chat, { content: 'x' });
    expect(answer.status).toBe(429);
    expect(answer.body).toMatchObject({ retry_after: 2, global: scope === 'global' });
    expect([answer.headers.get('retry-after'), answer.headers.get('x-ratelimit-scope')]).toEqual(['2', scope]);
    expect((await ask('POST', chat, { content: 'x' })).status).toBe(200);
  });

  test.each([
    ['reset', 0],
    ['process-then-reset', 1],
  ] as const)('%s leaves %i messages', async (as, messages) => {
    discord.trouble('POST', /messages$/, as);
    await expect(ask('POST', chat, { content: 'x' })).rejects.toThrow();
    expect(discord.dms('ann')).toHaveLength(messages);
  });
});

describe('the gateway', () => {
  const connect = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${discord.port}/gateway?v=10&encoding=json`);
    await once(socket, 'message');
    return socket;
  };
  const closeCode = async (socket: WebSocket, payload: unknown): Promise<number> => {
    socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
    return (await once(socket, 'close'))[0];
  };
  const identify = (more: object = {}) => ({
    op: 2,
    d: { token: discord.token, intents: 1 << 12, properties: {}, ...more },
  });

  test.each([
    ['a wrong token', () => identify({ token: 'wrong' }), 4004],
    ['a privileged intent', () => identify({ intents: 1 << 15 }), 4014],
    ['an event before it identifies', () => ({ op: 3, d: {} }), 4003],
    ['no JSON', () => '{', 4002],
    ['a resume with a wrong token', () => ({ op: 6, d: { token: 'wrong', session_id: '1', seq: 0 } }), 4004],
  ])('closes at %s', async (_name, payload, code) => {
    expect(await closeCode(await connect(), payload())).toBe(code);
  });

  test('closes at a second identify', async () => {
    const socket = await connect();
    socket.send(JSON.stringify(identify()));
    await once(socket, 'message');
    expect(await closeCode(socket, identify())).toBe(4005);
  });

  test('does not know the session of another', async () => {
    const socket = await connect();
    socket.send(JSON.stringify({ op: 6, d: { token: discord.token, session_id: '1', seq: 0 } }));
    expect(JSON.parse(String((await once(socket, 'message'))[0]))).toEqual({ op: 9, d: false });
    socket.terminate();
  });

  test('tells direct messages to those alone who asked for them', async () => {
    const socket = await connect();
    socket.send(JSON.stringify(identify({ intents: 0 })));
    await once(socket, 'message');
    await ann.says('hello');
    socket.send(JSON.stringify({ op: 1, d: null }));
    expect(JSON.parse(String((await once(socket, 'message'))[0]))).toEqual({ op: 11 });
    socket.terminate();
  });
});

describe('the bot', () => {
  test('can be started beside it on a fixed port, twice one after the other', async () => {
    const port = discord.port;
    await discord.close();
    close.length = 0;
    discord = await startDiscord({ port });
    close.push(discord.close);
    const adapter = createDiscordAdapter({
      token: discord.token,
      apiUrl: discord.apiUrl,
      logger: createLogger('silent'),
      clock: discord.clock,
    });
    await adapter.start(converse({ answer: () => ({ text: ['x'] }) }));
    await adapter.stop();
    expect(discord.port).toBe(port);
  });
});
