import { describe, expect, test } from 'vitest';
import { AlertSettingsRow } from '../../models/index.ts';
import { createLetterWriter } from '../../src/letters/writer.ts';
import { createLogger } from '../../src/logger.ts';
import { createServices } from '../../src/services/index.ts';
import { testBoards } from '../support/boards.ts';
import { buildCoverLetter, buildJob, buildProfile, buildSavedSearch } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const letterWriter = createLetterWriter({ model: null, logger: createLogger('silent') });
const { news } = createServices({
  sequelize,
  clock: { now: () => new Date() },
  letterWriter,
  boards: testBoards(sequelize),
  operatorAccounts: [],
});

const waiting = async () => {
  const { userId } = await buildProfile();
  const [search, job] = [await buildSavedSearch({ userId }), await buildJob()];
  const row = {
    id: 0,
    kind: 'match',
    dedupeKey: 'a',
    to: { kind: 'person', userId, chatAccountId: 0 },
    jobId: job.id,
    savedSearchId: search.id,
    coverLetterId: null,
    sourceId: null,
  } as const;
  return { userId, search, job, row };
};

describe('what the outbox is about to tell', () => {
  test('is read as it is now', async () => {
    const { job, search, row } = await waiting();
    await job.update({ title: 'Renamed' });
    expect(await news.read(row)).toMatchObject({
      kind: 'match',
      view: { job: { title: 'Renamed' } },
      searches: [{ number: search.number }],
    });
  });

  test('is not told when messages are off, the search is paused or gone, or the job closed or gone', async () => {
    const cases: ((given: Awaited<ReturnType<typeof waiting>>) => Promise<unknown>)[] = [
      ({ userId }) => AlertSettingsRow.update({ cadence: 'silent' }, { where: { userId } }),
      ({ userId }) => AlertSettingsRow.update({ pausedUntil: new Date(Date.now() + 60_000) }, { where: { userId } }),
      ({ search }) => search.update({ isActive: false }),
      ({ search }) => search.destroy(),
      ({ job }) => job.update({ status: 'closed' }),
      ({ job }) => job.destroy(),
    ];
    for (const change of cases) {
      const given = await waiting();
      await change(given);
      expect(await news.read(given.row), change.toString()).toBeNull();
    }
  });

  test('a letter is told once it is written, and not after it is gone', async () => {
    const { userId, job } = await waiting();
    const letter = await buildCoverLetter({ userId, jobId: job.id, body: null, status: 'queued' });
    const row = {
      id: 0,
      kind: 'letter',
      dedupeKey: 'a',
      to: { kind: 'person', userId, chatAccountId: 0 },
      jobId: null,
      savedSearchId: null,
      coverLetterId: letter.id,
      sourceId: null,
    } as const;
    expect(await news.read(row)).toBeNull();
    await letter.update({ body: 'Dear team', status: 'drafted' });
    expect(await news.read(row)).toMatchObject({ kind: 'letter', letter: { body: 'Dear team' }, number: null });
    await letter.destroy();
    expect(await news.read(row)).toBeNull();
  });
});
