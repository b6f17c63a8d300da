import { Op } from 'sequelize';
import { beforeEach, describe, expect, test } from 'vitest';
import { ChatAccount, LinkCode, LinkTry, Notification, User } from '../../models/index.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { MANY_MISSES } from '../../src/services/link-tries.ts';
import { createLinks } from '../../src/services/links.ts';
import { buildChatAccount, buildProfile, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
let now = new Date('2026-03-02T10:00:00Z');
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const links = createLinks({ sequelize, clock: { now: () => now }, operatorAccounts: ['telegram:operator'] });

const someone = async (platform: 'discord' | 'telegram') => {
  const { id: userId } = await buildUser();
  await buildProfile({ userId });
  return buildChatAccount({ userId, platform });
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { id?: string }) => error.id,
  );

let first: ChatAccount;
let second: ChatAccount;
beforeEach(async () => {
  await sequelize.query('truncate users, link_tries restart identity cascade');
  first = await someone('discord');
  second = await someone('telegram');
});

/** Both said yes. */
const link = async () => {
  const { id } = await links.redeem(second, await links.newCode(first.id));
  await links.answer(second.id, id, true);
  return links.answer(first.id, id, true);
};

describe('a link code', () => {
  test('makes one person of two once both sides said yes, and the numbers of the first stay', async () => {
    const code = await links.newCode(first.id);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    const question = await links.redeem(second, code.toLowerCase().replaceAll('-', ' '));
    expect(question.by.id).toBe(first.id);
    expect(await links.questionFor(first.id)).toBeNull();
    expect(await links.answer(second.id, question.id, true)).toMatchObject({ kind: 'accepted' });
    expect(await Notification.findAll()).toMatchObject([{ kind: 'link-question', chatAccountId: first.id }]);
    expect(await User.count()).toBe(2);
    expect(await links.questionFor(first.id)).toMatchObject({ id: question.id, by: { id: second.id } });
    expect(await links.answer(first.id, question.id, true)).toMatchObject({ kind: 'linked' });
    expect((await ChatAccount.findAll({ order: ['id'] })).map(({ userId }) => userId)).toEqual([
      first.userId,
      first.userId,
    ]);
    expect(await User.findAll()).toMatchObject([{ id: first.userId }]);
    expect(await Notification.findAll({ order: ['id'] })).toMatchObject([
      {},
      { kind: 'linked', chatAccountId: second.id },
    ]);
  });

  test('is nowhere in the database, and of at least 40 bits', async () => {
    const codes = new Set(await Promise.all(Array.from({ length: 8 }, () => links.newCode(first.id))));
    expect(codes.size).toBe(8);
    const kept = JSON.stringify(await LinkCode.findAll());
    for (const code of codes) expect(kept).not.toContain(code);
    expect(Math.log2(32) * 12).toBeGreaterThanOrEqual(40);
  });

  test('is good once: after a link, a no, or for anybody but who typed it first', async () => {
    const third = await someone('telegram');
    const code = await links.newCode(first.id);
    const question = await links.redeem(second, code);
    expect(await refusal(links.redeem(third, code))).toBe('link.bad_code');
    expect((await links.redeem(second, code)).id).toBe(question.id);
    await links.answer(second.id, question.id, true);
    expect(await refusal(links.redeem(second, code))).toBe('link.bad_code');
    await links.answer(first.id, question.id, true);
    expect(await refusal(links.redeem(third, code))).toBe('link.bad_code');
    for (const account of [first, second, third]) {
      expect(await refusal(links.answer(account.id, question.id, true))).toBe('link.over');
    }
    const next = await links.newCode(first.id);
    const other = await someone('telegram');
    expect(await refusal(links.redeem(other, next))).toBe('link.taken');
  });

  test('a no on either side ends it', async () => {
    for (const refusing of ['second', 'first'] as const) {
      const { id } = await links.redeem(second, await links.newCode(first.id));
      if (refusing === 'first') await links.answer(second.id, id, true);
      expect(await links.answer((refusing === 'first' ? first : second).id, id, false)).toEqual({ kind: 'refused' });
      expect(await refusal(links.answer(first.id, id, true))).toBe('link.over');
    }
    expect(await User.count()).toBe(2);
  });

  test('is not for the other side to confirm alone, nor for anybody else', async () => {
    const third = await someone('telegram');
    const { id } = await links.redeem(second, await links.newCode(first.id));
    for (const account of [first, third]) {
      expect(await refusal(links.answer(account.id, id, true))).toBe('link.over');
    }
    await links.answer(second.id, id, true);
    for (const account of [second, third]) {
      expect(await refusal(links.answer(account.id, id, true))).toBe('link.over');
    }
    expect(await User.count()).toBe(3);
  });

  test('lives ten minutes, and so does each question', async () => {
    const code = await links.newCode(first.id);
    later(10);
    expect(await refusal(links.redeem(second, code))).toBe('link.bad_code');
    const { id } = await links.redeem(second, await links.newCode(first.id));
    later(10);
    expect(await refusal(links.answer(second.id, id, true))).toBe('link.over');
    const { id: next } = await links.redeem(second, await links.newCode(first.id));
    later(9);
    await links.answer(second.id, next, true);
    later(10);
    expect(await refusal(links.answer(first.id, next, true))).toBe('link.over');
    expect(await User.count()).toBe(2);
  });

  test('a new one voids those before it', async () => {
    const old = await links.newCode(first.id);
    await links.newCode(first.id);
    expect(await refusal(links.redeem(second, old))).toBe('link.bad_code');
  });

  test('is not for the same account, a linked one, or a second account of one platform', async () => {
    expect(await refusal(links.redeem(first, await links.newCode(first.id)))).toBe('link.own_code');
    const twin = await someone('discord');
    expect(await refusal(links.redeem(twin, await links.newCode(first.id)))).toBe('link.taken');
    await link();
    await second.reload();
    expect(await refusal(links.redeem(second, await links.newCode(first.id)))).toBe('link.own_code');
  });

  test('of two who type it at once one wins, five times', async () => {
    for (let i = 0; i < 5; i += 1) {
      const rivals = [await someone('telegram'), await someone('telegram'), await someone('telegram')];
      const code = await links.newCode(first.id);
      const tried = await Promise.all(rivals.map((rival) => refusal(links.redeem(rival, code))));
      expect(tried.filter((one) => one === null)).toHaveLength(1);
      expect(tried.filter((one) => one === 'link.bad_code')).toHaveLength(2);
    }
  });

  test('two answers at once link once', async () => {
    const { id } = await links.redeem(second, await links.newCode(first.id));
    await links.answer(second.id, id, true);
    const answers = await Promise.all([1, 2, 3].map(() => refusal(links.answer(first.id, id, true))));
    expect(answers.toSorted()).toEqual(['link.over', 'link.over', null]);
  });
});

