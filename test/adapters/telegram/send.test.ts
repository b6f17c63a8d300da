import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTelegramAdapter } from '../../../src/adapters/telegram/index.ts';
import type { Adapter, SealedReply } from '../../../src/chat/adapter.ts';
import { bold, say } from '../../../src/chat/reply.ts';
import { createLogger } from '../../../src/logger.ts';
import { startTelegram, type TelegramStandIn } from '../../support/telegram/index.ts';

let telegram: TelegramStandIn;
let adapter: Adapter;
let log: string[];
let now: number;

const build = (apiUrl: string): Adapter =>
  createTelegramAdapter({
    token: telegram.token,
    apiUrl,
    logger: createLogger('debug', (line) => void log.push(line)),
    clock: { now: () => new Date(now) },
  });

beforeEach(async () => {
  [log, now] = [[], 0];
  telegram = await startTelegram();
  adapter = build(telegram.url);
});
afterEach(async () => {
  await adapter.stop();
  await telegram.close();
});

const hello: SealedReply = { text: say`Hello ${bold('Ann')}.` };
const to = (id: number) => ({ kind: 'person', accountId: String(id), chatId: null }) as const;

describe('sending', () => {
  test('reaches the chat that the account has, and says where it went', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const outcome = await adapter.send(to(ann.id), hello, 'k');
    const seen = await ann.nextMessage();
    expect(outcome).toEqual({ kind: 'delivered', messageId: String(seen.id), chatId: String(ann.id) });
    expect(seen.entities).toMatchObject([{ type: 'bold', text: 'Ann' }]);
  });

  test('makes no link and no mention of what a posting says', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const title =
      '</b><a href="https://evil.example">Apply</a> @everyone <@&1> [x](https://evil.example) #now $EVIL evil.com';
    await adapter.send(to(ann.id), { cards: [{ title, body: [[title]], buttons: [] }] }, 'k');
    const seen = await ann.nextMessage();
    expect(seen.entities.map((entity) => entity.type)).toEqual(['bold']);
    expect(seen.text).toBe(`${title}\n${title}`);
    expect(seen.isPreviewDisabled).toBe(true);
  });

  test('to somebody who cannot be reached says so', async () => {
    const [never, blocked] = [telegram.person('never'), telegram.person('blocked')];
    blocked.blocksBot();
    expect(await adapter.send(to(never.id), hello, '1')).toMatchObject({ kind: 'gone', what: 'recipient' });
    expect(await adapter.send(to(blocked.id), hello, '2')).toMatchObject({ kind: 'gone', what: 'recipient' });
    expect(await adapter.send(to(42), hello, '3')).toMatchObject({
      kind: 'gone',
      what: 'recipient',
      reason: 'Bad Request: chat not found',
    });
    expect(await adapter.send({ kind: 'person', accountId: 'ann', chatId: null }, hello, '4')).toMatchObject({
      kind: 'gone',
      what: 'recipient',
    });
  });

  test('of nothing is refused here', async () => {
    expect(await adapter.send(to(1), { text: [''] }, 'k')).toMatchObject({ kind: 'gone', what: 'message' });
    expect(telegram.calls()).toEqual([]);
  });

  test('too fast in one chat holds that chat, in five holds all', async () => {
    telegram.fail({
      method: 'sendMessage',
      times: 6,
      trouble: { kind: 'refuse', code: 429, description: '', retryAfter: 7 },
    });
    const people = ['a', 'b', 'c', 'd', 'e'].map((name) => telegram.person(name, { isOpen: true }));
    const outcomes = [];
    for (const one of people) outcomes.push(await adapter.send(to(one.id), hello, one.state.name));
    expect(outcomes.map((outcome) => outcome.kind === 'retry' && [outcome.afterMs, outcome.scope])).toEqual([
      [7_000, 'recipient'],
      [7_000, 'recipient'],
      [7_000, 'recipient'],
      [7_000, 'recipient'],
      [7_000, 'platform'],
    ]);
    now = 2_000;
    expect(await adapter.send(to(people[0]?.id ?? 0), hello, 'a')).toMatchObject({ scope: 'recipient' });
    expect(telegram.calls()).toHaveLength(6); // the library has not tried again by itself
  });

  test.each([
    { kind: 'bad-gateway' },
    { kind: 'process-then-500' },
    { kind: 'process-then-reset' },
    { kind: 'not-json' },
  ] as const)('$kind: nobody knows', async (trouble) => {
    const ann = telegram.person('ann', { isOpen: true });
    telegram.fail({ trouble });
    expect(await adapter.send(to(ann.id), hello, 'k')).toMatchObject({ kind: 'unknown' });
    expect(telegram.calls()).toHaveLength(1);
  });

  test('no answer within 10 s: nobody knows, and 15 s are not over', { timeout: 16_000 }, async () => {
    const ann = telegram.person('ann', { isOpen: true });
    telegram.fail({ trouble: { kind: 'process-then-hang' } });
    expect(await adapter.send(to(ann.id), hello, 'k')).toEqual({ kind: 'unknown', reason: 'timeout' });
  });

  test('nobody listening: certainly not sent', async () => {
    const away = build('http://127.0.0.1:9/');
    expect(await away.send(to(1), hello, 'k')).toEqual({
      kind: 'retry',
      afterMs: 5_000,
      scope: 'platform',
      reason: 'ECONNREFUSED',
    });
    await away.stop();
  });

  test('a refused token holds the platform and is an error', async () => {
    telegram.fail({ trouble: { kind: 'refuse', code: 401, description: 'Unauthorized' } });
    expect(await adapter.send(to(1), hello, 'k')).toMatchObject({ kind: 'shut', afterMs: 60_000 });
    expect(log.join('')).toContain('telegram.token_refused');
  });

  test('a message of several parts goes on where it failed', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const reply: SealedReply = {
      text: ['x'.repeat(5_000)],
      files: [{ name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from('a') }],
    };
    telegram.fail({ method: 'sendDocument', trouble: { kind: 'refuse', code: 429, description: '', retryAfter: 1 } });
    let partsSent = 0;
    const send = () =>
      adapter.send(to(ann.id), reply, 'k', {
        partsSent,
        onPart: async (parts) => {
          partsSent = parts;
          return true;
        },
        onChat: async () => true,
      });
    expect(await send()).toMatchObject({ kind: 'retry' });
    expect(await send()).toMatchObject({ kind: 'delivered' });
    expect(telegram.messages(ann.id).map((seen) => seen.file?.name ?? seen.text.length)).toEqual([4096, 904, 'a.txt']);
  });

  test('a root with a path is used as it is', async () => {
    const elsewhere = build(`${telegram.url}/gateway`);
    expect(await elsewhere.send(to(1), hello, 'k')).toMatchObject({ kind: 'shut', reason: 'Not Found' });
    await elsewhere.stop();
  });

  test('neither log nor outcome has the token or the words', async () => {
    const ann = telegram.person('ann', { isOpen: true });
    const outcomes = [];
    for (const kind of ['bad-gateway', 'reset', 'not-json'] as const) {
      telegram.fail({ trouble: { kind } });
      outcomes.push(await adapter.send(to(ann.id), { text: ['very private words'] }, kind));
    }
    const written = JSON.stringify(outcomes) + log.join('');
    expect(written).not.toContain('stand-in-token');
    expect(written).not.toContain('private words');
  });
});
