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

describe('buttons', () => {
  const inPlace = ({ message }: Pick<Incoming, 'message'>) => ({
    isPublic: false,
    inPlace: message.kind === 'button' && message.data.startsWith('i'),
  });
  const paged = (incoming: Incoming): SealedReply | null => {
    if (incoming.message.kind === 'reachable') return null;
    if (incoming.message.kind === 'select')
      return { text: say`Chose ${incoming.message.value} for ${incoming.message.data}` };
    const number = incoming.message.kind === 'button' ? Number(incoming.message.data.slice(1)) : 1;
    return {
      text: say`Page ${number}`,
      buttons: [
        { label: 'Same', data: `i${number}` },
        { label: 'Next', data: `i${number + 1}` },
        { label: 'New', data: 'n9' },
      ],
      select: { label: 'Status', data: 'nstatus 14', choices: [{ label: 'Offered', value: 'offered' }] },
    };
  };
  const open = async () => {
    const talk = createConversation({ reply: paged, preview: inPlace });
    await adapter.start(talk.conversation);
    const ann = telegram.person('ann');
    ann.says('/list');
    return { ...talk, ann, list: await ann.nextMessage() };
  };

  test('a page turns in place', async () => {
    const { ann, list } = await open();
    const query = ann.press(list, 'Next');
    expect(await ann.nextMessage()).toMatchObject({ id: list.id, edits: 1, text: expect.stringContaining('Page 2') });
    expect(telegram.isSpinning(query)).toBe(false);
  });

  test('another button answers with a new message', async () => {
    const { ann, list } = await open();
    ann.press(list, 'New');
    const answer = await ann.nextMessage();
    expect(answer.id).not.toBe(list.id);
  });

  test('a choice says which value was chosen', async () => {
    const { ann, list } = await open();
    ann.press(list, 'Offered');
    expect((await ann.nextMessage()).text).toBe('Chose offered for nstatus 14');
  });

  test('a page that is the same is no failure', async () => {
    const { ann, list, failures, conversation } = await open();
    const query = ann.press(list, 'Same');
    await telegram.answered(query);
    await telegram.until(
      () => (telegram.calls('editMessageText').some((call) => call.status === 400) ? true : null),
      'the refusal',
    );
    await conversation.idle();
    expect(failures).toEqual([]);
    expect(ann.unread()).toEqual([]);
  });

  test('where the list was deleted a new one is sent', async () => {
    const { ann, list } = await open();
    ann.deletes(list);
    ann.press(list, 'Next');
    const answer = await ann.nextMessage();
    expect(answer.text).toContain('Page 2');
    expect(answer.id).not.toBe(list.id);
  });

  test('the spinner stops before the press is even accepted', async () => {
    const gate = Promise.withResolvers<void>();
    const talk = createConversation({
      reply: paged,
      accept: ({ message }) => (message.kind === 'button' ? gate.promise : Promise.resolve()),
    });
    await adapter.start(talk.conversation);
    const ann = telegram.person('ann');
    ann.says('/list');
    await telegram.answered(ann.press(await ann.nextMessage(), 'Next'));
    expect(talk.accepted).toHaveLength(1);
    gate.resolve();
  });

  test('a press that is too old to acknowledge is answered all the same', async () => {
    telegram.fail({
      method: 'answerCallbackQuery',
      trouble: {
        kind: 'refuse',
        code: 400,
        description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
      },
    });
    const { ann, list } = await open();
    ann.press(list, 'Next');
    expect((await ann.nextMessage()).text).toContain('Page 2');
  });
});
