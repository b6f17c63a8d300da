import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/chat/adapter.ts';
import {
  accepted,
  deliveryFor,
  nameOf,
  recordingLogger,
  scriptedPlatform,
  useOutbox,
  waitingClock,
} from '../support/outbox.ts';

const soon = (outcome: Outcome): Promise<Outcome> => new Promise((resolve) => setImmediate(resolve, outcome));

const latch = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
};
type Latch = ReturnType<typeof latch>;

describe('delivery', () => {
  const outbox = useOutbox();
  const statuses = async () => (await outbox.rows()).map((row) => row.status);
  const makeDue = () => outbox.change(`update notifications set due_at = now() where status = 'pending'`);

  /** Time enough for whoever could claim another row to have done it. */
  const databaseTurns = async (): Promise<void> => {
    for (let i = 0; i < 20; i += 1) await outbox.select('select 1');
  };

  test('two deliveries at once lose nothing, repeat nothing and keep each order', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => outbox.addPerson('discord')));
    const keys = Array.from({ length: 10 }, (_, i) => `message ${i}`);
    for (const person of people) await outbox.addMatches(person, ...keys);
    const seen: { readonly to: string; readonly text: string }[] = [];
    const [firstSends, secondSends] = [latch(), latch()];
    /** Answers once the other process is sending too. */
    const process = (mine: Latch, theirs: Latch) =>
      scriptedPlatform('discord', async (to, text) => {
        seen.push({ to: nameOf(to), text });
        mine.open();
        await theirs.opened;
        return soon(accepted(to));
      });
    const processes = [process(firstSends, secondSends), process(secondSends, firstSends)];
    const counts = await Promise.all(processes.map(({ adapter }) => deliveryFor(outbox, [adapter]).run()));
    expect(counts.reduce((a, b) => a + b)).toBe(200);
    for (const { platformId } of people) {
      expect(seen.filter(({ to }) => to === platformId).map(({ text }) => text)).toEqual(keys);
    }
    expect(new Set(processes.flatMap(({ sent }) => sent.map(({ key }) => key))).size).toBe(200);
    expect(new Set(await statuses())).toEqual(new Set(['delivered']));
  });

  test('overlapping runs of one delivery share the work, and what came in meanwhile goes out too', async () => {
    const person = await outbox.addPerson('discord');
    await outbox.addMatches(person, 'a');
    const { open, opened } = latch();
    const arrived = latch();
    const platform = scriptedPlatform('discord', async (to) => {
      arrived.open();
      await opened;
      return accepted(to);
    });
    const delivery = deliveryFor(outbox, [platform.adapter]);
    const first = delivery.run();
    await arrived.opened;
    await outbox.addMatches(person, 'b');
    const second = delivery.run();
    open();
    expect(await Promise.all([first, second])).toEqual([2, 2]);
    expect(platform.texts()).toEqual(['a', 'b']);
  });

  test('a person is not forgotten whose message was settled while the outbox was looked at', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a', 'b');
    const answer = latch();
    const platform = scriptedPlatform('discord', async (to) => {
      await answer.opened;
      return accepted(to);
    });
    outbox.sequelize.addHook('afterQuery', 'look', async (_options, query) => {
      if (platform.sent.length !== 1 || !('sql' in query) || !String(query.sql).includes('recursive head')) return;
      outbox.sequelize.removeHook('afterQuery', 'look');
      answer.open();
      await expect.poll(statuses).toEqual(['delivered', 'pending']);
    });
    expect(await deliveryFor(outbox, [platform.adapter]).run()).toBe(2);
  });

  test.each([
    ['discord', 4],
    ['telegram', 2],
  ] as const)('on %s at most %i messages are in flight', async (name, most) => {
    for (let i = 0; i < 12; i += 1) await outbox.addMatches(await outbox.addPerson(name), 'a');
    let waiting: (() => void)[] = [];
    const platform = scriptedPlatform(name, async (to) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === most) void databaseTurns().then(releaseAll);
      });
      return accepted(to);
    });
    const releaseAll = (): void => {
      for (const release of waiting) release();
      waiting = [];
    };
    expect(await deliveryFor(outbox, [platform.adapter]).run()).toBe(12);
    expect(platform.mostInFlight()).toBe(most);
  });

  test('the chat that the platform opened is remembered, and used the next time', async () => {
    const person = await outbox.addPerson('discord', { chat_id: null });
    await outbox.addMatches(person, 'a', 'b');
    const platform = scriptedPlatform('discord');
    await deliveryFor(outbox, [platform.adapter]).run();
    expect(platform.sent.map(({ chatId }) => chatId)).toEqual([null, `opened-${person.platformId}`]);
    expect((await outbox.rows())[0]).toMatchObject({
      status: 'delivered',
      platform_message_id: 'm1',
      lease_token: null,
    });
  });

  test('a delay for one recipient is kept exactly and holds up nobody else', async () => {
    const [busy, other] = [await outbox.addPerson('telegram'), await outbox.addPerson('telegram')];
    await outbox.addMatches(busy, 'a', 'b');
    await outbox.addMatches(other, 'c');
    const platform = scriptedPlatform('telegram', (to, _text, sent) =>
      nameOf(to) === busy.platformId && sent.length === 1
        ? { kind: 'retry', afterMs: 61_234, scope: 'recipient', reason: '429' }
        : accepted(to),
    );
    const delivery = deliveryFor(outbox, [platform.adapter]);
    expect(await delivery.run()).toBe(1);
    expect((await outbox.rows())[0]).toMatchObject({ status: 'pending', attempts: 1, delay_ms: 61_234, error: '429' });
    await makeDue();
    expect(await delivery.run()).toBe(2);
    expect(platform.texts()).toEqual(['a', 'c', 'a', 'b']);
  });

  test('a hold of the platform stops it at once, and only it, until its time', async () => {
    for (let i = 0; i < 6; i += 1) await outbox.addMatches(await outbox.addPerson('telegram'), `t${i}`);
    await outbox.addMatches(await outbox.addPerson('discord'), 'd');
    const clock = waitingClock();
    const telegram = scriptedPlatform('telegram', (to, _text, sent) =>
      sent.length === 1 ? { kind: 'retry', afterMs: 30_000, scope: 'platform', reason: '429' } : accepted(to),
    );
    const discord = scriptedPlatform('discord');
    const delivery = deliveryFor(outbox, [telegram.adapter, discord.adapter], { clock, wait: clock.wait });
    expect(await delivery.run()).toBe(1);
    expect(await delivery.run()).toBe(0);
    expect(telegram.sent).toHaveLength(1);
    expect((await outbox.rows())[0]).toMatchObject({ status: 'pending', attempts: 0, delay_ms: 30_000 });
    await clock.wait(30_000);
    await makeDue();
    expect(await delivery.run()).toBe(6);
  });

  test('chats are opened one in five seconds, behind the messages for open ones', async () => {
    const clock = waitingClock();
    for (let i = 0; i < 3; i += 1) {
      await outbox.addMatches(await outbox.addPerson('discord', { chat_id: null }), `new ${i}`);
      await outbox.addMatches(await outbox.addPerson('discord'), `open ${i}`);
    }
    const platform = scriptedPlatform('discord', accepted, clock);
    expect(await deliveryFor(outbox, [platform.adapter], { clock, wait: clock.wait }).run()).toBe(6);
    expect(platform.texts()).toEqual(['open 0', 'open 1', 'open 2', 'new 0', 'new 1', 'new 2']);
    const times = platform.sent.map(({ atMs }) => atMs - (platform.sent[0]?.atMs ?? 0));
    expect(times).toEqual([0, 25, 50, 75, 5_075, 10_075]);
  });

  test('a message that can never be delivered does not block the next', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'poison', 'b');
    const platform = scriptedPlatform('discord', (to, text) =>
      text === 'poison' ? { kind: 'gone', what: 'message', reason: 'refused' } : accepted(to),
    );
    expect(await deliveryFor(outbox, [platform.adapter]).run()).toBe(1);
    expect((await outbox.rows()).map(({ status, error }) => [status, error])).toEqual([
      ['dead', 'refused'],
      ['delivered', null],
    ]);
  });

  test('what is no longer wanted is not sent', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'gone', 'b');
    const platform = scriptedPlatform('discord');
    const render = async ({ dedupeKey }: { dedupeKey: string }) =>
      dedupeKey === 'gone' ? null : { text: [dedupeKey] };
    await deliveryFor(outbox, [platform.adapter], { render }).run();
    expect(platform.texts()).toEqual(['b']);
    expect(await statuses()).toEqual(['expired', 'delivered']);
  });

  test('a message that cannot be rendered is logged and tried again, twelve times', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a', 'b');
    const { logger, names } = recordingLogger();
    const platform = scriptedPlatform('discord');
    const render = async ({ dedupeKey }: { dedupeKey: string }) => {
      if (dedupeKey === 'a') throw new Error('no such job');
      return { text: [dedupeKey] };
    };
    const delivery = deliveryFor(outbox, [platform.adapter], { render, logger });
    await delivery.run();
    expect((await outbox.rows())[0]).toMatchObject({ status: 'pending', attempts: 1, delay_ms: 500 });
    for (let i = 0; i < 11; i += 1) {
      await makeDue();
      await delivery.run();
    }
    expect(await statuses()).toEqual(['dead', 'delivered']);
    expect(names().filter((name) => name === 'outbox.render_failed')).toHaveLength(12);
  });

  test('what waited longer than it is worth expires, and the next goes out', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a', 'b');
    await outbox.change(`update notifications set created_at = now() - interval '24 hours 1 second' where id = 1`);
    const platform = scriptedPlatform('discord');
    await deliveryFor(outbox, [platform.adapter]).run();
    expect(platform.texts()).toEqual(['b']);
    expect(await statuses()).toEqual(['expired', 'delivered']);
  });

  test('stopping waits for what is in flight, gives back what is not, and claims nothing more', async () => {
    for (const key of ['a', 'b', 'c']) await outbox.addMatches(await outbox.addPerson('discord'), key);
    const [sending, rendering, answer, rendered] = [latch(), latch(), latch(), latch()];
    let hasStopped = false;
    const platform = scriptedPlatform('discord', async (to) => {
      sending.open();
      await answer.opened;
      return accepted(to);
    });
    const render = async ({ dedupeKey }: { dedupeKey: string }) => {
      if (dedupeKey === 'b') {
        rendering.open();
        await rendered.opened;
      }
      return { text: [dedupeKey] };
    };
    const delivery = deliveryFor(outbox, [platform.adapter], { render });
    const run = delivery.run();
    await Promise.all([sending.opened, rendering.opened]);
    const stop = delivery.stop().then(() => {
      hasStopped = true;
    });
    rendered.open();
    await databaseTurns();
    expect(hasStopped).toBe(false);
    answer.open();
    await stop;
    expect(await run).toBe(1);
    expect(await statuses()).toEqual(['delivered', 'pending', 'pending']);
    expect((await outbox.rows())[1]).toMatchObject({ attempts: 0, unclear_attempts: 0 });
    expect(await delivery.run()).toBe(0);
    expect(platform.texts()).toEqual(['a']);
  });

  test('no transaction is open while the platform is asked', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a');
    let open: object[] = [{}];
    const platform = scriptedPlatform('discord', async (to) => {
      open = await outbox.select(
        `select pid from pg_stat_activity
         where datname = current_database() and state like 'idle in transaction%'`,
      );
      return accepted(to);
    });
    await deliveryFor(outbox, [platform.adapter]).run();
    expect(open).toEqual([]);
  });

  test('a platform without an adapter keeps its messages', async () => {
    await outbox.addMatches(await outbox.addPerson('telegram'), 'a');
    expect(await deliveryFor(outbox, [scriptedPlatform('discord').adapter]).run()).toBe(0);
    expect(await statuses()).toEqual(['pending']);
  });
});
