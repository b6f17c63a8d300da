import { describe, expect, test } from 'vitest';
import type { Recipient } from '../../src/chat/adapter.ts';
import { claim } from '../../src/outbox/claim.ts';
import { accepted, deliveryFor, recordingLogger, scriptedPlatform, useOutbox } from '../support/outbox.ts';

describe('a message of which nobody knows whether it arrived', () => {
  const outbox = useOutbox();
  const makeDue = () => outbox.change(`update notifications set due_at = now() where status = 'pending'`);

  test.each([
    ['discord', 5],
    ['telegram', 2],
  ] as const)(
    'on %s a message of unclear end is tried %i times under one key, then called unknown',
    async (name, n) => {
      await outbox.addMatches(await outbox.addPerson(name), 'a');
      const platform = scriptedPlatform(name, () => ({ kind: 'unknown', reason: 'timeout' }));
      const delivery = deliveryFor(outbox, [platform.adapter]);
      for (let i = 0; i < 7; i += 1) {
        await delivery.run();
        await makeDue();
      }
      expect(platform.sent).toHaveLength(n);
      expect(new Set(platform.sent.map(({ key }) => key)).size).toBe(1);
      expect((await outbox.rows())[0]).toMatchObject({ status: 'unknown', unclear_attempts: n, error: 'timeout' });
    },
  );

  test('a row whose process died is sent by the next, when its lease has ended', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a', 'b');
    await claim(outbox.sequelize, 1);
    const { logger, names } = recordingLogger();
    const platform = scriptedPlatform('discord');
    const delivery = deliveryFor(outbox, [platform.adapter], { logger });
    expect(await delivery.run()).toBe(0);
    await outbox.change(`update notifications set lease_until = now() - interval '1 second' where id = 1`);
    expect(await delivery.run()).toBe(2);
    expect(platform.texts()).toEqual(['a', 'b']);
    expect(names()).toContain('outbox.lease_lapsed');
    expect((await outbox.rows())[0]).toMatchObject({ status: 'delivered', attempts: 2, unclear_attempts: 1 });
  });

  test('a slow process that lost its lease changes nothing and says so', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a');
    const { logger, names } = recordingLogger();
    const platform = scriptedPlatform('discord', async (to: Recipient) => {
      await outbox.change(`update notifications set lease_until = now() - interval '1 second' where id = 1`);
      await claim(outbox.sequelize, 1);
      return accepted(to);
    });
    await deliveryFor(outbox, [platform.adapter], { logger }).run();
    expect(names()).toContain('outbox.lease_lost');
    expect((await outbox.rows())[0]).toMatchObject({ status: 'sending', platform_message_id: null });
  });

  test('an adapter that throws leaves the message unclear and the rest unharmed', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a');
    await outbox.addMatches(await outbox.addPerson('discord'), 'b');
    const platform = scriptedPlatform('discord', async (to, text) => {
      if (text === 'a') throw new Error('a bug');
      return accepted(to);
    });
    expect(await deliveryFor(outbox, [platform.adapter]).run()).toBe(1);
    expect((await outbox.rows())[0]).toMatchObject({ status: 'pending', unclear_attempts: 1 });
  });
});
