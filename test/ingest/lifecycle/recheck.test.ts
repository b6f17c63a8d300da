import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Job, JobSearch } from '../../../models/index.ts';
import { createFetcher, type Fetcher } from '../../../src/ingest/fetch/fetch.ts';
import { jobsToRecheck, recheckJobs } from '../../../src/ingest/lifecycle/recheck.ts';
import { createLogger } from '../../../src/logger.ts';
import { buildJob, buildNotification, buildPosting, buildSource } from '../../support/builders.ts';
import { type HttpBoard, startHttpBoard } from '../../support/http-board.ts';
import { posting, useStoring } from '../../support/storing.ts';

const world = useStoring();
let board: HttpBoard;
let fetcher: Fetcher;

beforeAll(async () => {
  board = await startHttpBoard((request, response) => {
    const status = /\/status\/(\d+)/.exec(request.url ?? '')?.[1];
    if (status !== undefined) response.writeHead(Number(status)).end('<h1>Job not found</h1>');
    else if (request.url?.startsWith('/careers/4471234')) response.writeHead(302, { location: '/careers' }).end();
    else if (request.url === '/over') response.end('<h1>This job is no longer available.</h1>');
    else response.end('<h1>Backend Engineer</h1>');
  });
});
afterAll(() => board.close());
// It remembers hosts that asked to be left alone.
beforeEach(() => {
  fetcher = createFetcher({ allowHosts: [board.host], logger: createLogger('silent') });
});
afterEach(() => fetcher.close());

describe('the page of a job is looked at again', () => {
  test.each(['/status/404', '/status/410', '/over', '/careers/4471234'])('%s closes it', async (path) => {
    const job = await buildJob({ url: board.url(path) });
    const now = world.now();
    expect(await recheckJobs({ sequelize: world.sequelize, fetcher, jobIds: [job.id], now })).toEqual([job.id]);
    await job.reload();
    expect(job).toMatchObject({ status: 'closed', checkedAt: now });
    expect(job.closedReason).toMatch(/^its page /);
    expect(await JobSearch.findByPk(job.id)).toBeNull();
  });

  test.each(['/status/403', '/status/429', '/status/500', '/open'])('%s leaves it open', async (path) => {
    const job = await buildJob({ url: board.url(path) });
    expect(await recheckJobs({ sequelize: world.sequelize, fetcher, jobIds: [job.id], now: world.now() })).toEqual([]);
    expect(await job.reload()).toMatchObject({ status: 'active', checkedAt: world.now() });
    expect(await JobSearch.findByPk(job.id)).not.toBeNull();
  });

  test('a host that cannot be reached leaves it open', async () => {
    const job = await buildJob({ url: 'http://127.0.0.1:1/job/1' });
    expect(await recheckJobs({ sequelize: world.sequelize, fetcher, jobIds: [job.id], now: world.now() })).toEqual([]);
    expect((await job.reload()).status).toBe('active');
  });
});

test('looked at are jobs of messages that are due and that nobody saw for six hours', async () => {
  const now = new Date();
  const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
  const seenBy = async (lastRunAt: Date, given: Partial<Job> = {}): Promise<Job> => {
    const job = await buildJob(given);
    const source = await buildSource({ lastRunAt });
    await buildPosting({ jobId: job.id, sourceId: source.id, lastSeenAt: hoursAgo(48) });
    await buildNotification({ kind: 'match', jobId: job.id, dueAt: hoursAgo(1) });
    return job;
  };
  const stale = await seenBy(hoursAgo(7));
  await seenBy(hoursAgo(5));
  await seenBy(hoursAgo(7), { checkedAt: hoursAgo(2) });
  await seenBy(hoursAgo(7), { status: 'expired' });
  const later = await buildJob();
  await buildNotification({ kind: 'match', jobId: later.id, dueAt: hoursAgo(-1) });
  expect(await jobsToRecheck(world.sequelize, now, 10)).toEqual([stale.id]);
});

test('a job that its page closed stays closed while the list still shows it, until it says something new', async () => {
  const source = await world.source();
  const listed = posting({ url: board.url('/over') });
  await world.store(source, [listed]);
  const [job] = await Job.findAll();
  const { id = 0, url } = job ?? {};
  expect(await recheckJobs({ sequelize: world.sequelize, fetcher, jobIds: [id], now: world.now() }), url).toEqual([id]);
  await world.store(source, []);
  await world.store(source, [listed]);
  expect(await world.jobs()).toMatchObject([{ status: 'closed', isSearched: false }]);
  await world.store(source, [{ ...listed, title: 'Senior Backend Engineer' }]);
  expect(await world.jobs()).toMatchObject([{ status: 'active', isSearched: true }]);
});
