import { describe, expect, test } from 'vitest';
import type { Outcome, Recipient } from '../../src/chat/adapter.ts';
import { accepted, deliveryFor, scriptedPlatform, useOutbox } from '../support/outbox.ts';

const outbox = useOutbox();

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
    expect(await outbox.select('select is_active, paused_reason from community_channels')).toEqual([
      { is_active: false, paused_reason: 'discord 10003' },
    ]);
  });
});
