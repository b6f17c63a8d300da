import { describe, expect, test } from 'vitest';
import { Job } from '../../../models/index.ts';
import { expireJobs } from '../../../src/ingest/lifecycle/expire.ts';
import { retain } from '../../../src/ingest/lifecycle/retain.ts';
import { sourceKinds } from '../../../src/ingest/sources/index.ts';
import {
  buildApplication,
  buildCoverLetter,
  buildJob,
  buildMatch,
  buildPosting,
  buildSource,
  buildUser,
} from '../../support/builders.ts';
import { posting, useStoring } from '../../support/storing.ts';

const world = useStoring();
const { sequelize } = world;
const daysAgo = (days: number): Date => new Date(world.now().getTime() - days * 86_400_000);
const newest = sourceKinds.find(({ coverage }) => coverage === 'newest')?.kind ?? '';

describe('jobs end by themselves', () => {
  test('when their deadline is over', async () => {
    const source = await world.source();
    const deadlineAt = '2026-08-02T00:00:00Z';
    await world.store(source, [posting({ deadlineAt }), posting({ title: 'Nurse' })]);
    expect(await expireJobs({ sequelize, now: world.now() })).toBe(0);
    world.later(2);
    expect(await expireJobs({ sequelize, now: world.now() })).toBe(1);
    expect(await world.jobs()).toMatchObject([
      { status: 'expired', isSearched: false },
      { status: 'active', isSearched: true },
    ]);
  });

  test.skipIf(newest === '')('when a source that shows its newest has not shown them for long', async () => {
    const source = await world.source(newest);
    const [old, shown] = [posting(), posting({ title: 'Nurse' })];
    const about = { coverage: 'newest', publisher: 'aggregator' } as const;
    await world.store(source, [old, shown], about);
    world.later(40);
    await world.store(source, [shown], about);
    world.later(6);
    expect(await expireJobs({ sequelize, now: world.now() })).toBe(1);
    expect(await world.jobs()).toMatchObject([{ status: 'expired', isSearched: false }, { status: 'active' }]);
    await world.store(source, [old, shown], about);
    expect(await world.jobs()).toMatchObject([{ status: 'active', isSearched: true }, { status: 'active' }]);
  });
});

describe('what is kept', () => {
  const ended = (given = {}) => buildJob({ status: 'expired', expiredAt: daysAgo(100), ...given });
  const keep = () => retain({ sequelize, now: world.now(), keepExpiredDays: 90, keepRunsDays: 30 });

  test('a job that ended long ago goes, one that ended lately stays', async () => {
    await ended();
    const lately = await ended({ expiredAt: daysAgo(80) });
    const active = await buildJob({ postedAt: daysAgo(400) });
    expect(await keep()).toMatchObject({ jobs: 1 });
    expect((await Job.findAll({ order: ['id'] })).map(({ id }) => id)).toEqual([lately.id, active.id]);
  });

  test('a job stays while a person has something to do with it', async () => {
    const jobs = [await ended(), await ended(), await ended(), await ended({ visibleTo: (await buildUser()).id })];
    const [applied, written, seen] = jobs;
    await buildApplication({ jobId: applied?.id ?? 0 });
    await buildCoverLetter({ jobId: written?.id ?? 0 });
    await buildMatch({ jobId: seen?.id ?? 0, seenAt: daysAgo(1) });
    const listed = await ended();
    await buildPosting({ jobId: listed.id, status: 'seen' });
    expect(await keep()).toMatchObject({ jobs: 0 });
    expect(await Job.count()).toBe(5);
  });

  test('records of readings go after their time', async () => {
    const source = await buildSource();
    for (const days of [10, 40]) {
      await sequelize.query(
        `insert into crawl_runs (source_id, status, started_at, completed_at) values ($1, 'done', $2, $2)`,
        { bind: [source.id, daysAgo(days)] },
      );
    }
    expect(await keep()).toMatchObject({ runs: 1 });
  });
});
