import { QueryTypes } from 'sequelize';
import { describe, expect, test } from 'vitest';
import { CrawlRun, Job, JobSearch, Posting } from '../../../models/index.ts';
import { createFetcher } from '../../../src/ingest/fetch/fetch.ts';
import { createLogger } from '../../../src/logger.ts';
import { useCrawling } from '../../support/crawling.ts';
import { boardBody, boardJob } from '../../support/greenhouse-board.ts';

const world = useCrawling();

describe('a board', () => {
  test('its postings become jobs that can be found', async () => {
    world.listing(
      boardJob(1, {
        title: 'Rust Engineer',
        pay_input_ranges: [{ min_cents: 5000, max_cents: 6000, currency_type: 'USD', title: 'Hourly' }],
      }),
    );
    const source = await world.boardSource();
    expect(await world.crawl(source.id)).toMatchObject({ status: 'done', found: 1, added: 1, rejections: [] });
    const [job] = await world.sequelize.query(
      `select j.title, j.company_name, c.name as company, c.key, j.remote, j.remote_from, department, j.employment_type,
         tech_stack ? 'PostgreSQL' as has_skill, salary_min, j.salary_yearly_min, j.salary_yearly_max, j.salary_currency,
         salary_period, j.url, j.posted_at, status, j.is_sample, first_seen_at,
         s.search_vector @@ '''rust'':A'::tsquery as title_found,
         s.search_vector @@ '''fernwood'':B'::tsquery as company_found
       from jobs j join job_search s on s.job_id = j.id join companies c on c.id = j.company_id`,
      { type: QueryTypes.SELECT },
    );
    expect(job).toEqual({
      title: 'Rust Engineer',
      company_name: 'Fernwood Systems',
      company: 'Fernwood Systems',
      key: 'fernwood systems',
      remote: 'yes',
      remote_from: 'Canada',
      department: 'Engineering',
      employment_type: 'full-time',
      has_skill: true,
      salary_min: 5000,
      salary_yearly_min: 10_400_000,
      salary_yearly_max: 12_480_000,
      salary_currency: 'USD',
      salary_period: 'hour',
      url: 'https://job-boards.greenhouse.io/fernwood/jobs/1',
      posted_at: new Date('2026-07-16T15:55:32Z'),
      status: 'active',
      is_sample: false,
      first_seen_at: world.now(),
      title_found: true,
      company_found: true,
    });
    expect((await Posting.unscoped().findOne())?.raw).toMatchObject({ id: 1, title: 'Rust Engineer' });
  });

  test('read again unchanged writes no row of jobs, postings and companies', async () => {
    world.listing(boardJob(1), boardJob(2));
    const source = await world.boardSource();
    await world.crawl(source.id);
    const before = await world.versions();
    world.later(60_000);
    world.listing(boardJob(2, { updated_at: '2026-07-31T00:00:00Z' }), boardJob(1));
    expect(await world.crawl(source.id)).toMatchObject({
      status: 'done',
      found: 2,
      added: 0,
      changed: 0,
      unchanged: 2,
    });
    expect(await world.versions()).toEqual(before);
    expect((await source.reload()).lastRunAt).toEqual(world.now());
  });

  test('a changed posting changes its job alone, and the matching cursor meets it again', async () => {
    world.listing(boardJob(1), boardJob(2));
    const source = await world.boardSource();
    await world.crawl(source.id);
    const before = await Job.unscoped().findAll({ order: ['id'] });
    world.later(60_000);
    world.listing(boardJob(1), boardJob(2, { title: 'Data Engineer', company_name: 'Oak Ltd' }));
    expect(await world.crawl(source.id)).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    const after = await Job.unscoped().findAll({ order: ['id'], include: 'company' });
    expect(after[0]?.changedXid).toBe(before[0]?.changedXid);
    expect(Number(after[1]?.changedXid)).toBeGreaterThan(Number(before[1]?.changedXid));
    expect(after[1]).toMatchObject({ id: before[1]?.id, title: 'Data Engineer', updatedAt: world.now() });
    expect(after[1]?.company?.key).toBe('oak');
    expect((await JobSearch.findByPk(before[1]?.id))?.searchVector).toContain("'data':");
  });

  test('a posting that vanishes is missing, gone when it is missing twice, and back again when it is listed again', async () => {
    world.listing(boardJob(1), boardJob(2));
    const source = await world.boardSource();
    await world.crawl(source.id);
    const seen = world.now();
    world.later(60_000);
    world.listing(boardJob(1));
    expect(await world.crawl(source.id)).toMatchObject({ gone: 1 });
    world.later(60_000);
    expect(await world.crawl(source.id)).toMatchObject({ gone: 0 });
    const missing = await Posting.findOne({ where: { externalId: '2' }, rejectOnEmpty: true });
    expect(missing).toMatchObject({ status: 'gone', missingCount: 2, lastSeenAt: seen });
    world.listing(boardJob(1), boardJob(2));
    expect(await world.crawl(source.id)).toMatchObject({ gone: 0, added: 0, changed: 0, unchanged: 2 });
    expect(await missing.reload()).toMatchObject({ status: 'seen', missingCount: 0, lastSeenAt: world.now() });
  });

  test('one evil item among 999 is refused with its reason, the others are stored, and reading again adds nothing', async () => {
    const evil = boardJob(5000, { title: 'x'.repeat(10_000_000) });
    const odd = boardJob(1, { title: 'Nul\u0000 and \ud800 half', first_published: 'never' });
    world.listing(odd, evil, ...Array.from({ length: 998 }, (_, index) => boardJob(index + 2)));
    const source = await world.boardSource();
    const fetcher = createFetcher({
      allowHosts: [world.board.host],
      logger: createLogger('silent'),
      limits: { wireBytes: 2e7, decodedBytes: 2e7 },
    });
    expect(await world.crawl(source.id, { fetcher })).toMatchObject({ found: 1000, added: 999 });
    expect(await CrawlRun.findOne()).toMatchObject({
      found: 1000,
      newCount: 999,
      rejected: 1,
      rejections: [{ item: '5000', reason: 'title: longer than 1000 characters' }],
    });
    expect(await world.crawl(source.id, { fetcher })).toMatchObject({ added: 0, changed: 0, unchanged: 999 });
    await fetcher.close();
  });

  test('what only the database refuses is refused alone', async () => {
    // A language that breaks a constraint stands for whatever normalising does not foresee.
    await world.sequelize.query(`alter table jobs add constraint no_esperanto check (language <> 'eo')`);
    try {
      world.listing(...Array.from({ length: 9 }, (_, index) => boardJob(index, index === 4 ? { language: 'eo' } : {})));
      const crawled = await world.crawl((await world.boardSource()).id);
      expect(crawled).toMatchObject({
        added: 8,
        rejections: [{ item: '4', reason: 'the database refuses it (23514)' }],
      });
      expect(await Posting.count()).toBe(8);
    } finally {
      await world.sequelize.query('alter table jobs drop constraint no_esperanto');
    }
  });

  test('a refused item that is stored already is not missing, nor is any while an item has no id', async () => {
    world.listing(boardJob(1), boardJob(2));
    const source = await world.boardSource();
    await world.crawl(source.id);
    world.listing(boardJob(1), boardJob(2, { title: null }));
    expect(await world.crawl(source.id)).toMatchObject({ gone: 0 });
    world.listing(boardJob(1), { title: 'whose?' });
    expect(await world.crawl(source.id)).toMatchObject({ gone: 0 });
    expect(await Posting.count({ where: { status: 'seen' } })).toBe(2);
  });

  test('its validators are sent, and 304 settles the run without reading', async () => {
    world.answer((etag) =>
      etag === '"v1"' ? { status: 304 } : { status: 200, body: boardBody([boardJob(1)]), headers: { etag: '"v1"' } },
    );
    const source = await world.boardSource();
    await world.crawl(source.id);
    world.later(60_000);
    expect(await world.crawl(source.id)).toMatchObject({ status: 'unchanged', gone: 0 });
    expect(await source.reload()).toMatchObject({ etag: '"v1"', runs: 2, lastRunAt: world.now() });
    expect((await CrawlRun.findAll({ order: ['id'] })).map(({ status }) => status)).toEqual(['done', 'unchanged']);
  });
});
