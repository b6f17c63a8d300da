import { afterAll, beforeEach, expect, test } from 'vitest';
import { type CommunityChannel, type Job, MatchCursor, Notification, SavedSearch } from '../../models/index.ts';
import { fanOut } from '../../src/alerts/fan-out.ts';
import { systemClock } from '../../src/clock.ts';
import { createLogger } from '../../src/logger.ts';
import { createMatcher } from '../../src/matching/match-new-jobs.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { buildChannel, buildJob, buildSavedSearch, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';
import { matchAll } from '../support/matching.ts';

const { sequelize } = useDatabase();
const logger = createLogger('silent');
const matcher = createMatcher({ sequelize, logger, clock: systemClock });
afterAll(() => matcher.stop());

const run = async (): Promise<number> => {
  await matchAll(sequelize, matcher);
  let posts = 0;
  for (let more = true; more; ) {
    const turn = await fanOut({ sequelize, logger });
    posts += turn.posts;
    more = turn.more;
  }
  return posts;
};

const follow = (channel: CommunityChannel, query: string, number = 1) =>
  SavedSearch.create({ userId: null, channelId: channel.id, number, name: query, query, filter: parseFilter(query) });
const posts = async () =>
  (await Notification.findAll({ where: { kind: 'channel' }, order: ['id'] })).map(({ channelId, jobId }) => ({
    channelId,
    jobId,
  }));
const rust = (given: Parameters<typeof buildJob>[0] = {}): Promise<Job> =>
  buildJob({ title: 'Rust Engineer', ...given });

let channel: CommunityChannel;
beforeEach(async () => {
  await sequelize.query('truncate users, jobs, communities, saved_searches restart identity cascade');
  await sequelize.query('update match_cursors set changed_xid = pg_current_xact_id(), job_id = 0');
  channel = await buildChannel();
});

test('a new job is posted once in each channel that follows it, and nobody gets a match of it', async () => {
  const other = await buildChannel();
  await follow(channel, 'rust');
  await follow(channel, 'engineer', 2);
  await follow(other, 'rust');
  const job = await rust();
  await buildJob({ title: 'Nurse' });
  expect(await run()).toBe(2);
  expect(await posts()).toEqual([
    { channelId: channel.id, jobId: job.id },
    { channelId: other.id, jobId: job.id },
  ]);
  await job.update({ title: 'Rust Engineer, changed' });
  await sequelize.query('update jobs set changed_xid = pg_current_xact_id()');
  expect(await run()).toBe(0);
  expect(await sequelize.query('select from matches')).toMatchObject([[], {}]);
});

test('one vacancy in three cities is one post, be it that a city comes later', async () => {
  await follow(channel, 'rust');
  await rust({ vacancyKey: 'v', location: 'Berlin' });
  await rust({ vacancyKey: 'v', location: 'Munich' });
  expect(await run()).toBe(1);
  await rust({ vacancyKey: 'v', location: 'Hamburg' });
  expect(await run()).toBe(0);
});

test('private, sample and closed jobs are posted nowhere, nor is what was there before', async () => {
  await rust();
  await run();
  await follow(channel, 'rust');
  await rust({ visibleTo: (await buildUser()).id });
  await rust({ isSample: true });
  await rust({ status: 'expired' });
  expect(await run()).toBe(0);
});

test('a paused channel gets nothing, nor does one of a community that the bot has left', async () => {
  await follow(channel, 'rust');
  const away = await buildChannel();
  await follow(away, 'rust');
  await channel.update({ isActive: false });
  await sequelize.query('update communities set is_active = false where id = $1', { bind: [away.communityId] });
  await rust();
  expect(await run()).toBe(0);
});

test('a person who follows the same hears of it as before', async () => {
  await follow(channel, 'rust');
  const search = await buildSavedSearch({ query: 'rust' });
  await rust();
  expect(await run()).toBe(1);
  expect(await Notification.count({ where: { kind: 'match' } })).toBe(0);
  expect((await sequelize.query('select saved_search_id from matches'))[0]).toEqual([{ saved_search_id: search.id }]);
  expect(await MatchCursor.count()).toBe(1);
});
