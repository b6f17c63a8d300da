import { expect, test } from 'vitest';
import { Application, Job, Match, Profile } from '../../models/index.ts';
import { fanOut } from '../../src/alerts/fan-out.ts';
import { systemClock } from '../../src/clock.ts';
import { createLetterWriter } from '../../src/letters/writer.ts';
import { createLogger } from '../../src/logger.ts';
import { backfill } from '../../src/matching/backfill.ts';
import { createMatcher } from '../../src/matching/match-new-jobs.ts';
import { scorePairs } from '../../src/matching/score-pairs.ts';
import { createServices } from '../../src/services/index.ts';
import { testBoards } from '../support/boards.ts';
import { buildJob, buildMatch, buildProfile, buildSavedSearch, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const logger = createLogger('silent');
const services = createServices({
  sequelize,
  clock: systemClock,
  letterWriter: createLetterWriter({ model: null, logger }),
  boards: testBoards(sequelize),
  operatorAccounts: [],
});

const text = 'We build payment services for shops. '.repeat(12);
const good = { title: 'Backend Developer', description: text, techStack: ['Node.js', 'PostgreSQL', 'Kafka'] };
const poor = { title: 'Zebra Keeper', description: text, techStack: ['Excel'] };
const scoresOf = async (userId: number) =>
  new Map((await Match.findAll({ where: { userId } })).map(({ jobId, score }) => [jobId, score]));

test('a match has its score from the start, whether it is found by the backfill or later', async () => {
  const { userId } = await buildProfile();
  const stranger = await buildUser();
  const search = await buildSavedSearch({ userId, query: 'payment' });
  const other = await buildSavedSearch({ userId: stranger.id, query: 'payment' });
  const [first, second] = [await buildJob(good), await buildJob(poor)];
  await backfill({ sequelize, savedSearchId: search.id });
  const scores = await scoresOf(userId);
  expect(scores.get(first.id)).toBeGreaterThan((scores.get(second.id) ?? 100) + 40);

  await Match.destroy({ where: {} });
  const matcher = createMatcher({ sequelize, logger, clock: systemClock });
  // Other test files' transactions on the same server hold the matcher back for moments.
  for (let jobs = 0; jobs < 2; ) jobs += (await matcher.matchNext()).jobs;
  while ((await fanOut({ sequelize, logger })).more);
  expect(await scoresOf(userId)).toEqual(scores);
  // Who says nothing of themselves has matches all the same.
  expect(await scoresOf(stranger.id)).toEqual(new Map([first, second].map(({ id }) => [id, null])));
  await other.destroy();
});

test('/matches shows the best first, the newest of equals, and scores what has none', async () => {
  const { userId } = await buildProfile();
  const search = await buildSavedSearch({ userId });
  const day = (date: number) => new Date(Date.UTC(2026, 10, date));
  const jobs = [
    await buildJob({ ...good, postedAt: day(1) }),
    await buildJob({ ...poor, postedAt: day(9) }),
    await buildJob({ ...good, postedAt: day(2) }),
  ];
  for (const { id } of jobs) await buildMatch({ savedSearchId: search.id, jobId: id });
  const shown = [];
  for (let next = await services.jobs.nextUnseen(userId); next; next = await services.jobs.nextUnseen(userId)) {
    shown.push(next.view.job.id);
  }
  expect(shown).toEqual([jobs[2]?.id, jobs[0]?.id, jobs[1]?.id]);
});

test('a changed profile scores anew what nobody has looked at', async () => {
  const { userId } = await buildProfile();
  const search = await buildSavedSearch({ userId });
  const [unseen, seen] = [await buildJob(poor), await buildJob(poor)];
  await buildMatch({ savedSearchId: search.id, jobId: unseen.id, score: 1 });
  await buildMatch({ savedSearchId: search.id, jobId: seen.id, score: 1, seenAt: new Date() });
  await services.profiles.edit(userId, { fullName: 'Ada L.' });
  expect((await scoresOf(userId)).get(unseen.id)).toBe(1);
  await services.profiles.edit(userId, { desiredTitles: ['Zebra Keeper'], skills: ['excel'] });
  const scores = await scoresOf(userId);
  expect(scores.get(unseen.id)).toBeGreaterThan(30);
  expect(scores.get(seen.id)).toBe(1);
  await Profile.update({ desiredTitles: [], skills: [], location: null }, { where: { userId } });
  await services.profiles.edit(userId, { experience: 'none' });
  expect((await scoresOf(userId)).get(unseen.id)).toBeNull();
});

test('an application keeps the score of the day it was made', async () => {
  const { userId } = await buildProfile();
  const job = await buildJob(good);
  await services.jobs.view(userId, job.id, null);
  await services.applications.keep(userId, 1, 'saved');
  await services.profiles.edit(userId, { desiredTitles: ['Nurse'] });
  const { matchScore } = await Application.findOne({ where: { userId }, rejectOnEmpty: true });
  expect(matchScore).toBeGreaterThan(50);
});

test('five hundred jobs are scored a few at a time, and other work goes on between', async () => {
  const { userId } = await buildProfile();
  const jobs = await Job.bulkCreate(
    Array.from({ length: 500 }, (_, index) => ({
      ...good,
      companyName: 'Fernwood',
      url: `https://boards.example/many/${index}`,
    })),
  );
  let turns = 0;
  let going = true;
  const count = (): void => {
    turns += 1;
    if (going) setImmediate(count);
  };
  setImmediate(count);
  const scores = await scorePairs(
    { sequelize },
    jobs.map(({ id }) => ({ userId, jobId: id })),
  );
  going = false;
  expect(
    jobs.every(({ id }) => scores.of({ userId, jobId: id }) === scores.of({ userId, jobId: jobs[0]?.id ?? 0 })),
  ).toBe(true);
  expect(turns).toBeGreaterThan(100);
});

test('scores of those who are gone are none, and no row holds one above 100', async () => {
  const scores = await scorePairs({ sequelize }, [{ userId: 999_999, jobId: 999_999 }]);
  expect(scores.of({ userId: 999_999, jobId: 999_999 })).toBeNull();
  const { id } = await buildMatch();
  await expect(sequelize.query(`update matches set score = 101 where id = ${id}`)).rejects.toThrow('score');
});
