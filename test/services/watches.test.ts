import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Job, SavedSearch, Source } from '../../models/index.ts';
import { systemClock } from '../../src/clock.ts';
import { createFetcher } from '../../src/ingest/fetch/fetch.ts';
import { createLetterWriter } from '../../src/letters/writer.ts';
import { createLogger } from '../../src/logger.ts';
import { createServices } from '../../src/services/index.ts';
import { testBoards } from '../support/boards.ts';
import { buildCompany, buildJob, buildProfile, buildSavedSearch, buildSource, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';
import { type HttpBoard, startHttpBoard } from '../support/http-board.ts';
import { jsonLdPosting, postingPage } from '../support/posting-page.ts';

const { sequelize } = useDatabase();
const logger = createLogger('silent');
let body = '';
let site: HttpBoard;
let userId: number;

beforeAll(async () => {
  site = await startHttpBoard((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(body);
  });
});
afterAll(() => site.close());
beforeEach(async () => {
  await sequelize.query('truncate users, jobs, sources, companies restart identity cascade');
  ({ id: userId } = await buildUser());
  await buildProfile({ userId });
  body = postingPage(
    jsonLdPosting({ identifier: 'cook-1', url: site.url('/cook') }),
    jsonLdPosting({ title: 'Baker', identifier: 'baker-2', url: site.url('/baker') }),
  );
});

const watches = () =>
  createServices({
    sequelize,
    clock: systemClock,
    letterWriter: createLetterWriter({ model: null, logger }),
    boards: testBoards(sequelize, { fetcher: createFetcher({ allowHosts: [site.host], logger }) }),
    operatorAccounts: [],
  }).watches;

describe('watching a careers page', () => {
  test('reads its board at once, shows what is open, and keeps both as a search', async () => {
    const { found, board } = await watches().add(userId, site.url('/careers'), 'watch');
    expect(board).toMatchObject({ companyName: 'Fernwood Kitchens' });
    expect(found).toMatchObject({ fits: 2, isNew: true });
    expect(found.search.query).toBe('company:"Fernwood Kitchens"');
    const [watch] = await watches().list(userId);
    expect(watch).toMatchObject({ search: { number: 1 }, source: { requestedBy: userId, isActive: true, runs: 1 } });
    expect(await Job.count()).toBe(2);
  });

  test('by a second person reads no second board', async () => {
    await watches().add(userId, site.url('/careers'), 'watch');
    const other = await buildUser();
    await buildProfile({ userId: other.id });
    expect((await watches().add(other.id, site.url('/careers'), 'watch')).found.fits).toBe(2);
    expect(await Source.count()).toBe(1);
  });

  test('without a board behind it is refused and keeps nothing', async () => {
    body = '<html><body><p>We make chairs.</p></body></html>';
    await expect(watches().add(userId, site.url('/about'), 'watch')).rejects.toMatchObject({ id: 'watch.refused' });
    await expect(watches().add(userId, 'https://www.linkedin.com/company/acme', 'watch')).rejects.toMatchObject({
      id: 'watch.refused',
    });
    await expect(watches().add(userId, 'https://remoteok.com/api', 'watch')).rejects.toMatchObject({
      id: 'watch.refused',
      details: { reason: expect.stringContaining('many companies') },
    });
    expect([await Source.count(), await SavedSearch.count()]).toEqual([0, 0]);
  });

  test('stops at ten for one person', async () => {
    for (let n = 0; n < 10; n += 1) {
      await buildSavedSearch({ userId, query: `company:c${n}`, sourceId: (await buildSource()).id });
    }
    await expect(watches().add(userId, site.url('/careers'), 'watch')).rejects.toMatchObject({
      id: 'watch.limit',
      details: { max: 10 },
    });
  });
});

describe('watching a company by its name', () => {
  test('is a search for it where jobs of it are known', async () => {
    const company = await buildCompany({ name: 'Oak GmbH', key: 'oak' });
    await buildJob({ companyId: company.id, companyName: 'Oak GmbH' });
    const { found, board } = await watches().add(userId, 'oak gmbh', 'watch');
    expect(board).toBeNull();
    expect(found).toMatchObject({ fits: 1, search: { sourceId: null } });
  });

  test('asks for an address where nothing is known of it', async () => {
    await expect(watches().add(userId, 'Nowhere Ltd', 'watch')).rejects.toMatchObject({ id: 'watch.unknown_company' });
  });
});
