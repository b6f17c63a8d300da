import type { Sequelize } from 'sequelize';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { initModels, JobSearch, User } from '../../models/index.ts';
import { openDatabase } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import * as builders from './builders.ts';
import { useDatabaseUrl } from './database.ts';

const { url } = useDatabaseUrl();
let database: Sequelize;

beforeAll(() => {
  database = openDatabase({ url, pool: 2, logger: createLogger('silent') });
  initModels(database);
});
afterAll(() => database.close());

test.each(Object.keys(builders))('%s makes a row twice over, with parents of its own', async (name) => {
  const build = Object.entries(builders).find(([each]) => each === name)?.[1];
  const first = await build?.();
  const second = await build?.();
  expect(first?.isNewRecord).toBe(false);
  expect(first?.get()).not.toEqual(second?.get());
});

test('the match of a person is of a search of that person', async () => {
  const { id: userId } = await builders.buildUser();
  const match = await builders.buildMatch({ userId });
  expect(await match.reload({ include: ['savedSearch'] })).toMatchObject({ userId, savedSearch: { userId } });
});

test('a message goes to the account of its person', async () => {
  const account = await builders.buildChatAccount({ platform: 'discord' });
  expect(await builders.buildNotification({ userId: account.userId })).toMatchObject({ chatAccountId: account.id });
  expect(await builders.buildNotification({ chatAccountId: account.id })).toMatchObject({ userId: account.userId });
  const letter = await builders.buildNotification({ kind: 'letter', userId: account.userId });
  expect(await letter.reload({ include: ['coverLetter'] })).toMatchObject({
    jobId: null,
    coverLetter: { userId: account.userId },
  });
});

test('an application copies its job and takes the next number of its person', async () => {
  const user = await builders.buildUser();
  const job = await builders.buildJob({ title: 'Welder' });
  const first = await builders.buildApplication({ userId: user.id, jobId: job.id });
  expect(first).toMatchObject({ title: 'Welder', jobId: job.id, number: 1 });
  expect(await builders.buildApplication({ userId: user.id, jobId: null })).toMatchObject({ number: 2, jobId: null });
  expect((await User.findByPk(user.id))?.lastApplicationNumber).toBe(2);
});

test('a built job can be found', async () => {
  const job = await builders.buildJob({ title: 'Glass blower' });
  const found = await JobSearch.findAll({
    where: database.literal(`search_vector @@ '''glass'' <-> ''blower'''::tsquery`),
  });
  expect(found.map(({ jobId }) => jobId)).toEqual([job.id]);
});
