import { beforeEach, describe, expect, test } from 'vitest';
import { Match } from '../../models/index.ts';
import { backfill } from '../../src/matching/backfill.ts';
import { countFits, findJobs, relax } from '../../src/matching/find-jobs.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { printFilter } from '../../src/matching/print-filter.ts';
import { buildChatAccount, buildJob, buildProfile, buildSavedSearch, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
beforeEach(() => sequelize.query('truncate users, jobs restart identity cascade').then(() => {}));
const search = { sequelize };

describe('findJobs', () => {
  test('gives the newest first, undated ones by when they were first seen, a page at a time with the count of all', async () => {
    const { id: userId } = await buildUser();
    const undated = await buildJob({ postedAt: null });
    const old = await buildJob({ postedAt: new Date('2026-01-01') });
    const young = await buildJob({ postedAt: new Date('2026-02-01') });
    await buildJob({ title: 'Nurse', description: '' });
    const filter = parseFilter('backend');
    expect(await findJobs(search, filter, { userId, limit: 2 })).toEqual({ ids: [undated.id, young.id], total: 3 });
    expect(await findJobs(search, filter, { userId, limit: 2, offset: 2 })).toEqual({ ids: [old.id], total: 3 });
  });

  test('shows no closed job, nobody else’s job, no sample outside the terminal and nothing avoided', async () => {
    const { id: userId } = await buildUser();
    const other = await buildUser();
    await buildProfile({ userId, avoidCompanies: ['acme'], avoidWords: ['on call'] });
    const own = await buildJob({ visibleTo: userId });
    await buildJob({ visibleTo: other.id });
    await buildJob({ status: 'expired' });
    await buildJob({ companyName: 'Acme' });
    await buildJob({ description: 'on-call at night' });
    const sample = await buildJob({ isSample: true });
    const filter = parseFilter('engineer');
    expect((await findJobs(search, filter, { userId, limit: 10 })).ids).toEqual([own.id]);
    await buildChatAccount({ userId, platform: 'console' });
    expect((await findJobs(search, filter, { userId, limit: 10 })).ids).toEqual([sample.id, own.id]);
    expect(await countFits(search, filter, userId)).toBe(2);
  });
});

test('counts the jobs published since a day, undated ones from when they were first seen', async () => {
  const { id: userId } = await buildUser();
  await buildJob({ postedAt: new Date('2026-01-01') });
  await buildJob({ postedAt: new Date('2026-02-01') });
  await buildJob({ postedAt: null });
  const filter = parseFilter('backend');
  expect(await countFits(search, filter, userId, new Date('2026-01-15'))).toBe(2);
  expect(await countFits(search, filter, userId)).toBe(3);
});

test('relax says what fits without each condition', async () => {
  const { id: userId } = await buildUser();
  await buildJob({ title: 'Cobol', location: 'Tokyo', salaryYearlyMin: 100_000_00, salaryCurrency: 'EUR' });
  await buildJob({ title: 'Cobol', location: 'Lima' });
  const relaxed = await relax(search, parseFilter('cobol location:tokyo salary:>200k EUR'), userId);
  expect(relaxed.map(({ name, clause, fits, filter }) => [name, clause, fits, printFilter(filter)])).toEqual([
    ['cobol', 'cobol', 0, 'location:tokyo salary:>=200k-EUR'],
    ['tokyo', 'location:tokyo', 1, 'cobol salary:>=200k-EUR'],
    ['salary', 'salary:>=200k-EUR', 1, 'cobol location:tokyo'],
  ]);
  expect(await relax(search, parseFilter('perl -cobol'), userId)).toHaveLength(1);
});

describe('backfill', () => {
  test('matches the open jobs without messages, and again changes nothing', async () => {
    const saved = await buildSavedSearch({ query: 'backend' });
    await buildJob();
    await buildJob({ title: 'Nurse', description: '' });
    expect(await backfill({ sequelize, savedSearchId: saved.id })).toEqual({ fits: 1 });
    expect(await backfill({ sequelize, savedSearchId: saved.id })).toEqual({ fits: 1 });
    const rows = await Match.findAll();
    expect(rows.map(({ foundBy, userId }) => [foundBy, userId])).toEqual([['backfill', saved.userId]]);
    const [[count]] = await sequelize.query('select count(*)::int as n from notifications');
    expect(count).toEqual({ n: 0 });
  });

  test('a search that is paused or gone has no fits', async () => {
    const saved = await buildSavedSearch({ query: 'backend', isActive: false });
    await buildJob();
    expect(await backfill({ sequelize, savedSearchId: saved.id })).toEqual({ fits: 0 });
    expect(await backfill({ sequelize, savedSearchId: 999 })).toEqual({ fits: 0 });
  });
});
