import { describe, expect, test } from 'vitest';
import type { Outcome, Recipient } from '../../src/chat/adapter.ts';
import { accepted, deliveryFor, scriptedPlatform, useOutbox } from '../support/outbox.ts';

const outbox = useOutbox();

const paused = () => outbox.select('select is_active, paused_reason from community_channels');

const told = (channelId: number, dedupeKey: string) => ({ channelId, kind: 'channel' as const, dedupeKey });

describe('a channel of a community', () => {
  test('gets its messages in order, each occasion once, in its topic', async () => {
    const to: Recipient[] = [];
    const { adapter, texts } = scriptedPlatform('telegram', (recipient) => {
      to.push(recipient);
      return accepted(recipient);
    });
    const { channelId, chatId } = await outbox.addChannel('telegram', { topic_id: '7' });
    expect(await outbox.add([told(channelId, 'a'), told(channelId, 'b')])).toBe(2);
    expect(await outbox.add([told(channelId, 'a')])).toBe(0);
    expect(await deliveryFor(outbox, [adapter]).run()).toBe(2);
    expect(texts()).toEqual(['a', 'b']);
    expect(to[0]).toEqual({ kind: 'channel', chatId, topicId: '7' });
  });

  test('that is paused gets none', async () => {
    const { channelId } = await outbox.addChannel('discord', { is_active: false });
    expect(await outbox.add([told(channelId, 'a')])).toBe(0);
  });

  test('that is gone is paused, and nobody else waits for it', async () => {
    const gone: Outcome = { kind: 'gone', what: 'recipient', reason: 'discord 10003' };
    const { channelId, chatId } = await outbox.addChannel('discord');
    const person = await outbox.addPerson('discord');
    const { adapter, texts } = scriptedPlatform('discord', (to) => (to.chatId === chatId ? gone : accepted(to)));
    await outbox.add([told(channelId, 'a'), told(channelId, 'b')]);
    await outbox.addMatches(person, 'c');
    expect(await deliveryFor(outbox, [adapter]).run()).toBe(1);
    expect(texts()).toEqual(['a', 'c']);
    expect(await paused()).toEqual([{ is_active: false, paused_reason: 'discord 10003' }]);
  });

  test('that lets us in three times in a row no more is paused, and who follows it is told once', async () => {
    const ann = await outbox.addPerson('telegram');
    const { channelId } = await outbox.addChannel('telegram', { followed_by: ann.userId });
    const { adapter, texts } = scriptedPlatform('telegram', (to) =>
      to.kind === 'person'
        ? accepted(to)
        : { kind: 'refused', what: 'recipient', afterMs: 900_000, reason: 'not enough rights' },
    );
    await outbox.add([told(channelId, 'a'), told(channelId, 'b')]);
    const delivery = deliveryFor(outbox, [adapter]);
    for (let i = 0; i < 4; i += 1) {
      await delivery.run();
      await outbox.change(`update notifications set due_at = now() where status = 'pending'`);
    }
    expect(texts()).toEqual(['a', 'a', 'a', expect.stringMatching(new RegExp(`^channel:${channelId}:`))]);
    expect(await paused()).toEqual([{ is_active: false, paused_reason: 'not enough rights' }]);
  });

  test('whose group became a supergroup gets the same message there, and so do its other topics', async () => {
    const first = await outbox.addChannel('telegram', { topic_id: '1' });
    await outbox.change(
      `insert into community_channels (community_id, chat_id, topic_id, title)
       select community_id, chat_id, '2', 'more' from community_channels`,
    );
    const { adapter, sent } = scriptedPlatform('telegram', (to) =>
      to.chatId === first.chatId ? { kind: 'moved', chatId: '-1007', reason: 'upgraded' } : accepted(to),
    );
    await outbox.add([told(first.channelId, 'a'), told(first.channelId, 'b')]);
    expect(await deliveryFor(outbox, [adapter]).run()).toBe(2);
    expect(sent.map(({ chatId, text }) => [chatId, text])).toEqual([
      [first.chatId, 'a'],
      ['-1007', 'a'],
      ['-1007', 'b'],
    ]);
    expect(await outbox.select('select distinct chat_id from community_channels')).toEqual([{ chat_id: '-1007' }]);
  });
});
