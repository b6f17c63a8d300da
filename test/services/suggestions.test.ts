import { expect, test } from 'vitest';
import { ChatAccount, Company, Job, JobNumber } from '../../models/index.ts';
import { createSuggestions } from '../../src/services/suggestions.ts';
import { buildJob, buildSavedSearch, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const suggestions = createSuggestions({ sequelize });

const account = async (platformId: string) => {
  const { id: userId } = await buildUser();
  await ChatAccount.create({ userId, platform: 'discord', platformId });
  return { userId, sender: { platform: 'discord', id: platformId } };
};

test('each person is offered their own searches and jobs alone, and companies of jobs that all may see', async () => {
  const ada = await account('ada-1');
  const bob = await account('bob-1');
  await buildSavedSearch({ userId: ada.userId, query: 'rust 100%' });
  await buildSavedSearch({ userId: bob.userId, query: 'rust secret' });
  const open = await Company.create({ key: 'quince works', name: 'Quince Works' });
  const kept = await Company.create({ key: 'quince private', name: 'Quince Private' });
  await buildJob({ companyId: open.id, companyName: open.name });
  const own = await buildJob({ companyId: kept.id, companyName: kept.name, visibleTo: bob.userId, title: 'Kept' });
  await JobNumber.create({ userId: bob.userId, number: 7, jobId: own.id });

  expect(await suggestions.find('search', 'ru', ada.sender)).toEqual([{ label: '1 rust 100%', value: '1' }]);
  expect(await suggestions.find('search', '0%', ada.sender)).toHaveLength(1);
  expect(await suggestions.find('search', '%secret', ada.sender)).toEqual([]);
  expect(await suggestions.find('job', '', ada.sender)).toEqual([]);
  expect(await suggestions.find('job', 'kept', bob.sender)).toEqual([{ label: '7 Kept · Quince Private', value: '7' }]);
  expect(await suggestions.find('company', 'quin', bob.sender)).toEqual([
    { label: 'Quince Works', value: 'Quince Works' },
  ]);
  expect(await suggestions.find('query', 'rust company:"quince w', ada.sender)).toEqual([
    { label: 'rust company:"Quince Works"', value: 'rust company:"Quince Works"' },
  ]);
  expect((await suggestions.find('place', 'berl', ada.sender))[0]?.value).toBe('Berlin');
  expect(await Job.count({ where: { visibleTo: bob.userId } })).toBe(1);
});
