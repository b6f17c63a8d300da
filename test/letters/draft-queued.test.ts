import { describe, expect, test } from 'vitest';
import { CoverLetter } from '../../models/cover-letter.ts';
import { Notification } from '../../models/notification.ts';
import type { LetterRequest, LetterWriter } from '../../src/letters/contract.ts';
import { type DraftQueuedDeps, draftQueued } from '../../src/letters/draft-queued.ts';
import { createLetterWriter } from '../../src/letters/writer.ts';
import { createLogger } from '../../src/logger.ts';
import { buildChatAccount, buildCoverLetter, buildJob, buildUser } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';
import { modelOf } from '../support/openai/ask.ts';
import { type OpenAiStandIn, startOpenAi } from '../support/openai/start-openai.ts';
import { ada, fernwood } from './samples/people.ts';

const logger = createLogger('silent');
const request: LetterRequest = { applicant: ada, job: fernwood, hasConsent: true };

/** A letter in the queue, of a person who can be reached. */
const queue = async (
  given: { askedBy?: 'person' | 'loop'; attempts?: number; status?: 'queued' | 'drafting'; leaseUntil?: Date } = {},
) => {
  const user = await buildUser();
  await buildChatAccount({ userId: user.id });
  const job = await buildJob();
  return buildCoverLetter({
    userId: user.id,
    jobId: job.id,
    status: 'queued',
    askedBy: 'loop',
    body: null,
    writtenBy: null,
    ...given,
  });
};

const reload = (id: number): Promise<CoverLetter> => CoverLetter.findByPk(id, { rejectOnEmpty: true });

