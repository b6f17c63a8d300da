import { describe, expect, test } from 'vitest';
import { Job, Source } from '../../models/index.ts';
import { crawlDue } from '../../src/ingest/crawl.ts';
import { importSources } from '../../src/ingest/import-sources.ts';
import type { SourceEntry } from '../../src/ingest/sources-file.ts';
import { useCrawling } from '../support/crawling.ts';
import { boardBody, boardJob } from '../support/greenhouse-board.ts';

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

  test('imported twice adds nothing and keeps what was learned', async () => {
    world.answer(() => ({
      status: 200,
      body: boardBody([boardJob(1, { company_name: null })]),
      headers: { etag: '"v1"' },
    }));
    const first = await importSources({
      sequelize: world.sequelize,
      clock,
      sources: [entry(), entry({ url: world.board.url('/elm'), company: null })],
    });
    expect(first).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
    await crawlDue(world.deps());
    expect((await Job.findAll({ order: ['id'] })).map(({ companyName }) => companyName)).toEqual([
      'Oak GmbH',
      'fernwood',
    ]);
    const again = await importSources({
      sequelize: world.sequelize,
      clock,
      sources: [entry({ everyMs: 60_000 }), entry({ url: world.board.url('/elm'), company: null })],
    });
    expect(again).toEqual({ added: 0, changed: 1, unchanged: 1, ids: first.ids });
    expect(await Source.findByPk(first.ids[0])).toMatchObject({ everyMs: 60_000, etag: '"v1"', runs: 1 });
  });
});
