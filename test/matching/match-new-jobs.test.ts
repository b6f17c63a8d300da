import pg from 'pg';
import { QueryTypes } from 'sequelize';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { AlertSettingsRow, CoverLetter, type Job, Match, Notification, SavedSearch } from '../../models/index.ts';
import { fanOut } from '../../src/alerts/fan-out.ts';
import { systemClock } from '../../src/clock.ts';
import { createLogger } from '../../src/logger.ts';
import { createMatcher } from '../../src/matching/match-new-jobs.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import {
  buildApplication,
  buildChatAccount,
  buildCoverLetter,
  buildJob,
  buildMatch,
  buildProfile,
  buildSavedSearch,
  buildUser,
} from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';
import { recordingLogger } from '../support/outbox.ts';

const { url, sequelize } = useDatabase();
const logger = createLogger('silent');
const newMatcher = (to = logger) => createMatcher({ sequelize, logger: to, clock: systemClock });
const matcher = newMatcher();
afterAll(() => matcher.stop());

beforeEach(async () => {
  await sequelize.query('truncate users, jobs restart identity cascade');
  await sequelize.query(`update match_cursors set changed_xid = pg_current_xact_id(), job_id = 0`);
});

/** Until everything is matched and told; `matches` are those of people. Other test files' transactions on the same server hold the horizon back for moments. */
const matchAll = async (limit?: number): Promise<{ jobs: number; matches: number }> => {
  const total = { jobs: 0, matches: 0 };
  const deadline = Date.now() + 15_000;
  for (;;) {
    const batch = await matcher.matchNext(limit);
    total.jobs += batch.jobs;
    total.matches += (await fanOut({ sequelize, logger })).matches;
    const [behind] = await sequelize.query<{ jobs: number }>(
      `select count(*)::int as jobs from jobs, match_cursors c where (jobs.changed_xid, id) > (c.changed_xid, c.job_id)`,
      { type: QueryTypes.SELECT },
    );
    if (behind?.jobs === 0) return total;
    if (Date.now() > deadline) throw new Error(`${behind?.jobs} jobs behind the cursor`);
  }
};

/** A person who can be told, with one search. */
const buildSeeker = async (query = 'backend', given: Parameters<typeof buildSavedSearch>[0] = {}) => {
  const { userId } = given.userId === undefined ? await buildChatAccount() : { userId: given.userId };
  return buildSavedSearch({ query, ...given, userId });
};
const told = async (): Promise<string[]> =>
  (await Notification.findAll({ order: ['id'] })).map(({ userId, dedupeKey }) => `${userId} ${dedupeKey}`);

