import { QueryTypes } from 'sequelize';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  Application,
  ApplicationEvent,
  ChatAccount,
  CoverLetter,
  JobNumber,
  Match,
  Notification,
  Profile,
  SavedSearch,
  User,
} from '../../models/index.ts';
import { personalTables } from '../../src/services/account-data.sql.ts';
import { mergePeople } from '../../src/services/merge-people.ts';
import {
  buildApplication,
  buildChatAccount,
  buildCoverLetter,
  buildJob,
  buildMatch,
  buildNotification,
  buildProfile,
  buildSavedSearch,
  buildUser,
} from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const select = <T extends object>(sql: string, bind: unknown[] = []) =>
  sequelize.query<T>(sql, { bind, type: QueryTypes.SELECT });

/** Columns that refer to a person. */
const references = () =>
  select<{ table: string; column: string }>(
    `select c.conrelid::regclass::text as "table", a.attname as "column"
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.contype = 'f' and c.confrelid = 'users'::regclass order by 1, 2`,
  );

const merge = (stays: number, goes: number) =>
  sequelize.transaction((transaction) => mergePeople(sequelize, { stays, goes }, transaction));

describe('the tables of a person', () => {
  test('each that refers to a person is told, column by column, whose its rows are after two became one', async () => {
    for (const { table, column } of await references()) {
      const statements = personalTables[table]?.merge.join('\n') ?? '';
      expect(statements, `${table}.${column}`).toMatch(new RegExp(`set ${column} = \\$stays|delete from ${table}`));
    }
  });

  test('each with a rule about a person says more than that the person changes', async () => {
    const unique = await select<{ table: string }>(
      `select distinct i.indrelid::regclass::text as "table" from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        join pg_constraint f on f.conrelid = i.indrelid and f.contype = 'f' and f.conkey = array[a.attnum]
        where i.indisunique and f.confrelid = 'users'::regclass order by 1`,
    );
    const rules = unique.map(({ table }) => table);
    expect(rules).toContain('applications');
    for (const table of rules) {
      const [first = '', ...others] = personalTables[table]?.merge ?? [];
      expect(others.length > 0 || first !== `update ${table} set user_id = $stays where user_id = $goes`, table).toBe(
        true,
      );
    }
  });

  test('every column of a profile has its way to be joined', async () => {
    const [full, empty] = [await buildUser(), await buildUser()];
    const about = {
      ...{ fullName: 'Ada Lind', location: 'Berlin', phone: '1', currentTitle: 'Dev', currentCompany: 'Acme' },
      ...{ desiredTitles: ['a'], places: ['b'], jobTypes: ['c'], preferredCompanies: ['d'], avoidCompanies: ['e'] },
      ...{ avoidWords: ['f'], remotePreference: 'also' as const, remoteFrom: 'DE', salaryMin: 1, salaryMax: 2 },
      ...{ salaryCurrency: 'EUR', skills: ['g'], experience: 'h', yearsExperience: 3, visaNeeded: true },
      ...{ links: { blog: "o'neil" }, letterTemplate: 'i', letterConsentVersion: 1, letterConsentAt: new Date(5) },
      timezone: 'Europe/Berlin',
    };
    await Profile.create({ userId: full.id, ...about });
    await Profile.create({ userId: empty.id });
    await merge(empty.id, full.id);
    const { userId, createdAt, updatedAt, ...joined } = (
      await Profile.findByPk(empty.id, { rejectOnEmpty: true })
    ).get();
    expect(joined).toEqual(about);
    expect(Object.keys(joined).toSorted()).toEqual(Object.keys(about).toSorted());
  });
});

