import { beforeEach, describe, expect, test } from 'vitest';
import { CrawlRun, Notification, Source } from '../../models/index.ts';
import { tellOperators } from '../../src/operations/tell-operators.ts';
import { createOperators } from '../../src/services/operators.ts';
import { testBoards } from '../support/boards.ts';
import { buildChatAccount, buildPosting, buildSource } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const operators = () =>
  createOperators({ sequelize, boards: testBoards(sequelize), operatorAccounts: ['telegram:77', 'discord:88'] });

beforeEach(() => sequelize.query('truncate users, jobs, sources restart identity cascade').then(() => {}));

describe('operators', () => {
  test('are the accounts that the setting names, and who sits at the terminal', async () => {
    const named = await buildChatAccount({ platformId: '77' });
    const atTerminal = await buildChatAccount({ platform: 'console', platformId: 'local' });
    const elsewhere = await buildChatAccount({ platform: 'discord', platformId: '77' });
    const { require } = operators();
    await require(named.id);
    await require(atTerminal.id);
    await expect(require(elsewhere.id)).rejects.toMatchObject({ id: 'admin.only' });
  });

  test('see the ailing sources first, a page at a time', async () => {
    const well = await buildSource({ lastRunAt: new Date() });
    await buildPosting({ sourceId: well.id });
    const failing = await buildSource({ failures: 3, lastError: 'answered 500' });
    const off = await buildSource({ isActive: false, disabledReason: 'failed 11 times' });
    for (let n = 0; n < 9; n += 1) await buildSource();
    const first = await operators().list(1);
    expect(first).toMatchObject({ total: 12, ailing: 2, page: 1 });
    expect(first.states.slice(0, 3).map(({ source, postings }) => [source.id, postings])).toEqual([
      [off.id, 0],
      [failing.id, 0],
      [well.id, 1],
    ]);
    expect((await operators().list(9)).page).toBe(2);
  });

  test('switch a source off and on, which forgets its failures and makes it due', async () => {
    const source = await buildSource({
      isActive: false,
      disabledReason: 'x',
      failures: 11,
      nextRunAt: new Date('2030-01-01'),
    });
    const { source: on } = await operators().turn(source.id, true);
    expect(on).toMatchObject({ isActive: true, disabledReason: null, failures: 0 });
    expect(on.nextRunAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await operators().turn(source.id, false)).source).toMatchObject({ isActive: false, disabledReason: null });
    await expect(operators().turn(999, true)).rejects.toMatchObject({ id: 'source.not_found' });
  });
});

describe('a source that was switched off by itself', () => {
  test('is told to every operator once, however often it is looked at, and again when it happens again', async () => {
    await buildChatAccount({ platformId: '77' });
    await buildChatAccount({ platform: 'discord', platformId: '88' });
    await buildChatAccount({ platformId: '99' });
    const source = await buildSource({ isActive: false, disabledReason: 'failed 11 times: answered 500' });
    await buildSource({ isActive: false });
    await CrawlRun.create({ sourceId: source.id, status: 'failed' });
    const tell = () => tellOperators({ sequelize, operatorAccounts: ['telegram:77', 'discord:88'] });
    expect([await tell(), await tell()]).toEqual([2, 0]);
    expect(await Notification.findAll()).toMatchObject([
      { kind: 'source-off', sourceId: source.id },
      { kind: 'source-off', sourceId: source.id },
    ]);
    await CrawlRun.create({ sourceId: source.id, status: 'failed' });
    expect(await tell()).toBe(2);
    await Source.update({ isActive: true, disabledReason: null }, { where: { id: source.id } });
    expect(await tell()).toBe(0);
  });
});
