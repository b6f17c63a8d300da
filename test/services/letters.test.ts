import { describe, expect, test } from 'vitest';
import { CoverLetter, type Job, Profile } from '../../models/index.ts';
import type { LetterRequest, LetterWriter } from '../../src/letters/contract.ts';
import { createLetterWriter } from '../../src/letters/writer.ts';
import { createLogger } from '../../src/logger.ts';
import { createServices } from '../../src/services/index.ts';
import { LETTERS_PER_DAY } from '../../src/services/letters.ts';
import { consentOf } from '../../src/services/profiles.ts';
import { testBoards } from '../support/boards.ts';
import { buildCoverLetter, buildJob, buildProfile } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
let now = new Date();
const template = createLetterWriter({ model: null, logger: createLogger('silent') });
const servicesWith = (letterWriter: LetterWriter) =>
  createServices({
    sequelize,
    clock: { now: () => now },
    letterWriter,
    boards: testBoards(sequelize),
    operatorAccounts: [],
  });
const { letters, jobs, profiles } = servicesWith(template);
const withModel = servicesWith({ ...template, usesModel: true });

const person = async () => {
  const { userId } = await buildProfile();
  const job: Job = await buildJob({ title: 'Tester', companyName: 'Otter' });
  const number = (await jobs.view(userId, job.id, null))?.number ?? 0;
  return { userId, job, number };
};

describe('consent', () => {
  test('is asked for where a model is set up, and only until it is answered', async () => {
    const { userId } = await person();
    const asked = { answer: undefined, line: 'letter draft 1' };
    await letters.settleConsent(userId, asked);
    await expect(withModel.letters.settleConsent(userId, asked)).rejects.toMatchObject({
      id: 'letter.consent_needed',
      details: { line: 'letter draft 1' },
    });
    await withModel.letters.settleConsent(userId, { ...asked, answer: 'no' });
    await withModel.letters.settleConsent(userId, asked);
    expect(await profiles.consent(userId)).toBe(false);
    await withModel.letters.settleConsent(userId, { ...asked, answer: 'yes' });
    expect(await profiles.consent(userId)).toBe(true);
    expect((await Profile.findByPk(userId))?.letterConsentAt).toEqual(now);
  });

  test('reaches the writer as it was given, with what the profile says and no more', async () => {
    const { userId, number } = await person();
    const requests: LetterRequest[] = [];
    const watched = servicesWith({
      usesModel: true,
      draft: async (request) => {
        requests.push(request);
        return template.draft(request);
      },
    });
    await watched.letters.draft(userId, number);
    await profiles.setConsent(userId, true);
    await watched.letters.draft(userId, number);
    expect(requests.map((request) => request.hasConsent)).toEqual([false, true]);
    expect(requests[0]?.applicant).not.toHaveProperty('phone');
    expect(requests[0]).toMatchObject({ applicant: { name: 'Ada Lind' }, job: { companyName: 'Otter' } });
  });

  test('to an older sentence is no consent to this one', () => {
    expect(consentOf({ letterConsentVersion: null })).toBeNull();
    expect(consentOf({ letterConsentVersion: 0 })).toBe(false);
    expect(consentOf({ letterConsentVersion: 1 })).toBe(true);
  });
});

describe('a draft', () => {
  test('is the next version, also where five are made at once, and the newest is shown', async () => {
    const { userId, number } = await person();
    const drafts = await Promise.all(Array.from({ length: 5 }, () => letters.draft(userId, number)));
    expect(drafts.map((draft) => draft.version).toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect((await letters.show(userId, number)).version).toBe(5);
  });

  test('counts against the day’s budget, which is back a day later; the loop’s letters do not', async () => {
    const { userId, number } = await person();
    await buildCoverLetter({ userId, askedBy: 'loop' });
    for (let i = 0; i < LETTERS_PER_DAY - 1; i += 1) await buildCoverLetter({ userId });
    now = new Date();
    await letters.draft(userId, number);
    await expect(letters.draft(userId, number)).rejects.toMatchObject({
      id: 'letter.budget',
      details: { max: LETTERS_PER_DAY },
    });
    expect(await CoverLetter.count({ where: { userId } })).toBe(LETTERS_PER_DAY + 1);
    now = new Date(Date.now() + 25 * 3_600_000);
    expect((await letters.draft(userId, number)).version).toBe(2);
    now = new Date();
  });

  test('is shown to the person whose it is; a letter that is not written yet is none', async () => {
    const { userId, job, number } = await person();
    await expect(letters.show(userId, number)).rejects.toMatchObject({ id: 'letter.none', details: { number } });
    await buildCoverLetter({ userId, jobId: job.id, status: 'queued', body: null });
    await expect(letters.show(userId, number)).rejects.toMatchObject({ id: 'letter.none' });
    const other = await person();
    await jobs.view(other.userId, job.id, null);
    await letters.draft(other.userId, 2);
    await expect(letters.show(userId, number)).rejects.toMatchObject({ id: 'letter.none' });
  });

  test('needs a job that this person was shown', async () => {
    const { userId } = await person();
    await expect(letters.draft(userId, 99)).rejects.toMatchObject({ id: 'job.not_found' });
  });
});

describe('the profile', () => {
  test('changes what is named and nothing else; an empty change is refused', async () => {
    const { userId } = await person();
    await profiles.edit(userId, { skills: ['golang', 'Go', 'made-up-skill'], location: null });
    expect(await profiles.get(userId)).toMatchObject({
      fullName: 'Ada Lind',
      location: null,
      skills: ['Go', 'made-up-skill'],
    });
    await expect(profiles.edit(userId, {})).rejects.toMatchObject({ id: 'profile.empty_edit' });
  });
});