describe('the matcher', () => {
  test('a new job becomes a match and one message, once', async () => {
    const search = await buildSeeker('backend');
    await buildSeeker('engineer', { userId: search.userId });
    await buildSeeker('nurse');
    const job = await buildJob();
    expect(await matchAll()).toEqual({ jobs: 1, matches: 2 });
    expect(await matchAll()).toEqual({ jobs: 0, matches: 0 });
    expect(await told()).toEqual([`${search.userId} job:${job.id}`]);
    await search.reload();
    expect(search.triggerCount).toBe(1);
    expect(search.lastTriggeredAt).toBeInstanceOf(Date);
  });

  test('a vacancy in another place is told once within two weeks, whichever batch brings it', async () => {
    const { userId } = await buildSeeker('backend');
    const berlin = await buildJob({ vacancyKey: 'fernwood backend' });
    await matchAll();
    await buildJob({ vacancyKey: 'fernwood backend', location: 'Munich' });
    const other = await buildJob({ vacancyKey: 'oak backend' });
    await matchAll();
    expect(await told()).toEqual([`${userId} job:${berlin.id}`, `${userId} job:${other.id}`]);
    expect(await Match.count({ where: { userId } })).toBe(3);
    await sequelize.query(`update matches set told_at = now() - interval '15 days'`);
    const later = await buildJob({ vacancyKey: 'fernwood backend', location: 'Bonn' });
    await matchAll();
    expect(await told()).toContain(`${userId} job:${later.id}`);
  });

  test('a job that a person pasted matches their searches and is no news to them', async () => {
    const { userId } = await buildSeeker('backend');
    await buildJob({ visibleTo: userId });
    expect(await matchAll()).toEqual({ jobs: 1, matches: 1 });
    expect(await told()).toEqual([]);
  });

  test('a changed job is matched again and not told again', async () => {
    const { userId } = await buildSeeker('backend');
    const job = await buildJob();
    await matchAll();
    await buildSeeker('engineer', { userId });
    await sequelize.query('update jobs set changed_xid = pg_current_xact_id()');
    expect(await matchAll()).toEqual({ jobs: 1, matches: 1 });
    expect(await told()).toEqual([`${userId} job:${job.id}`]);
  });

  test('batches go on where the last one ended', async () => {
    await buildSeeker();
    for (let n = 0; n < 5; n += 1) await buildJob();
    expect(await matchAll(2)).toEqual({ jobs: 5, matches: 5 });
  });

  test('closed jobs, others’ private jobs, samples outside the terminal, paused searches and avoided jobs do not match', async () => {
    const { userId } = await buildSeeker();
    await buildSeeker('backend', { isActive: false });
    await buildProfile({ userId, avoidCompanies: ['acme'], avoidWords: ['crypto'] });
    const terminal = await buildChatAccount({ platform: 'console' });
    await buildSeeker('backend', { userId: terminal.userId });
    await buildJob({ status: 'closed' });
    const sample = await buildJob({ isSample: true });
    const mine = await buildJob({ visibleTo: userId });
    const acme = await buildJob({ companyName: 'Acme Ltd' });
    const crypto = await buildJob({ title: 'Backend Crypto' });
    await matchAll();
    const pairs = (await Match.findAll()).map((match) => `${match.userId}:${match.jobId}`).sort();
    expect(pairs).toEqual(
      [
        [userId, mine],
        [terminal.userId, sample],
        [terminal.userId, acme],
        [terminal.userId, crypto],
      ]
        .map(([user, job]) => `${user}:${(job as Job).id}`)
        .sort(),
    );
  });

  test('nobody is told who wants no messages, has applied, dismissed or seen the job, but the match is kept', async () => {
    const off = await buildUser();
    await AlertSettingsRow.update({ cadence: 'silent' }, { where: { userId: off.id } });
    await buildChatAccount({ userId: off.id });
    await buildSeeker('backend', { userId: off.id });
    const [applied, dismissed, seen] = [await buildSeeker(), await buildSeeker(), await buildSeeker()];
    const job = await buildJob();
    await buildApplication({ userId: applied.userId, jobId: job.id });
    await sequelize.query('insert into job_numbers (user_id, number, job_id, dismissed_at) values ($1, 1, $2, now())', {
      bind: [dismissed.userId, job.id],
    });
    const other = await buildSeeker('payments', { userId: seen.userId });
    await buildMatch({ savedSearchId: other.id, userId: seen.userId, jobId: job.id, seenAt: new Date() });
    expect(await matchAll()).toEqual({ jobs: 1, matches: 4 });
    expect(await told()).toEqual([]);
  });

  test('five alerts a day, and what is above them waits for one digest', async () => {
    const { userId } = await buildSeeker();
    for (let n = 0; n < 4; n += 1) await buildJob();
    await matchAll();
    for (let n = 0; n < 4; n += 1) await buildJob();
    await matchAll();
    expect(await told()).toHaveLength(5);
    const waiting = await Match.findAll({ where: { waits: 'digest', userId } });
    expect(waiting).toHaveLength(3);
    const settings = await AlertSettingsRow.findByPk(userId, { rejectOnEmpty: true });
    expect(settings.nextTellAt?.getUTCHours()).toBe(9);
  });

  test('a search with letters on queues one for each job that is told, at most five a day', async () => {
    const { userId } = await buildSeeker('backend', { letters: true });
    await buildSeeker('backend');
    // Without a chat account nobody can be told, and no letter is worth its price.
    await buildSavedSearch({ query: 'backend', letters: true });
    const first = await buildJob({ title: 'Backend One', companyName: 'Fernwood' });
    await buildCoverLetter({ userId, jobId: first.id });
    for (let n = 0; n < 6; n += 1) await buildJob();
    await matchAll();
    const letters = await CoverLetter.findAll({ where: { askedBy: 'loop' }, order: ['id'] });
    expect(letters.map(({ jobId, status, version, title }) => [jobId, status, version, title])).toEqual(
      [3, 4, 5, 6, 7].map((id) => [id, 'queued', 1, 'Backend Engineer']),
    );
    expect(letters.every((letter) => letter.userId === userId)).toBe(true);

    await sequelize.query(`update matches set told_at = now() - interval '25 hours'`);
    for (let n = 0; n < 3; n += 1) await buildJob();
    await matchAll();
    expect(await CoverLetter.count({ where: { askedBy: 'loop' } })).toBe(5);
  });

  test('a filter that cannot be read is logged and stops nobody else', async () => {
    const broken = await buildSeeker();
    await sequelize.query(`update saved_searches set filter = '{"clauses": [[{"words": "rust"}]]}' where id = $1`, {
      bind: [broken.id],
    });
    await buildSeeker();
    await buildJob();
    const { logger: recorder, names } = recordingLogger();
    let matched = 0;
    const watched = newMatcher(recorder);
    while (matched === 0) matched = (await watched.matchNext()).matches;
    expect(matched).toBe(1);
    expect(names()).toContain('match.filter_unreadable');
  });

  test('a batch that fails leaves no match and no message, and is done whole the next time', async () => {
    await buildSeeker();
    await buildJob();
    await sequelize.query(`alter table notifications add constraint refuse check (kind <> 'match') not valid`);
    await expect(matchAll()).rejects.toThrow();
    expect(await Match.count()).toBe(0);
    await sequelize.query('alter table notifications drop constraint refuse');
    expect((await matchAll()).matches).toBe(1);
    expect(await told()).toHaveLength(1);
  });

  test('while another matcher holds the cursor it does nothing and does not wait', async () => {
    await buildSeeker();
    await buildJob();
    const other = await sequelize.transaction();
    await sequelize.query('select from match_cursors for update', { transaction: other });
    expect(await matcher.matchNext()).toEqual({ jobs: 0, matches: 0, more: false });
    await other.rollback();
    expect(await matchAll()).toEqual({ jobs: 1, matches: 1 });
  });

  test('of two matchers that have read the same jobs only one writes', async () => {
    await buildSeeker();
    for (let n = 0; n < 60; n += 1) await buildJob({ description: 'all kinds of work '.repeat(1000) });
    const slow = matcher.matchNext();
    const fast = newMatcher().matchNext(1);
    const all = [await slow, await fast, await matchAll()];
    expect(all.reduce((sum, { jobs }) => sum + jobs, 0)).toBe(60);
  });

  test('a search that changes while its matches are written is left to its backfill', async () => {
    const search = await buildSeeker('backend');
    await buildSeeker('engineer');
    await buildJob();
    const edit = new pg.Client({ connectionString: url });
    await edit.connect();
    await edit.query('begin');
    await edit.query('update saved_searches set filter = $1 where id = $2', [parseFilter('nurse'), search.id]);
    const matching = matchAll();
    const isWaiting = async (): Promise<boolean> => {
      const { rows } = await edit.query('select from pg_locks where not granted');
      return rows.length > 0;
    };
    while (!(await isWaiting()));
    await edit.query('commit');
    await edit.end();
    expect(await matching).toEqual({ jobs: 1, matches: 1 });
    expect((await Match.findAll()).map(({ savedSearchId }) => savedSearchId)).not.toContain(search.id);
    expect(await SavedSearch.count()).toBe(2);
  });
});