describe('guessing', () => {
  test('is locked at the sixth try within 15 minutes, be it right, typed at once, or after forgetting', async () => {
    const code = await links.newCode(first.id);
    const tries = await Promise.all(Array.from({ length: 8 }, () => refusal(links.redeem(second, 'AAAA-AAAA-AAAA'))));
    expect(tries.filter((one) => one === 'link.bad_code')).toHaveLength(5);
    expect(tries.filter((one) => one === 'link.locked')).toHaveLength(3);
    expect(await refusal(links.redeem(second, code))).toBe('link.locked');
    const { platform, platformId } = second;
    await User.destroy({ where: { id: second.userId } });
    const again = await buildChatAccount({ platform, platformId });
    expect(await refusal(links.redeem(again, code))).toBe('link.locked');
    later(15);
    expect(await refusal(links.redeem(again, await links.newCode(first.id)))).toBeNull();
  });

  test('counts for the person, whichever of their accounts they type on', async () => {
    await link();
    await second.reload();
    for (const account of [first, second, first, second]) await refusal(links.redeem(account, 'x'));
    expect(await refusal(links.redeem(first, 'x'))).toBe('link.locked');
  });

  test('much of it, by anybody, is told to the operators once an hour', async () => {
    const operator = await buildChatAccount({ platform: 'telegram', platformId: 'operator' });
    for (let i = 0; i < MANY_MISSES / 5; i += 1) {
      expect(await Notification.count({ where: { kind: 'link-guessing' } })).toBe(0);
      const guesser = await someone('telegram');
      for (let j = 0; j < 5; j += 1) await refusal(links.redeem(guesser, `guess ${j}`));
    }
    expect(await Notification.findAll()).toMatchObject([{ kind: 'link-guessing', chatAccountId: operator.id }]);
    await refusal(links.redeem(await someone('telegram'), 'x'));
    expect(await Notification.count()).toBe(1);
  });

  test('leaves no trace after an hour', async () => {
    await refusal(links.redeem(second, 'x'));
    later(61);
    await links.forgetOld();
    expect(await LinkTry.count()).toBe(0);
  });
});

describe('a linked person', () => {
  beforeEach(async () => {
    await link();
    await second.reload();
    await Notification.destroy({ where: { id: { [Op.gt]: 0 } } });
  });
  const tell = (key: string) =>
    sequelize.transaction((t) => enqueue([{ userId: first.userId, kind: 'overflow', dedupeKey: key }], t));
  const toldAt = async () => (await Notification.findAll({ order: ['id'] })).map(({ chatAccountId }) => chatAccountId);

  test('hears where they chose, once; on the other side only where that cannot be reached', async () => {
    await links.chooseAlerts(first.userId, 'telegram');
    await first.update({ lastActiveAt: new Date(Date.now() + 60_000) });
    await tell('a');
    await links.chooseAlerts(first.userId, 'discord');
    await tell('b');
    await tell('b');
    await first.update({ isReachable: false });
    await tell('c');
    expect(await toldAt()).toEqual([second.id, first.id, second.id]);
  });

  test('can part again: everything stays where it was asked, the other starts anew and its messages move', async () => {
    await links.chooseAlerts(first.userId, 'telegram');
    await tell('waits');
    expect(await links.unlink(first)).toMatchObject([{ id: second.id }]);
    await second.reload();
    expect(second.userId).not.toBe(first.userId);
    expect(second.buttonEpoch).toBe(2);
    expect(await toldAt()).toEqual([first.id]);
    expect(await User.findByPk(first.userId)).toMatchObject({ alertAccountId: null });
    expect(await refusal(links.unlink(first))).toBe('link.not_linked');
    expect(await refusal(links.chooseAlerts(first.userId, 'telegram'))).toBe('link.not_linked');
  });
});
