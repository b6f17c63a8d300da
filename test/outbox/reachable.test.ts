import { describe, expect, test } from 'vitest';
import type { Recipient } from '../../src/chat/adapter.ts';
import { markReachable, markUnreachable } from '../../src/outbox/reachable.ts';
import { accepted, deliveryFor, nameOf, scriptedPlatform, useOutbox } from '../support/outbox.ts';

describe('somebody who cannot be reached', () => {
  const outbox = useOutbox();
  const statuses = async () => (await outbox.rows()).map((row) => row.status);

  const blocked = () => {
    const gone = new Set<string>();
    const platform = scriptedPlatform('telegram', (to: Recipient) =>
      gone.has(nameOf(to)) ? { kind: 'gone', what: 'recipient', reason: 'bot was blocked' } : accepted(to),
    );
    return { gone, platform, delivery: deliveryFor(outbox, [platform.adapter]) };
  };

  test('gets one try, no more requests, and the others get their messages', async () => {
    const [ann, ben] = [await outbox.addPerson('telegram'), await outbox.addPerson('telegram')];
    const { gone, platform, delivery } = blocked();
    gone.add(ann.platformId);
    await outbox.addMatches(ann, 'a', 'b', 'c');
    await outbox.addMatches(ben, 'd');
    expect(await delivery.run()).toBe(1);
    expect(platform.texts().sort()).toEqual(['a', 'd']);
    expect(await statuses()).toEqual(['dead', 'dead', 'dead', 'delivered']);
    expect((await outbox.rows()).slice(0, 2).map((row) => row.error)).toEqual([
      'recipient unreachable: bot was blocked',
      'recipient unreachable',
    ]);
    const accounts = await outbox.select<object>(
      `select is_reachable, unreachable_reason, unreachable_at is not null as since from chat_accounts where id = $1`,
      [ann.accountId],
    );
    expect(accounts).toEqual([{ is_reachable: false, unreachable_reason: 'bot was blocked', since: true }]);
    expect(await outbox.addMatches(ann, 'e')).toBe(0);
  });

  test('gets what was put aside, in order, once they write again', async () => {
    const ann = await outbox.addPerson('telegram');
    const { gone, platform, delivery } = blocked();
    gone.add(ann.platformId);
    await outbox.addMatches(ann, 'a', 'b');
    await delivery.run();
    gone.clear();
    expect(await markReachable(outbox.sequelize, ann.accountId)).toBe(2);
    await outbox.addMatches(ann, 'c');
    expect(await delivery.run()).toBe(3);
    expect(platform.texts()).toEqual(['a', 'a', 'b', 'c']);
  });

  test('does not get what is too old by then', async () => {
    const ann = await outbox.addPerson('telegram');
    await outbox.addMatches(ann, 'a', 'b');
    await markUnreachable(outbox.sequelize, ann.accountId, 'blocked');
    await outbox.change(`update notifications set created_at = now() - interval '25 hours' where dedupe_key = 'a'`);
    expect(await markReachable(outbox.sequelize, ann.accountId)).toBe(1);
    expect(await statuses()).toEqual(['dead', 'pending']);
  });

  test('coming back does not revive messages that died of something else', async () => {
    const ann = await outbox.addPerson('telegram');
    const platform = scriptedPlatform('telegram', () => ({ kind: 'gone', what: 'message', reason: 'too long' }));
    await outbox.addMatches(ann, 'a');
    await deliveryFor(outbox, [platform.adapter]).run();
    await markUnreachable(outbox.sequelize, ann.accountId, 'blocked');
    expect(await markReachable(outbox.sequelize, ann.accountId)).toBe(0);
    expect(await statuses()).toEqual(['dead']);
  });

  test('gets what waits in their other chat, in order and once, and the first says why', async () => {
    const ann = await outbox.addPerson('telegram');
    await outbox.addAccount(ann.userId, 'discord', { last_active_at: new Date(0) });
    const { gone, platform } = blocked();
    gone.add(ann.platformId);
    const discord = scriptedPlatform('discord');
    await outbox.addMatches(ann, 'a', 'b', 'c');
    const delivery = deliveryFor(outbox, [platform.adapter, discord.adapter], {
      render: async ({ dedupeKey, movedFrom }) => ({
        text: [movedFrom === null ? dedupeKey : `${movedFrom}: ${dedupeKey}`],
      }),
    });
    await delivery.run();
    await delivery.run();
    expect(platform.texts()).toEqual(['a']);
    expect(discord.texts()).toEqual(['telegram: a', 'b', 'c']);
    await outbox.addMatches(ann, 'd');
    await delivery.run();
    expect(discord.texts().at(-1)).toBe('d');
  });

  test('gets what was put aside in whichever chat they come back to', async () => {
    const ann = await outbox.addPerson('telegram');
    const other = await outbox.addAccount(ann.userId, 'discord', { is_reachable: false });
    await outbox.addMatches(ann, 'a', 'b');
    await markUnreachable(outbox.sequelize, ann.accountId, 'blocked');
    expect(await statuses()).toEqual(['dead', 'dead']);
    expect(await markReachable(outbox.sequelize, other.accountId)).toBe(2);
    const discord = scriptedPlatform('discord');
    expect(await deliveryFor(outbox, [discord.adapter]).run()).toBe(2);
    expect(discord.texts()).toEqual(['a', 'b']);
  });

  test('is not tried a fourth time where three messages in a row were filtered, and is after one that was not', async () => {
    const [ann, ben] = [await outbox.addPerson('discord'), await outbox.addPerson('discord')];
    const platform = scriptedPlatform('discord', (to, text) =>
      text === 'fine' ? accepted(to) : { kind: 'refused', what: 'message', reason: 'discord 200000' },
    );
    await outbox.addMatches(ann, 'a', 'b', 'c', 'd');
    await outbox.addMatches(ben, 'a', 'b', 'fine', 'c', 'd');
    await deliveryFor(outbox, [platform.adapter]).run();
    expect(platform.sent.filter(({ to }) => to === ann.platformId)).toHaveLength(3);
    expect(platform.sent.filter(({ to }) => to === ben.platformId)).toHaveLength(5);
  });

  test('writing while reachable changes nothing', async () => {
    const ann = await outbox.addPerson('telegram');
    await outbox.addMatches(ann, 'a');
    expect(await markReachable(outbox.sequelize, ann.accountId)).toBe(0);
    expect(await statuses()).toEqual(['pending']);
  });
});
