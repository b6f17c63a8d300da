import { describe, expect, test } from 'vitest';
import { AlertSettingsRow, ButtonLine, ChatAccount, Profile, SeenUpdate, Setting, User } from '../../models/index.ts';
import { createAccounts } from '../../src/stores/accounts.ts';
import { loadButtonKey } from '../../src/stores/button-key.ts';
import { createButtonLines } from '../../src/stores/button-lines.ts';
import { createForms } from '../../src/stores/forms.ts';
import { createInbox } from '../../src/stores/inbox.ts';
import { buildChatAccount, buildNotification } from '../support/builders.ts';
import { update } from '../support/chat.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
let now = new Date('2026-11-21T12:00:00Z');
const clock = { now: () => now };
const DAY_MS = 24 * 3_600_000;

describe('accounts', () => {
  const accounts = createAccounts({ sequelize, clock });

  test('20 first messages at once make one person, one account and one profile', async () => {
    const before = await User.count();
    const { sender, chat } = update('/start', { id: 'first' });
    const loaded = await Promise.all(Array.from({ length: 20 }, () => accounts.load(sender, chat)));
    expect(new Set(loaded.map((one) => one.id)).size).toBe(1);
    expect(await User.count()).toBe(before + 1);
    expect(await ChatAccount.count({ where: { platformId: 'first' } })).toBe(1);
    expect(await Profile.count({ where: { userId: loaded[0]?.userId ?? 0 } })).toBe(1);
  });

  test('whoever sits at a terminal has no quiet hours, others sleep from 22 to 8', async () => {
    const quietOf = async (platform: 'console' | 'telegram') => {
      const { sender, chat } = update('', { id: 'owl', platform });
      const { userId } = await accounts.load(sender, chat);
      const row = await AlertSettingsRow.findByPk(userId, { rejectOnEmpty: true });
      return [row.quietFrom, row.quietTo];
    };
    expect(await quietOf('console')).toEqual([0, 0]);
    expect(await quietOf('telegram')).toEqual([22 * 60, 8 * 60]);
  });

  test('the same id on two platforms is two people', async () => {
    const telegram = update('', { id: 'both' });
    const discord = update('', { id: 'both', platform: 'discord' });
    const one = await accounts.load(telegram.sender, telegram.chat);
    const other = await accounts.load(discord.sender, discord.chat);
    expect(one.userId).not.toBe(other.userId);
  });

  test('a group is not remembered as the chat to write to; the private chat is', async () => {
    const { sender, chat } = update('', { id: 'shy' });
    const { id } = await accounts.load(sender, { id: 'group', isPrivate: false });
    const chatId = async () => (await ChatAccount.findByPk(id))?.chatId;
    expect(await chatId()).toBeNull();
    await accounts.load(sender, chat);
    expect(await chatId()).toBe('shy');
    await accounts.load(sender, { id: 'group', isPrivate: false });
    expect(await chatId()).toBe('shy');
  });

  test('who writes is reachable again, and when they did is noted to the minute', async () => {
    const { sender, chat } = update('', { id: 'back' });
    const { id } = await accounts.load(sender, chat);
    await accounts.setReachable(sender, false);
    const account = () => ChatAccount.findByPk(id, { rejectOnEmpty: true });
    expect((await account()).isReachable).toBe(false);
    now = new Date((await account()).lastActiveAt.getTime() + 2 * 60_000);
    await accounts.load(sender, chat);
    expect(await account()).toMatchObject({ isReachable: true, unreachableReason: null, lastActiveAt: now });
  });

  test('somebody unknown who blocks the bot is nobody', async () => {
    await accounts.setReachable(update('', { id: 'unknown' }).sender, false);
    expect(await ChatAccount.count({ where: { platformId: 'unknown' } })).toBe(0);
  });

  test('what waited for somebody who blocked the bot is sent after all when they come back', async () => {
    const account = await buildChatAccount();
    const waiting = await buildNotification({ chatAccountId: account.id });
    const { sender } = update('', { id: account.platformId });
    await accounts.setReachable(sender, false);
    expect((await waiting.reload()).status).not.toBe('pending');
    await accounts.setReachable(sender, true);
    expect((await waiting.reload()).status).toBe('pending');
  });
});

describe('the inbox', () => {
  const inbox = createInbox(clock);

  test('takes an update once, also at once', async () => {
    const one = update('hello');
    const taken = await Promise.all(Array.from({ length: 8 }, () => inbox.take(one)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('gives back what it was given, and forgets what was said as soon as it is answered', async () => {
    const one = update(
      { kind: 'command', path: 'jobs find', options: { query: 'secret wish' } },
      { platform: 'discord' },
    );
    await inbox.take(one);
    expect(await inbox.unfinished('discord')).toEqual([one]);
    await inbox.finish(one);
    expect(await inbox.unfinished('discord')).toEqual([]);
    const row = await SeenUpdate.findOne({ where: { updateId: one.updateId }, rejectOnEmpty: true });
    expect(row.payload).toBeNull();
    expect(await inbox.take(one)).toBe(false);
  });

  test('forgets the ids after two days and not before', async () => {
    const [old, young] = [update('old'), update('young')];
    const start = now;
    await inbox.take(old);
    now = new Date(start.getTime() + DAY_MS);
    await inbox.take(young);
    now = new Date(start.getTime() + 2 * DAY_MS + 1);
    expect(await inbox.forgetOld()).toBeGreaterThanOrEqual(1);
    expect(await inbox.take(old)).toBe(true);
    expect(await inbox.take(young)).toBe(false);
  });
});

test('a form is kept for its account, replaced, and dropped once', async () => {
  const forms = createForms();
  const [ada, bob] = [await buildChatAccount(), await buildChatAccount()];
  await forms.keep(ada.id, { line: 'start', asking: 'what', answers: {} });
  const state = { line: 'start', asking: 'remote', answers: { what: 'a “b” \\ c', where: null } };
  await forms.keep(ada.id, state);
  expect(await forms.find(ada.id)).toEqual(state);
  expect(await forms.find(bob.id)).toBeNull();
  expect(await forms.drop(ada.id)).toBe(true);
  expect(await forms.drop(ada.id)).toBe(false);
});

test('a button line is found by its own account, until half a year has passed', async () => {
  const lines = createButtonLines(clock);
  const [ada, bob] = [await buildChatAccount(), await buildChatAccount()];
  await lines.keep('name', ada.id, 'search add rust');
  expect(await lines.find('name', ada.id)).toBe('search add rust');
  expect(await lines.find('name', bob.id)).toBeNull();
  const { createdAt } = await ButtonLine.findByPk('name', { rejectOnEmpty: true });
  now = new Date(createdAt.getTime() + 179 * DAY_MS);
  expect(await lines.forgetOld()).toBe(0);
  now = new Date(createdAt.getTime() + 181 * DAY_MS);
  expect(await lines.forgetOld()).toBe(1);
});

test('the key that signs buttons is made once, whoever starts at the same time', async () => {
  const keys = await Promise.all(Array.from({ length: 5 }, () => loadButtonKey()));
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  expect(keys[0]).toHaveLength(32);
  expect(await loadButtonKey()).toEqual(keys[0]);
  expect(await Setting.count({ where: { key: 'button_key' } })).toBe(1);
});
