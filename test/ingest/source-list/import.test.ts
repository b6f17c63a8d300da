import { describe, expect, test } from 'vitest';
import { Company, Job, Posting, Source } from '../../../models/index.ts';
import { crawlDue } from '../../../src/ingest/crawl/crawl.ts';
import type { SourceEntry } from '../../../src/ingest/source-list/entry.ts';
import { importSources } from '../../../src/ingest/source-list/import.ts';
import { useCrawling } from '../../support/crawling.ts';
import { boardBody, boardJob } from '../../support/greenhouse-board.ts';

const world = useCrawling();

describe('a list of sources', () => {
  const entry = (given: Partial<SourceEntry> = {}): SourceEntry => ({
    url: world.board.url('/oak'),
    kind: 'greenhouse',
    name: 'Oak',
    company: 'Oak GmbH',
    everyMs: 1_800_000,
    isSample: false,
    ...given,
  });
  const clock = { now: world.now };
  const discover = () => Promise.resolve({ refused: 'nothing is looked for here' });

  test('imported twice adds nothing and keeps what was learned', async () => {
    world.answer(() => ({
      status: 200,
      body: boardBody([boardJob(1, { company_name: null })]),
      headers: { etag: '"v1"' },
    }));
    const first = await importSources({
      sequelize: world.sequelize,
      clock,
      discover,
      sources: [entry(), entry({ url: world.board.url('/elm'), company: null })],
    });
    expect(first).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
    await crawlDue(world.deps());
    // Both boards list one posting: it is one job, in the words of the first.
    expect((await Job.findAll()).map(({ companyName }) => companyName)).toEqual(['Oak GmbH']);
    expect(await Posting.count()).toBe(2);
    const again = await importSources({
      sequelize: world.sequelize,
      clock,
      discover,
      sources: [entry({ everyMs: 600_000 }), entry({ url: world.board.url('/elm'), company: null })],
    });
    expect(again).toEqual({ added: 0, changed: 1, unchanged: 1, ids: first.ids, refused: [] });
    expect(await Source.findByPk(first.ids[0])).toMatchObject({ everyMs: 600_000, etag: '"v1"', runs: 1 });
  });

  test('says what it knows of a company, keeps what it does not say, and is read no more often than allowed', async () => {
    const details = {
      website: 'https://oak.example',
      careersUrl: null,
      industry: 'Doors',
      size: null,
      location: 'Oslo',
    };
    const importing = (given: Partial<SourceEntry>) =>
      importSources({ sequelize: world.sequelize, clock, discover, sources: [entry(given)] });
    await importing({ details });
    const { ids } = await importing({ details: { ...details, industry: null, size: '51-200' }, everyMs: 60_000 });
    expect(await Company.findOne({ where: { key: 'oak' } })).toMatchObject({
      website: 'https://oak.example',
      industry: 'Doors',
      size: '51-200',
      location: 'Oslo',
    });
    expect(await Source.findByPk(ids[0])).toMatchObject({ everyMs: 300_000, host: world.board.host });
  });

  test('an address that does not show its kind becomes the board that is found behind it, or is refused', async () => {
    const found = (url: URL) =>
      Promise.resolve(
        url.pathname === '/careers'
          ? { kind: 'greenhouse', url: 'https://boards-api.greenhouse.io/v1/boards/oak/jobs?content=true' }
          : { refused: 'No board there.' },
      );
    const sources = [
      entry({ url: 'https://oak.example/careers', kind: null, everyMs: null }),
      entry({ url: 'https://elm.example/about', kind: null }),
    ];
    const imported = await importSources({ sequelize: world.sequelize, clock, discover: found, sources });
    expect(imported).toMatchObject({
      added: 1,
      refused: [{ url: 'https://elm.example/about', reason: 'No board there.' }],
    });
    expect(await Source.findByPk(imported.ids[0])).toMatchObject({
      kind: 'greenhouse',
      host: 'boards-api.greenhouse.io',
      everyMs: 3_600_000,
    });
  });
});
