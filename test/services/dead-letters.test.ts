import { beforeEach, describe, expect, test } from 'vitest';
import { ChatAccount, Notification } from '../../models/index.ts';
import { plain } from '../../src/chat/reply.ts';
import { tellPlatformOff } from '../../src/operations/tell-operators.ts';
import { deadLetterList } from '../../src/presenters/dead-letters.ts';
import { createDeadLetters } from '../../src/services/dead-letters.ts';
import { buildChatAccount, buildNotification } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const deadLetters = createDeadLetters({ sequelize });
beforeEach(() => sequelize.query('truncate users restart identity cascade').then(() => {}));

describe('messages that were given up', () => {
  test('are listed with kind, platform, tries and reason, the newest first, and nothing of what they said', async () => {
    await buildNotification({ status: 'dead', error: 'discord 50035', attempts: 1, dedupeKey: 'secret' });
    await buildNotification({ status: 'unknown', error: 'timeout', attempts: 2 });
    await buildNotification({ status: 'delivered' });
    const found = await deadLetters.list(1);
    expect(found.letters.map(({ status, reason }) => [status, reason])).toEqual([
      ['unknown', 'timeout'],
      ['dead', 'discord 50035'],
    ]);
    const shown = plain(deadLetterList(found, 10, new Date()).text ?? []);
    expect(shown).toContain('match to Telegram, may have arrived, 2 tries, today: timeout');
    expect(shown).not.toContain('secret');
  });

  test('go out again one by one, or all that certainly never arrived and whose recipient can be reached', async () => {
    const blocked = await buildChatAccount({ isReachable: false });
    await buildNotification({ chatAccountId: blocked.id, status: 'dead', error: 'recipient unreachable' });
    const dead = await buildNotification({ status: 'dead', error: 'x', attempts: 12 });
    const unknown = await buildNotification({ status: 'unknown', unclearAttempts: 2, attempts: 2 });
    expect(await deadLetters.redrive(null)).toBe(1);
    expect(await Notification.findByPk(dead.id)).toMatchObject({ status: 'pending', attempts: 0, error: null });
    expect(await deadLetters.redrive(unknown.id)).toBe(1);
    expect(await Notification.findByPk(unknown.id)).toMatchObject({ status: 'pending', unclearAttempts: 0 });
    await expect(deadLetters.redrive(unknown.id)).rejects.toMatchObject({ id: 'dead_letter.not_found' });
    expect(await Notification.count({ where: { status: 'dead' } })).toBe(1);
  });
});

test('that a platform refuses the token is told to operators on their other platform, once a day', async () => {
  const account = await buildChatAccount({ platform: 'discord', platformId: '88' });
  await ChatAccount.create({ userId: account.userId, platform: 'telegram', platformId: '99', chatId: '99' });
  const tell = (day: string) =>
    tellPlatformOff({ sequelize, operatorAccounts: ['discord:88'], platform: 'discord', now: new Date(day) });
  expect([await tell('2026-01-01'), await tell('2026-01-01'), await tell('2026-01-02')]).toEqual([1, 0, 1]);
  expect(await Notification.count({ where: { chatAccountId: account.id } })).toBe(0);
});
