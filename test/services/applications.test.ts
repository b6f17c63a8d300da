import { describe, expect, test } from 'vitest';
import { APPLICATION_STATUSES, Application, ApplicationEvent, type ApplicationStatus } from '../../models/index.ts';
import { UserError } from '../../src/errors.ts';
import { possibleMoves } from '../../src/services/application-status.ts';
import { createApplications } from '../../src/services/applications.ts';
import { createJobNumbers } from '../../src/services/job-numbers.ts';
import { buildApplication, buildJob, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const now = new Date('2026-11-21T12:00:00Z');
const applications = createApplications({ sequelize, clock: { now: () => now } });
const numbers = createJobNumbers({ sequelize });

/** A person who was shown a job. */
const shown = async () => {
  const [user, job] = [await buildUser(), await buildJob({ title: 'Tester', companyName: 'Otter' })];
  return { userId: user.id, job, number: await numbers.of(user.id, job.id) };
};

describe('keep', () => {
  test('50 taps at once make one application with one line of history', async () => {
    const { userId, job, number } = await shown();
    const kept = await Promise.all(Array.from({ length: 50 }, () => applications.keep(userId, number, 'applied')));
    expect(kept.filter((one) => one.isNew)).toHaveLength(1);
    expect(kept.filter((one) => one.changed)).toHaveLength(1);
    const rows = await Application.findAll({ where: { userId } });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      number: 1,
      jobId: job.id,
      status: 'applied',
      title: 'Tester',
      companyName: 'Otter',
    });
    expect(rows[0]?.appliedAt).toEqual(now);
    expect(await ApplicationEvent.count({ where: { applicationId: rows[0]?.id ?? 0 } })).toBe(1);
  });

  test('saved becomes applied; saving again takes nothing back', async () => {
    const { userId, number } = await shown();
    await applications.keep(userId, number, 'saved');
    expect(await applications.keep(userId, number, 'saved')).toMatchObject({ isNew: false, changed: false });
    expect(await applications.keep(userId, number, 'applied')).toMatchObject({ isNew: false, changed: true });
    const again = await applications.keep(userId, number, 'saved');
    expect(again).toMatchObject({ isNew: false, changed: false, application: { status: 'applied' } });
    const { events } = await applications.show(userId, 1);
    expect(events.map((event) => [event.kind, event.fromStatus, event.toStatus])).toEqual([
      ['created', null, 'saved'],
      ['status', 'saved', 'applied'],
    ]);
  });

  test('a job that goes leaves its application', async () => {
    const { userId, job, number } = await shown();
    await applications.keep(userId, number, 'applied');
    await job.destroy();
    expect((await applications.show(userId, 1)).application).toMatchObject({ title: 'Tester', jobId: null });
  });

  test('needs a job that this person was shown', async () => {
    const { number } = await shown();
    const other = await buildUser();
    await expect(applications.keep(other.id, number, 'saved')).rejects.toMatchObject({
      id: 'job.not_found',
      details: { number },
    });
  });
});

describe('setStatus', () => {
  const pairs = APPLICATION_STATUSES.flatMap((from) =>
    APPLICATION_STATUSES.map((to): [ApplicationStatus, ApplicationStatus] => [from, to]),
  );

  test('every pair of statuses: what is possible works with its line of history, the rest says what is possible', async () => {
    const { id: userId } = await buildUser();
    for (const [from, to] of pairs) {
      const { id, number } = await buildApplication({ userId, jobId: null, status: from });
      const moved = await applications.setStatus(userId, number, to).catch((error: unknown) => error);
      const events = await ApplicationEvent.findAll({ where: { applicationId: id } });
      const status = (await Application.findByPk(id))?.status;
      if (from === to) {
        expect(moved, `${from} stays`).toMatchObject({ changed: false });
        expect([status, events.length]).toEqual([from, 0]);
      } else if (possibleMoves(from).includes(to)) {
        expect(moved, `${from} to ${to}`).toMatchObject({ changed: true });
        expect(status).toBe(to);
        expect(events).toMatchObject([{ kind: 'status', fromStatus: from, toStatus: to, madeBy: 'person' }]);
      } else {
        expect(moved, `${from} to ${to}`).toBeInstanceOf(UserError);
        expect(moved).toMatchObject({ id: 'application.move', details: { from, to, possible: possibleMoves(from) } });
        expect([status, events.length]).toEqual([from, 0]);
      }
    }
  });

  test('every status can be reached, and from every status it is said what comes next', () => {
    const reached = new Set(APPLICATION_STATUSES.flatMap((from) => possibleMoves(from)));
    expect([...APPLICATION_STATUSES].filter((status) => !reached.has(status))).toEqual(['saved']);
    const final = [...APPLICATION_STATUSES].filter((status) => possibleMoves(status).length === 0);
    expect(final).toEqual(['accepted', 'rejected', 'withdrawn']);
  });

  test('notes when they answered, once, also after long silence', async () => {
    const { id: userId } = await buildUser();
    const { number } = await buildApplication({ userId, status: 'ghosted' });
    expect((await applications.setStatus(userId, number, 'screening')).application.responseAt).toEqual(now);
    const early = new Date('2026-01-01');
    const other = await buildApplication({ userId, status: 'viewed', responseAt: early });
    expect((await applications.setStatus(userId, other.number, 'rejected')).application.responseAt).toEqual(early);
  });
});

test('somebody else’s application is not found, whatever is asked of it', async () => {
  const { number } = await buildApplication({ status: 'applied' });
  const { id: other } = await buildUser();
  const missing = { id: 'application.not_found', details: { number } };
  await expect(applications.show(other, number)).rejects.toMatchObject(missing);
  await expect(applications.setStatus(other, number, 'rejected')).rejects.toMatchObject(missing);
  await expect(applications.addNote(other, number, 'hm')).rejects.toMatchObject(missing);
  expect(await applications.list(other, { offset: 0, limit: 10 })).toEqual({ applications: [], total: 0 });
});

test('notes at once are all kept', async () => {
  const { userId, number } = await buildApplication({ status: 'applied' });
  const notes = Array.from({ length: 10 }, (_, i) => `note ${i}`);
  await Promise.all(notes.map((note) => applications.addNote(userId, number, note)));
  const { application, events } = await applications.show(userId, number);
  expect(application.notes?.split('\n').toSorted()).toEqual(notes);
  expect(events.map((event) => event.note).toSorted()).toEqual(notes);
});

test('the list gives the newest first, a page at a time, of one status if asked', async () => {
  const { id: userId } = await buildUser();
  for (const status of ['saved', 'applied', 'applied', 'rejected'] as const) await buildApplication({ userId, status });
  const list = async (about: { status?: ApplicationStatus; offset: number; limit: number }) => {
    const found = await applications.list(userId, about);
    return [found.applications.map((one) => one.number), found.total];
  };
  expect(await list({ offset: 0, limit: 3 })).toEqual([[4, 3, 2], 4]);
  expect(await list({ offset: 3, limit: 3 })).toEqual([[1], 4]);
  expect(await list({ offset: 0, limit: 10, status: 'applied' })).toEqual([[3, 2], 2]);
});
