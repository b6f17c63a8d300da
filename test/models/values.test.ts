import fc from 'fast-check';
import { QueryTypes, type Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  initModels,
  Job,
  JobSearch,
  MatchCursor,
  Posting,
  Profile,
  SavedSearch,
  SeenUpdate,
} from '../../models/index.ts';
import { openDatabase } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import { buildJob, buildPosting, buildProfile, buildSavedSearch } from '../support/builders.ts';
import { useDatabaseUrl } from '../support/database.ts';

const { url } = useDatabaseUrl();
let database: Sequelize;

beforeAll(() => {
  database = openDatabase({ url, pool: 2, logger: createLogger('silent') });
  initModels(database);
});
afterAll(() => database.close());

describe('links, an hstore', () => {
  test('come back as they were written, whatever they hold', async () => {
    const profile = await buildProfile();
    const hostile = fc.string({ unit: fc.constantFrom(...'\\"\'`,=> NULLnull$1?:{}%é🦊\n\t;-') });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(hostile, hostile, { maxKeys: 4, noNullPrototype: true }), async (links) => {
        await profile.update({ links });
        expect((await Profile.findByPk(profile.userId))?.links).toEqual(links);
      }),
      { numRuns: 300 },
    );
  });

  test('come back from creating and from upserting as well', async () => {
    const links = { "o'neil": `a''b "c" \\d\\`, github: 'NULL' };
    const profile = await buildProfile({ links });
    expect(profile.links).toEqual(links);
    await Profile.upsert({ userId: profile.userId, links: { ...links, site: "it's" } });
    expect((await profile.reload()).links).toEqual({ ...links, site: "it's" });
  });

  test('are empty where nothing was said', async () => {
    expect((await (await buildProfile()).reload()).links).toEqual({});
  });
});

describe('numbers of 64 bits', () => {
  test('money and counts are numbers', async () => {
    const job = await (await buildJob({ salaryYearlyMin: 9_000_000_000, salaryCurrency: 'EUR' })).reload();
    expect(job.salaryYearlyMin).toBe(9_000_000_000);
    expect(await database.query('select count(*) as n from users where false', { type: QueryTypes.SELECT })).toEqual([
      { n: 0 },
    ]);
    expect(await Job.max('salaryYearlyMin')).toBe(9_000_000_000);
  });

  test('transaction ids are strings that compare as the database wrote them', async () => {
    const job = await (await buildJob()).reload();
    expect(job.changedXid).toMatch(/^\d+$/);
    await MatchCursor.update({ changedXid: '18446744073709551615', jobId: job.id }, { where: { name: 'jobs' } });
    expect((await MatchCursor.findByPk('jobs'))?.changedXid).toBe('18446744073709551615');
  });
});

describe('what finders fetch', () => {
  test('a job comes without the signature of its text, also as a part of another row', async () => {
    const job = await buildJob({ title: 'Rust Engineer' });
    await buildPosting({ jobId: job.id });
    expect(Object.keys((await Job.findByPk(job.id))?.get() ?? {})).not.toContain('signature');
    const posting = await Posting.findOne({ where: { jobId: job.id }, include: ['job'] });
    expect(posting?.job?.title).toBe('Rust Engineer');
    expect(Object.keys(posting?.get() ?? {})).not.toContain('raw');
    expect(Object.keys(posting?.job?.get() ?? {})).not.toContain('signature');
    expect((await JobSearch.findByPk(job.id))?.searchVector).toContain("'rust':");
  });

  test('a finder that names its columns gets those', async () => {
    const job = await buildJob();
    expect(Object.keys((await Job.findByPk(job.id, { attributes: ['id', 'title'] }))?.get() ?? {})).toEqual([
      'id',
      'title',
    ]);
  });

  test('a job read without its signature keeps it when it is saved', async () => {
    const built = await buildJob({ signature: Buffer.from('signed') });
    await (await Job.findByPk(built.id, { rejectOnEmpty: true })).update({ views: 3 });
    expect((await Job.unscoped().findByPk(built.id))?.signature).toEqual(Buffer.from('signed'));
  });
});

describe('rows written many at once', () => {
  test('get the defaults that a single one gets', async () => {
    await Job.bulkCreate([
      { title: 'Baker', companyName: 'Mill', url: 'https://mill.example/1' },
      { title: 'Miller', companyName: 'Mill', url: 'https://mill.example/2', status: 'closed', techStack: ['stones'] },
    ]);
    const [baker, miller] = await Job.findAll({ where: { companyName: 'Mill' }, order: ['title'] });
    expect(baker).toMatchObject({ status: 'active', techStack: [], description: '', reposts: 0, isSample: false });
    expect(baker?.firstSeenAt).toBeInstanceOf(Date);
    expect(baker?.changedXid).toMatch(/^\d+$/);
    expect(miller).toMatchObject({ status: 'closed', techStack: ['stones'] });
  });
});

describe('what is refused', () => {
  test('a state that the table does not know, before it is sent', async () => {
    const job = await buildJob();
    // As a caller without types would.
    job.setDataValue('status', JSON.parse('"lost"'));
    await expect(job.save()).rejects.toThrow('Validation isIn on status failed');
  });

  test('a second search of one number for one person', async () => {
    const { userId } = await buildSavedSearch();
    await expect(buildSavedSearch({ userId, number: 1 })).rejects.toMatchObject({
      name: 'SequelizeUniqueConstraintError',
    });
    expect((await buildSavedSearch({ userId })).number).toBe(2);
    expect(await SavedSearch.count({ where: { userId } })).toBe(2);
  });
});

test('a handled update keeps no payload: null is SQL null, not JSON null', async () => {
  const update = await SeenUpdate.create({
    platform: 'telegram',
    updateId: '1',
    platformAccountId: '5',
    payload: { text: 'it\'s \\ "me"' },
  });
  expect((await update.reload()).payload).toEqual({ text: 'it\'s \\ "me"' });
  await update.update({ payload: null });
  expect(await SeenUpdate.count({ where: { payload: null } })).toBe(1);
});
