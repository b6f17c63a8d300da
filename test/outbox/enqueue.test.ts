import { describe, expect, test } from 'vitest';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { useOutbox } from '../support/outbox.ts';

describe('enqueue', () => {
  const outbox = useOutbox();

  test('the same occasion is told once', async () => {
    const person = await outbox.addPerson('discord');
    expect(await outbox.addMatches(person, 'search 1, job 1', 'search 1, job 2')).toBe(2);
    expect(await outbox.addMatches(person, 'search 1, job 1', 'search 1, job 3')).toBe(1);
    expect((await outbox.rows()).map((row) => row.dedupe_key)).toEqual([
      'search 1, job 1',
      'search 1, job 2',
      'search 1, job 3',
    ]);
  });

  test('one key is one occasion per person and kind', async () => {
    const [ann, ben] = [await outbox.addPerson('discord'), await outbox.addPerson('telegram')];
    const key = { dedupeKey: 'x' };
    const rows = [
      { userId: ann.userId, kind: 'match', ...key },
      { userId: ann.userId, kind: 'letter', ...key },
      { userId: ben.userId, kind: 'match', ...key },
      { userId: ben.userId, kind: 'match', ...key },
    ] as const;
    expect(await outbox.add(rows)).toBe(3);
  });

  test('it goes to the reachable, active account that was active last', async () => {
    const person = await outbox.addPerson('discord', { last_active_at: '2026-01-01' });
    const later = await outbox.addAccount(person.userId, 'telegram', { last_active_at: '2026-01-02' });
    await outbox.addAccount(person.userId, 'telegram', { last_active_at: '2026-01-03', is_reachable: false });
    await outbox.addAccount(person.userId, 'discord', { last_active_at: '2026-01-04', is_active: false });
    await outbox.addMatches(person, 'a');
    expect((await outbox.rows()).map((row) => row.chat_account_id)).toEqual([later.accountId]);
  });

  test('somebody who cannot be reached gets no row, and the others theirs', async () => {
    const gone = await outbox.addPerson('discord', { is_reachable: false });
    const here = await outbox.addPerson('discord');
    const rows = [gone, here].map(({ userId }) => ({ userId, kind: 'match', dedupeKey: 'a' }) as const);
    expect(await outbox.add(rows)).toBe(1);
  });

  test('a rolled back transaction leaves nothing', async () => {
    const person = await outbox.addPerson('discord');
    const failing = outbox.sequelize.transaction(async (transaction) => {
      await enqueue([{ userId: person.userId, kind: 'match', dedupeKey: 'a' }], transaction);
      throw new Error('the match was not committed');
    });
    await expect(failing).rejects.toThrow('the match was not committed');
    expect(await outbox.rows()).toEqual([]);
  });

  test('nothing to enqueue is no statement', async () => {
    expect(await outbox.add([])).toBe(0);
  });

  test('what is due later keeps its time', async () => {
    const person = await outbox.addPerson('discord');
    await outbox.add([
      { userId: person.userId, kind: 'match', dedupeKey: 'a', dueAt: new Date('2031-05-06T07:08:09.123Z') },
    ]);
    const [row] = await outbox.select<{ due_at: Date }>('select due_at from notifications');
    expect(row?.due_at.toISOString()).toBe('2031-05-06T07:08:09.123Z');
  });
});
