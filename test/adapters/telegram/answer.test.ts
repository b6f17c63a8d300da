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

describe('groups', () => {
  test('a personal answer goes to the private chat', async () => {
    await adapter.start(createConversation({ reply: echo }).conversation);
    const [ann, group] = [telegram.person('ann', { isOpen: true }), telegram.group()];
    group.says(ann, `/matches@${telegram.botName}`);
    expect((await ann.nextMessage()).text).toBe('You said: /matches');
    expect(group.unread()).toEqual([]);
  });

  test('where that was never opened the group gets a way there and nothing personal', async () => {
    await adapter.start(createConversation({ reply: echo }).conversation);
    const [ann, group] = [telegram.person('ann'), telegram.group()];
    group.says(ann, `/profile@${telegram.botName} secret`);
    const answer = await group.nextMessage();
    expect(answer.text).toBe('I answer that in our private chat. Open it once, then ask me again.');
    expect(answer.buttons).toEqual([
      { label: 'Open the chat · t.me', url: `https://t.me/${telegram.botName}?start=hello` },
    ]);
    expect(answer.replyTo).not.toBeNull();
  });

  test('a public answer stays in the group, under the question', async () => {
    const preview = () => ({ isPublic: true, inPlace: false });
    await adapter.start(createConversation({ reply: echo, preview }).conversation);
    const [ann, group] = [telegram.person('ann'), telegram.group()];
    group.says(ann, `/rules@${telegram.botName}`);
    expect(await group.nextMessage()).toMatchObject({ text: 'You said: /rules', replyTo: expect.any(Number) });
  });

  test('chatter and commands for other bots are not even accepted', async () => {
    const { conversation, accepted, received } = createConversation();
    await adapter.start(conversation);
    const [ann, group] = [telegram.person('ann'), telegram.group()];
    group.says(ann, 'hello all');
    group.says(ann, '/help@other_bot');
    ann.says('/help');
    await received(1);
    await telegram.until(() => (telegram.updates.unconfirmed().length === 0 ? true : null), 'a confirmation');
    expect(accepted).toHaveLength(1);
  });
});

describe('answers', () => {
  test('wait as long as Telegram says, and come once', async () => {
    telegram.fail({ method: 'sendMessage', trouble: { kind: 'refuse', code: 429, description: '', retryAfter: 1 } });
    await adapter.start(createConversation({ reply: echo }).conversation);
    const ann = telegram.person('ann');
    ann.says('hi');
    await ann.nextMessage();
    const [first, second] = telegram.calls('sendMessage').map((call) => call.at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990);
    expect(telegram.messages(ann.id)).toHaveLength(1);
  });

  test('are tried once more when nobody knows, and then given up', async () => {
    telegram.fail({ method: 'sendMessage', times: 3, trouble: { kind: 'bad-gateway' } });
    const { conversation, failures, received } = createConversation({ reply: echo });
    await adapter.start(conversation);
    telegram.person('ann').says('hi');
    await received(1);
    await telegram.until(
      () => (telegram.calls('sendMessage').filter((call) => call.status === 502).length === 2 ? true : null),
      'two tries',
    );
    await conversation.idle();
    expect(failures).toHaveLength(1);
    expect(String(failures[0])).toBe('TelegramFailure: unheard: HTTP 502');
    expect(telegram.faultsLeft()).toBe(1);
  });

  test('that Telegram cannot parse go again without formatting', async () => {
    telegram.fail({
      method: 'sendMessage',
      trouble: {
        kind: 'refuse',
        code: 400,
        description: "Bad Request: can't parse entities: Unclosed start tag at byte offset 0",
      },
    });
    await adapter.start(createConversation({ reply: () => ({ text: say`1 < ${2}` }) }).conversation);
    const ann = telegram.person('ann');
    ann.says('hi');
    expect(await ann.nextMessage()).toMatchObject({ text: '1 < 2', html: '1 < 2' });
  });

  test('that are too long after all go in halves', async () => {
    telegram.fail({
      method: 'sendMessage',
      trouble: { kind: 'refuse', code: 400, description: 'Bad Request: message is too long' },
    });
    const text = `${'x'.repeat(1500)}\n`.repeat(2);
    await adapter.start(
      createConversation({ reply: () => ({ text: [text], buttons: [{ label: 'Ok', data: 'nok' }] }) }).conversation,
    );
    const ann = telegram.person('ann');
    ann.says('hi');
    const halves = [await ann.nextMessage(), await ann.nextMessage()];
    expect(halves.map((half) => [half.text.length, half.buttons.length])).toEqual([
      [1500, 0],
      [1500, 1],
    ]);
  });

  test('with files bring them whole', async () => {
    const bytes = new Uint8Array([0, 13, 10, 45, 45, 255]);
    const file = { name: 'export.json', mediaType: 'application/json', bytes };
    await adapter.start(createConversation({ reply: () => ({ text: ['Here.'], files: [file] }) }).conversation);
    const ann = telegram.person('ann');
    ann.says('/export');
    expect((await ann.nextMessage()).text).toBe('Here.');
    expect((await ann.nextMessage()).file).toEqual({ name: 'export.json', bytes: Buffer.from(bytes) });
  });
});
