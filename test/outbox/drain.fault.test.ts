import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Adapter } from '../../src/chat/adapter.ts';
import { createPacing } from '../../src/chat/pacing.ts';
import { systemClock } from '../../src/clock.ts';
import { claim, findDue } from '../../src/outbox/claim.ts';
import { settle } from '../../src/outbox/settle.ts';
import { measured } from '../faults/figures.ts';
import { deliveryFor, useOutbox } from '../support/outbox.ts';

const outbox = useOutbox();
const [recipients, each, drainMs] = [10_000, 10, 10_000];

/** Answers within 5 to 20 ms and has no ceiling. */
const quickPlatform = (arrived: string[]): Adapter => ({
  platform: 'discord',
  pacing: createPacing('console'),
  start: async () => {},
  stop: async () => {},
  send: async (_, __, key) => {
    arrived.push(key);
    await delay(5 + Math.random() * 15);
    return { kind: 'delivered', messageId: '1', chatId: '1' };
  },
});

test('100,000 messages for 10,000 recipients are claimed and drained, each once', async () => {
  await outbox.change('insert into users select from generate_series(1, $1::integer)', [recipients]);
  await outbox.change(
    `insert into chat_accounts (user_id, platform, platform_id, chat_id) select id, 'discord', id, id from users`,
  );
  await outbox.change(
    `insert into notifications (user_id, chat_account_id, kind, dedupe_key)
     select a.user_id, a.id, 'match', n::text from generate_series(1, $1::integer) n, chat_accounts a`,
    [each],
  );
  await outbox.change('analyze');

  const claims: number[] = [];
  for (const { id } of await findDue(outbox.sequelize, 'discord', 500)) {
    const since = performance.now();
    const row = await claim(outbox.sequelize, id);
    claims.push(performance.now() - since);
    expect(row?.id).toBe(id);
    if (row !== null) await settle(outbox.sequelize, row, { kind: 'delivered', messageId: '1', chatId: '1' });
  }
  const p95 = claims.toSorted((one, other) => one - other)[Math.ceil(claims.length * 0.95) - 1] ?? Number.NaN;

  const arrived: string[] = [];
  const processes = [0, 1].map(() =>
    deliveryFor(outbox, [quickPlatform(arrived)], { clock: systemClock, wait: (ms) => delay(ms) }),
  );
  const since = performance.now();
  const running = processes.map((delivery) => delivery.run());
  await delay(drainMs);
  await Promise.all(processes.map((delivery) => delivery.stop()));
  const delivered = (await Promise.all(running)).reduce((sum, count) => sum + count, 0);
  const aSecond = delivered / ((performance.now() - since) / 1_000);

  expect(arrived).toHaveLength(delivered);
  expect(new Set(arrived).size).toBe(delivered);
  const settled = await outbox.select<{ status: string; count: number }>(
    'select status, count(*)::integer as count from notifications group by status order by status',
  );
  expect(settled).toEqual([
    { status: 'delivered', count: delivered + claims.length },
    { status: 'pending', count: recipients * each - delivered - claims.length },
  ]);
  measured(
    'R28',
    `100,000 pending over 10,000: claim p95 ${p95.toFixed(1)} ms, 2 processes ${Math.round(aSecond)}/s over ${drainMs / 1_000} s`,
    p95 <= 20 && aSecond >= 300,
  );
});
