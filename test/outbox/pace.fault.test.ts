import { describe, expect, test } from 'vitest';
import { figure } from '../faults/figures.ts';
import { accepted, deliveryFor, scriptedPlatform, useOutbox, waitingClock } from '../support/outbox.ts';

const outbox = useOutbox();

const mostIn = (windowMs: number, times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));

describe('the pace of delivery, in a clock that passes by waiting', () => {
  test('R13: 300 first contacts at once are opened at most one in 5 s and 200 an hour', async () => {
    const clock = waitingClock();
    for (let i = 0; i < 300; i += 1) await outbox.addMatches(await outbox.addPerson('discord', { chat_id: null }), 'a');
    const { adapter, sent } = scriptedPlatform('discord', accepted, clock);
    expect(await deliveryFor(outbox, [adapter], { clock, wait: clock.wait }).run()).toBe(300);
    const times = sent.map(({ atMs }) => atMs);
    const [inFive, inHour] = [mostIn(5_000, times), mostIn(3_600_000, times)];
    figure('R13', `${inFive} in 5 s, ${inHour} an hour`, inFive === 1 && inHour <= 200);
  });

  test('R14: 27 a second in all, 1 to a chat, 18 a minute to a group', async () => {
    const clock = waitingClock();
    const people = [];
    for (let i = 0; i < 100; i += 1) people.push(await outbox.addPerson('telegram'));
    for (const person of people) await outbox.addMatches(person, 'a', 'b', 'c');
    const { channelId, chatId } = await outbox.addChannel('telegram');
    await outbox.add(
      Array.from({ length: 40 }, (_, i) => ({ channelId, kind: 'channel' as const, dedupeKey: `${i}` })),
    );
    const { adapter, sent } = scriptedPlatform('telegram', accepted, clock);
    expect(await deliveryFor(outbox, [adapter], { clock, wait: clock.wait }).run()).toBe(340);
    const timesOf = (to?: string) => sent.filter((one) => to === undefined || one.to === to).map(({ atMs }) => atMs);
    const all = mostIn(1_000, timesOf());
    const one = Math.max(...people.map(({ platformId }) => mostIn(1_000, timesOf(platformId))));
    const group = mostIn(60_000, timesOf(chatId));
    figure(
      'R14',
      `${all} a second, ${one} to a chat, ${group} a minute to a group`,
      all <= 27 && one === 1 && group <= 18,
    );
  });

  test('R12: one request to who is gone, three to who is not let in', async () => {
    const [gone, shy] = [await outbox.addPerson('telegram'), await outbox.addChannel('telegram')];
    await outbox.addMatches(gone, 'a', 'b');
    await outbox.add(
      ['a', 'b', 'c', 'd'].map((dedupeKey) => ({ channelId: shy.channelId, kind: 'channel' as const, dedupeKey })),
    );
    const { adapter, sent } = scriptedPlatform('telegram', (to) =>
      to.kind === 'person'
        ? { kind: 'gone', what: 'recipient', reason: 'blocked' }
        : { kind: 'refused', what: 'recipient', afterMs: 0, reason: 'not enough rights' },
    );
    await deliveryFor(outbox, [adapter]).run();
    const [permanent, soft] = [gone.platformId, shy.chatId].map((to) => sent.filter((one) => one.to === to).length);
    figure('R12', `paused after ${permanent} permanent, ${soft} soft failures`, permanent === 1 && soft === 3);
  });
});
