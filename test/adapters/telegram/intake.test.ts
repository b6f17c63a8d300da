import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Adapter, Incoming, SealedReply } from '../../../src/chat/adapter.ts';
import { say } from '../../../src/chat/reply.ts';
import { startBench } from '../../support/telegram/bench.ts';
import { createConversation } from '../../support/telegram/conversation.ts';
import type { TelegramStandIn } from '../../support/telegram/index.ts';

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

describe('taking in', () => {
  test('a private text is answered where it was written', async () => {
    const { conversation, accepted } = createConversation({ reply: echo });
    await adapter.start(conversation);
    const ann = telegram.person('ann');
    ann.says('/search add rust');
    const answer = await ann.nextMessage();
    expect(answer).toMatchObject({ text: 'You said: /search add rust', isPreviewDisabled: true });
    expect(accepted).toMatchObject([
      { sender: { id: String(ann.id), name: 'ann' }, chat: { id: String(ann.id), isPrivate: true } },
    ]);
  });

  test('the menu is registered, and unanswered messages of the last run are asked for', async () => {
    const commands = [{ name: 'help', description: 'Help', options: [], subcommands: [] }];
    const talk = createConversation({ commands });
    await adapter.start(talk.conversation);
    await telegram.until(() => (telegram.commands().length > 0 ? true : null), 'a menu');
    expect(telegram.commands()).toEqual([{ command: 'help', description: 'Help' }]);
    expect(talk.resumed()?.platform).toBe('telegram');
  });

  test('what was accepted before a crash can be answered from its JSON', async () => {
    const talk = createConversation();
    await adapter.start(talk.conversation);
    const ann = telegram.person('ann', { isOpen: true });
    ann.says('hello');
    const [stored] = await talk.received(1);
    await talk.resumed()?.respond(JSON.parse(JSON.stringify(stored)), { text: ['late'] });
    expect((await ann.nextMessage()).text).toBe('late');
  });

  test('an update is confirmed only after it was accepted', async () => {
    const meanwhile: number[] = [];
    const { conversation, received } = createConversation({
      accept: async () => {
        // Long enough for a poll that did not wait to have reached the server.
        for (let trips = 0; trips < 5; trips += 1) await fetch(`${telegram.url}/bot${telegram.token}/getMe`);
        meanwhile.push(...telegram.updates.unconfirmed().map((update) => update.update_id));
      },
    });
    await adapter.start(conversation);
    const id = telegram.person('ann').says('hello');
    await received(1);
    expect(meanwhile).toEqual([id]);
    await telegram.until(() => (telegram.updates.unconfirmed().length === 0 ? true : null), 'a confirmation');
  });

  test('an update that is not accepted, or not one at all, stops no other', async () => {
    const { conversation, accepted, received } = createConversation({
      accept: async ({ message }) => {
        if (message.kind === 'text' && message.text === 'bad') throw new Error('cannot be stored');
      },
    });
    await adapter.start(conversation);
    const [ann, ben] = [telegram.person('ann'), telegram.person('ben')];
    ann.says('bad');
    telegram.updates.add('message', { message_id: 'what', from: null, chat: 7, text: {} });
    telegram.updates.add('callback_query', { id: 5 });
    ann.says('good');
    ben.says('fine');
    await received(2);
    expect(accepted.map(({ message }) => (message.kind === 'text' ? message.text : '')).sort()).toEqual([
      'fine',
      'good',
    ]);
    expect(bench.logged('telegram.not_accepted') && bench.logged('telegram.malformed_update')).toBe(true);
  });

  test("one person's messages are accepted in their order, and hold nobody else's", async () => {
    const gate = Promise.withResolvers<void>();
    const { conversation, accepted, received } = createConversation({
      accept: ({ message }) => (message.kind === 'text' && message.text === 'a1' ? gate.promise : Promise.resolve()),
    });
    const [ann, ben] = [telegram.person('ann'), telegram.person('ben')];
    ann.says('a1');
    ann.says('a2');
    ben.says('b1');
    await adapter.start(conversation);
    await received(1);
    gate.resolve();
    await received(3);
    expect(accepted.map(({ message }) => (message.kind === 'text' ? message.text : ''))).toEqual(['b1', 'a1', 'a2']);
  });

  test.each([
    { kind: 'bad-gateway' },
    { kind: 'reset' },
    { kind: 'not-json' },
    { kind: 'refuse', code: 409, description: 'Conflict: terminated by other getUpdates request' },
    { kind: 'refuse', code: 429, description: '', retryAfter: 0 },
    { kind: 'refuse', code: 400, description: 'Bad Request: whatever' },
  ] as const)('intake goes on after $kind $code', async (trouble) => {
    const { conversation } = createConversation({ reply: echo });
    telegram.fail({ method: 'getUpdates', times: 3, trouble });
    await adapter.start(conversation);
    const ann = telegram.person('ann');
    ann.says('still there?');
    expect((await ann.nextMessage()).text).toContain('still there?');
    expect(telegram.faultsLeft()).toBe(0);
  });

  test('a rival poller is outlived', async () => {
    const { conversation, received } = createConversation();
    await adapter.start(conversation);
    await telegram.polled();
    const rival = fetch(`${telegram.url}/bot${telegram.token}/getUpdates?timeout=50`);
    expect((await rival).status).toBe(409); // ended by our next poll, which ended because of it
    telegram.person('ann').says('hello');
    await received(1);
  });

  test('a webhook that somebody set is removed', async () => {
    telegram.updates.setWebhook(true);
    const { conversation } = createConversation();
    await adapter.start(conversation);
    await telegram.polled();
    telegram.updates.setWebhook(true);
    telegram.person('ann').says('wakes the poll');
    await telegram.until(() => (telegram.calls('deleteWebhook').length === 2 ? true : null), 'a second removal');
    await telegram.polled();
  });

  test('update ids that start again lower are taken', async () => {
    const { conversation, received } = createConversation();
    await adapter.start(conversation);
    const ann = telegram.person('ann');
    ann.says('before');
    await received(1);
    await telegram.polled();
    telegram.updates.close(); // the long poll ends empty, as it does after 50 s
    await telegram.until(
      () => (telegram.calls('getUpdates').at(-1)?.params.offset === 0 ? true : null),
      'a poll from the start',
    );
    telegram.updates.jumpTo(5);
    ann.says('after a week');
    await received(2);
  });

  test('blocking and unblocking say whether the person can be reached', async () => {
    const { conversation, accepted, received } = createConversation();
    await adapter.start(conversation);
    const ann = telegram.person('ann');
    ann.blocksBot();
    ann.unblocksBot();
    await received(2);
    expect(accepted.map(({ message }) => message)).toEqual([
      { kind: 'reachable', isReachable: false },
      { kind: 'reachable', isReachable: true },
    ]);
  });
});
