import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Adapter, Incoming, SealedReply } from '../../../src/chat/adapter.ts';
import { say } from '../../../src/chat/reply.ts';
import { startBench } from '../../support/telegram/bench.ts';
import { createConversation } from '../../support/telegram/conversation.ts';
import { startTelegram, type TelegramStandIn } from '../../support/telegram/index.ts';

let bench: Awaited<ReturnType<typeof startBench>>;
let telegram: TelegramStandIn;
let adapter: Adapter;
beforeEach(async () => {
  bench = await startBench();
  ({ telegram, adapter } = bench);
});
afterEach(() => bench.close());

const echo = (incoming: Incoming): SealedReply | null =>
  incoming.message.kind === 'text' ? { text: say`You said: ${incoming.message.text}` } : null;

describe('starting and stopping', () => {
  test('a refused token rejects the start', async () => {
    const wrong = bench.build(`7000000001:${'x'.repeat(35)}`);
    await expect(wrong.start(createConversation().conversation)).rejects.toThrow('401 Unauthorized');
    await wrong.stop();
  });

  test('a token refused later is an error in the log, and the end of asking', async () => {
    const { conversation } = createConversation();
    await adapter.start(conversation);
    await telegram.polled();
    telegram.fail({
      method: 'getUpdates',
      times: 9,
      trouble: { kind: 'refuse', code: 401, description: 'Unauthorized' },
    });
    telegram.updates.close();
    await bench.untilLogged('telegram.token_refused');
    await adapter.stop();
    expect(telegram.faultsLeft()).toBe(8);
  });

  test('starts as soon as Telegram is there', async () => {
    telegram.fail({ method: 'getMe', times: 2, trouble: { kind: 'bad-gateway' } });
    telegram.fail({ method: 'getMe', times: 1, trouble: { kind: 'reset' } });
    await adapter.start(createConversation({ reply: echo }).conversation);
    const ann = telegram.person('ann');
    ann.says('hi');
    await ann.nextMessage();
  });

  test('starts though nobody listens yet', async () => {
    const { port } = telegram;
    await telegram.close();
    const starting = adapter.start(createConversation().conversation);
    const back = await startTelegram({ port });
    await starting;
    await back.polled();
    await adapter.stop();
    await back.close();
  });

  test('stops at once, with what was accepted confirmed and answered', async () => {
    const { conversation, received } = createConversation({ reply: echo });
    await adapter.start(conversation);
    const ann = telegram.person('ann');
    ann.says('hi');
    await received(1);
    await adapter.stop();
    expect(telegram.messages(ann.id)).toHaveLength(1);
    expect(telegram.updates.unconfirmed()).toEqual([]);
    expect(telegram.updates.isPolled()).toBe(false);
  });

  test('stops while Telegram is away', async () => {
    telegram.fail({ times: 1_000, trouble: { kind: 'bad-gateway' } });
    const starting = adapter.start(createConversation().conversation);
    await telegram.until(() => telegram.calls('getMe')[0] ?? null, 'a first try');
    await adapter.stop();
    await starting;
    expect(await adapter.send({ kind: 'person', accountId: '1', chatId: null }, { text: ['x'] }, 'k')).toMatchObject({
      kind: 'retry',
    });
  });
});