describe('queued letters', () => {
  const { sequelize } = useDatabase();

  const withOpenAi = async (run: (openai: OpenAiStandIn, deps: DraftQueuedDeps) => Promise<void>): Promise<void> => {
    const openai = await startOpenAi();
    try {
      await CoverLetter.destroy({ where: {}, truncate: true, cascade: true });
      const writer = createLetterWriter({ model: modelOf(openai), logger });
      await run(openai, { sequelize, writer, logger, loadRequest: async () => request });
    } finally {
      await openai.stop();
    }
  };

  test('a queued letter is drafted, and the person is told of it', () =>
    withOpenAi(async (_, deps) => {
      const { id, userId, jobId } = await queue();
      expect(await draftQueued(deps)).toBe(1);
      expect(await reload(id)).toMatchObject({
        status: 'drafted',
        writtenBy: 'model',
        model: 'stand-in-1',
        fallbackReason: null,
      });
      expect((await reload(id)).body).toContain('Fernwood Systems');
      expect((await reload(id)).facts).toContain('Copperline Ltd');
      const told = await Notification.findAll({ where: { coverLetterId: id } });
      expect(told.map((row) => [row.userId, row.kind, row.dedupeKey, row.jobId])).toEqual([
        [userId, 'letter', `letter:${id}`, jobId],
      ]);
      expect(await draftQueued(deps)).toBe(0);
    }));

  test('a letter that a person waits for is drafted without a message', () =>
    withOpenAi(async (_, deps) => {
      const { id } = await queue({ askedBy: 'person' });
      expect(await draftQueued(deps)).toBe(1);
      expect(await Notification.count({ where: { coverLetterId: id } })).toBe(0);
    }));

  test('four drafters at once make one call and one message for each letter', () =>
    withOpenAi(async (openai, deps) => {
      for (let i = 0; i < 12; i += 1) await queue();
      const stored = await Promise.all([1, 2, 3, 4].map(() => draftQueued(deps)));
      expect(stored.reduce((sum, count) => sum + count, 0)).toBe(12);
      expect(openai.requests).toHaveLength(12);
      expect(await Notification.count({ where: { kind: 'letter' } })).toBe(12);
    }));

  test('a letter whose drafter died is drafted again once its lease has ended, not before', () =>
    withOpenAi(async (_, deps) => {
      const { id } = await queue({ status: 'drafting', attempts: 1, leaseUntil: new Date(Date.now() + 60_000) });
      expect(await draftQueued(deps)).toBe(0);
      await CoverLetter.update({ leaseUntil: new Date(Date.now() - 1_000) }, { where: { id } });
      expect(await draftQueued(deps)).toBe(1);
      expect(await reload(id)).toMatchObject({ status: 'drafted', attempts: 2 });
    }));

  test('a drafter that lost its lease stores nothing and tells nobody, though its rival still drafts', () =>
    withOpenAi(async (_, deps) => {
      const { id } = await queue();
      const letter = await deps.writer.draft(request);
      const rival = Promise.withResolvers<void>();
      const rivalDrafts = Promise.withResolvers<void>();
      const writing = (draft: LetterWriter['draft']): DraftQueuedDeps => ({
        ...deps,
        limit: 1,
        writer: { usesModel: true, draft },
      });
      let rivalStored: Promise<number> | undefined;
      const lateStored = await draftQueued(
        writing(async () => {
          await CoverLetter.update({ leaseUntil: new Date(0) }, { where: { id } });
          rivalStored = draftQueued(
            writing(async () => {
              rivalDrafts.resolve();
              await rival.promise;
              return { ...letter, body: 'in time' };
            }),
          );
          await rivalDrafts.promise;
          return { ...letter, body: 'late' };
        }),
      );
      expect([lateStored, await Notification.count({ where: { coverLetterId: id } })]).toEqual([0, 0]);
      rival.resolve();
      expect(await rivalStored).toBe(1);
      expect((await reload(id)).body).toBe('in time');
    }));

  test('after three drafters that died the template writes it, without another call', () =>
    withOpenAi(async (openai, deps) => {
      const { id } = await queue({ attempts: 3 });
      expect(await draftQueued(deps)).toBe(1);
      expect(await reload(id)).toMatchObject({ writtenBy: 'template', fallbackReason: 'model_away' });
      expect(openai.requests).toEqual([]);
    }));

  test('a model that fails leaves the template and its reason', () =>
    withOpenAi(async (openai, deps) => {
      openai.answers('obedient');
      const { id } = await queue();
      await draftQueued(deps);
      expect(await reload(id)).toMatchObject({
        status: 'drafted',
        writtenBy: 'template',
        model: null,
        fallbackReason: 'not_proven',
      });
    }));

  test('one letter whose data cannot be read holds up none of the others', () =>
    withOpenAi(async (_, deps) => {
      const bad = await queue();
      const good = await queue();
      const loadRequest: DraftQueuedDeps['loadRequest'] = async (letter) => {
        if (letter.id === bad.id) throw new Error('no such profile');
        return request;
      };
      expect(await draftQueued({ ...deps, loadRequest })).toBe(1);
      expect([(await reload(bad.id)).status, (await reload(good.id)).status]).toEqual(['drafting', 'drafted']);
    }));

  test('a letter that has nothing left to be about goes', () =>
    withOpenAi(async (_, deps) => {
      const { id } = await queue();
      expect(await draftQueued({ ...deps, loadRequest: async () => null })).toBe(0);
      expect(await CoverLetter.count({ where: { id } })).toBe(0);
    }));

  test('a stop gives the letter back as if it had not been taken', () =>
    withOpenAi(async (openai, deps) => {
      openai.answers('hang');
      const { id } = await queue();
      const stop = new AbortController();
      const drafting = draftQueued({ ...deps, signal: stop.signal });
      await openai.nextRequest();
      stop.abort();
      expect(await drafting).toBe(0);
      expect(await reload(id)).toMatchObject({ status: 'queued', attempts: 0, leaseUntil: null });
    }));

  test('no more than the limit are drafted in one go, oldest first', () =>
    withOpenAi(async (_, deps) => {
      const ids = [(await queue()).id, (await queue()).id, (await queue()).id];
      expect(await draftQueued({ ...deps, limit: 2 })).toBe(2);
      expect((await Promise.all(ids.map(reload))).map((letter) => letter.status)).toEqual([
        'drafted',
        'drafted',
        'queued',
      ]);
    }));
});
