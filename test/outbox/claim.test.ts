import { describe, expect, test } from 'vitest';
import { claim, findDue } from '../../src/outbox/claim.ts';
import { putBack } from '../../src/outbox/policy.ts';
import { settle } from '../../src/outbox/settle.ts';
import { useOutbox } from '../support/outbox.ts';

describe('claim', () => {
  const outbox = useOutbox();
  const dueIds = async (limit = 100): Promise<number[]> =>
    (await findDue(outbox.sequelize, 'discord', limit)).map(({ id }) => id);
  const endLease = (id: number) =>
    outbox.change(`update notifications set lease_until = now() - interval '1 second' where id = $1`, [id]);

  test('due is the oldest open row of each recipient, people with an open chat first', async () => {
    await outbox.addMatches(await outbox.addPerson('discord', { chat_id: null }), 'a');
    await outbox.addMatches(await outbox.addPerson('discord'), 'b', 'c');
    await outbox.addMatches(await outbox.addPerson('telegram'), 'd');
    expect(await dueIds()).toEqual([2, 1]);
    expect(await dueIds(1)).toEqual([2]);
  });

  test('a row that waits hides the later ones of its recipient and of nobody else', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a', 'b');
    await outbox.addMatches(await outbox.addPerson('discord'), 'c');
    await outbox.change(`update notifications set due_at = now() + interval '1 hour' where id = 1`);
    expect(await dueIds()).toEqual([3]);
    expect(await claim(outbox.sequelize, 2)).toBeNull();
  });

  test('one row is claimed once, however many ask at once', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a');
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(outbox.sequelize, 1)));
    expect(claims.filter((row) => row !== null)).toHaveLength(1);
    expect(await dueIds()).toEqual([]);
  });

  test('while a row is being sent, the next of its recipient cannot be claimed', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a', 'b');
    await claim(outbox.sequelize, 1);
    expect(await claim(outbox.sequelize, 2)).toBeNull();
  });

  test('a row whose lease ended can be claimed again, as one attempt of unclear end', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a');
    await claim(outbox.sequelize, 1);
    await endLease(1);
    expect(await dueIds()).toEqual([1]);
    expect(await claim(outbox.sequelize, 1)).toMatchObject({
      lapsedForMs: expect.any(Number),
      attempts: 2,
      unclearAttempts: 1,
    });
  });

  test('the token of an ended lease settles nothing', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a');
    const stale = await claim(outbox.sequelize, 1);
    await endLease(1);
    const fresh = await claim(outbox.sequelize, 1);
    if (stale === null || fresh === null) throw new Error('not claimed');
    const delivered = { kind: 'delivered', messageId: 'm', chatId: 'c' } as const;
    expect(await settle(outbox.sequelize, stale, delivered)).toBe(false);
    expect(await settle(outbox.sequelize, stale, { kind: 'unreachable', reason: 'blocked' })).toBe(false);
    expect((await outbox.rows())[0]).toMatchObject({ status: 'sending', lease_token: fresh.leaseToken });
    expect(await outbox.select('select from chat_accounts where not is_reachable')).toHaveLength(0);
    expect(await settle(outbox.sequelize, fresh, delivered)).toBe(true);
    expect(await settle(outbox.sequelize, fresh, delivered)).toBe(false);
  });

  test('what was put back is as it was', async () => {
    await outbox.addMatches(await outbox.addPerson('discord'), 'a');
    const row = await claim(outbox.sequelize, 1);
    if (row === null) throw new Error('not claimed');
    await settle(outbox.sequelize, row, putBack);
    expect((await outbox.rows())[0]).toMatchObject({
      status: 'pending',
      attempts: 0,
      unclear_attempts: 0,
      delay_ms: 0,
    });
    expect(await dueIds()).toEqual([1]);
  });

  test('rows of somebody who cannot be reached are not due', async () => {
    const person = await outbox.addPerson('discord');
    await outbox.addMatches(person, 'a');
    await outbox.change('update chat_accounts set is_reachable = false where id = $1', [person.accountId]);
    expect(await dueIds()).toEqual([]);
    expect(await claim(outbox.sequelize, 1)).toBeNull();
  });

  test('a claim looks at a few pages of an outbox of thousands', async () => {
    await outbox.change(`
      with people as (insert into users select from generate_series(1, 1000) returning id)
      insert into chat_accounts (user_id, platform, platform_id, chat_id) select id, 'discord', id::text, 'c' from people`);
    await outbox.change(`
      insert into notifications (user_id, chat_account_id, kind, dedupe_key)
      select user_id, id, 'match', n::text from chat_accounts, generate_series(1, 10) n order by n, id`);
    await outbox.change('analyze notifications');
    const found = performance.now();
    const candidates = await findDue(outbox.sequelize, 'discord', 500);
    const foundMs = performance.now() - found;
    const times: number[] = [];
    for (const { id } of candidates) {
      const start = performance.now();
      expect(await claim(outbox.sequelize, id)).not.toBeNull();
      times.push(performance.now() - start);
    }
    const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
    process.stdout.write(`10,000 rows: a page of 500 ${foundMs.toFixed(1)} ms, claim p95 ${p95.toFixed(2)} ms\n`);
    expect(new Set(candidates.map(({ recipient }) => recipient)).size).toBe(500);
  });
});