describe('two people who turn out to be one', () => {
  let stays: User;
  let goes: User;
  beforeEach(async () => {
    await sequelize.query('truncate users, jobs, sources restart identity cascade');
    stays = await buildUser({ displayName: 'Ada' });
    goes = await buildUser({ displayName: 'A.' });
  });

  test('the fuller profile wins, lists are united in their order, the newer answer about letters counts', async () => {
    await buildProfile({
      userId: stays.id,
      ...{ fullName: 'A.', location: null, desiredTitles: [], skills: ['SQL'], avoidWords: ['crypto'] },
      ...{ letterConsentVersion: 1, letterConsentAt: new Date(9), links: { blog: 'https://a.example' } },
    });
    await buildProfile({
      userId: goes.id,
      ...{ fullName: 'Ada Lind', salaryMin: 5, salaryCurrency: 'EUR', skills: ['Node.js', 'SQL'], avoidWords: ['ads'] },
      ...{
        letterConsentVersion: 0,
        letterConsentAt: new Date(3),
        links: { blog: 'https://b.example', x: 'https://x.example' },
      },
    });
    await merge(stays.id, goes.id);
    expect((await Profile.findAll()).map((row) => row.get())).toMatchObject([
      {
        ...{ userId: stays.id, fullName: 'Ada Lind', location: 'Berlin', salaryMin: 5, salaryCurrency: 'EUR' },
        ...{ skills: ['Node.js', 'SQL'], avoidWords: ['ads', 'crypto'], letterConsentVersion: 1 },
        links: { blog: 'https://b.example', x: 'https://x.example' },
      },
    ]);
  });

  test('the same filter is kept once with what both found, others are counted on', async () => {
    const ours = await buildSavedSearch({ userId: stays.id, query: 'rust' });
    const theirs = await buildSavedSearch({ userId: goes.id, query: 'rust', letters: true });
    const other = await buildSavedSearch({ userId: goes.id, query: 'go' });
    const [both, alone] = [await buildJob(), await buildJob()];
    await buildMatch({ savedSearchId: ours.id, jobId: both.id });
    await buildMatch({ savedSearchId: theirs.id, jobId: both.id, seenAt: new Date(7) });
    await buildMatch({ savedSearchId: theirs.id, jobId: alone.id });
    await buildMatch({ savedSearchId: other.id, jobId: alone.id });
    expect(await merge(stays.id, goes.id)).toEqual({ searches: 1, jobs: 0, applications: 0 });
    const searches = await SavedSearch.findAll({ order: ['number'] });
    expect(searches.map(({ id, userId, number, letters }) => ({ id, userId, number, letters }))).toEqual([
      { id: ours.id, userId: stays.id, number: 1, letters: true },
      { id: other.id, userId: stays.id, number: 3, letters: false },
    ]);
    const matches = await Match.findAll({ order: ['savedSearchId', 'jobId'] });
    expect(matches.map(({ savedSearchId, userId, jobId, seenAt }) => [savedSearchId, userId, jobId, seenAt])).toEqual([
      [ours.id, stays.id, both.id, new Date(7)],
      [ours.id, stays.id, alone.id, null],
      [other.id, stays.id, alone.id, null],
    ]);
    expect((await stays.reload()).lastSearchNumber).toBe(3);
    expect(await User.count()).toBe(1);
  });

  test('a job keeps the number of the one who stays; other numbers move by one distance', async () => {
    const [both, alone] = [await buildJob(), await buildJob()];
    await stays.update({ lastJobNumber: 4 });
    await goes.update({ lastJobNumber: 2 });
    await JobNumber.create({ userId: stays.id, jobId: both.id, number: 4 });
    await JobNumber.create({ userId: goes.id, jobId: alone.id, number: 1 });
    await JobNumber.create({ userId: goes.id, jobId: both.id, number: 2, dismissedAt: new Date(5) });
    await merge(stays.id, goes.id);
    const rows = await JobNumber.findAll({ order: ['number'] });
    expect(rows.map(({ userId, jobId, number, dismissedAt }) => [userId, jobId, number, dismissedAt])).toEqual([
      [stays.id, both.id, 4, new Date(5)],
      [stays.id, alone.id, 5, null],
    ]);
    expect((await stays.reload()).lastJobNumber).toBe(6);
  });

  test('of two applications to one job the further wins, with both histories, letters and notes', async () => {
    for (const [oursIs, theirsIs, kept] of [
      ['saved', 'interviewing', 'interviewing'],
      ['offered', 'applied', 'offered'],
      ['interviewing', 'rejected', 'rejected'],
      ['applied', 'applied', 'applied'],
    ] as const) {
      const job = await buildJob();
      const ours = await buildApplication({ userId: stays.id, jobId: job.id, status: oursIs, notes: 'ours' });
      const theirs = await buildApplication({
        ...{ userId: goes.id, jobId: job.id, status: theirsIs, notes: 'theirs' },
        ...{ appliedAt: new Date(1), offerAmount: 7, offerCurrency: 'EUR' },
      });
      for (const [application, note] of [
        [ours, 'a'],
        [theirs, 'b'],
      ] as const) {
        await ApplicationEvent.create({ applicationId: application.id, kind: 'note', note, madeBy: 'person' });
      }
      const letters = [
        await buildCoverLetter({ userId: stays.id, jobId: job.id, applicationId: ours.id }),
        await buildCoverLetter({ userId: goes.id, jobId: job.id, applicationId: theirs.id }),
      ];
      await theirs.update({ coverLetterId: letters[1]?.id ?? null });
      await merge(stays.id, goes.id);
      const rows = await Application.findAll({ where: { jobId: job.id } });
      expect(rows.map((row) => row.get())).toMatchObject([
        {
          ...{ id: ours.id, number: ours.number, userId: stays.id, status: kept, notes: 'ours\ntheirs' },
          ...{ appliedAt: new Date(1), offerAmount: 7, offerCurrency: 'EUR', coverLetterId: letters[1]?.id },
        },
      ]);
      const events = await ApplicationEvent.findAll({ where: { applicationId: ours.id }, order: ['id'] });
      expect(events.map(({ note }) => note)).toEqual(['a', 'b']);
      const kept2 = await CoverLetter.findAll({ where: { jobId: job.id }, order: ['version'] });
      expect(kept2.map(({ userId, version, applicationId }) => [userId, version, applicationId])).toEqual([
        [stays.id, 1, ours.id],
        [stays.id, 2, ours.id],
      ]);
      goes = await buildUser();
    }
  });

  test('the same news is told once: what was sent to either is not sent again', async () => {
    const account = await buildChatAccount({ userId: stays.id });
    const other = await buildChatAccount({ userId: goes.id, platform: 'discord' });
    const ours = { userId: stays.id, chatAccountId: account.id, kind: 'overflow' } as const;
    const theirs = { userId: goes.id, chatAccountId: other.id, kind: 'overflow' } as const;
    await buildNotification({ ...ours, dedupeKey: 'sent there' });
    await buildNotification({ ...theirs, dedupeKey: 'sent there', status: 'delivered' });
    await buildNotification({ ...ours, dedupeKey: 'sent here', status: 'delivered' });
    await buildNotification({ ...theirs, dedupeKey: 'sent here' });
    await buildNotification({ ...ours, dedupeKey: 'both wait' });
    await buildNotification({ ...theirs, dedupeKey: 'both wait' });
    await buildNotification({ ...theirs, dedupeKey: 'only there' });
    await merge(stays.id, goes.id);
    const rows = await Notification.findAll({ order: ['dedupeKey'] });
    expect(rows.map(({ dedupeKey, status, userId }) => [dedupeKey, status, userId])).toEqual([
      ['both wait', 'pending', stays.id],
      ['only there', 'pending', stays.id],
      ['sent here', 'delivered', stays.id],
      ['sent there', 'delivered', stays.id],
    ]);
    expect((await other.reload()).get()).toMatchObject({ userId: stays.id, buttonEpoch: 1 });
    expect((await ChatAccount.findByPk(account.id))?.buttonEpoch).toBe(0);
  });

  test('a person cannot be joined with themselves or with nobody, and then nothing is changed', async () => {
    await expect(merge(stays.id, stays.id)).rejects.toThrow('only two people');
    await expect(merge(stays.id, 999_999)).rejects.toThrow('only two people');
    expect(await User.count()).toBe(2);
  });
});
