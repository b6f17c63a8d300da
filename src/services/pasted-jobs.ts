import { Op } from 'sequelize';
import { Job, Profile } from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import type { Boards, JobCorrections, PastedJob } from './boards.ts';
import type { JobView } from './job-view.ts';
import type { Jobs } from './jobs.ts';
import { consentOf } from './profiles.ts';

/** More than anybody reads in a day, and a bound for what one person makes this machine fetch. */
const MOST_A_DAY = 40;
const DAY_MS = 24 * 3_600_000;

interface Deps {
  readonly boards: Boards;
  readonly jobs: Jobs;
  readonly clock: Clock;
}

/** Postings that a person found somewhere else and handed over: jobs that they alone see. */
export const createPastedJobs = ({ boards, jobs, clock }: Deps) => ({
  /** @throws {UserError} posting.limit, posting.refused */
  add: async (userId: number, text: string): Promise<{ view: JobView; pasted: PastedJob }> => {
    const since = new Date(clock.now().getTime() - DAY_MS);
    const lately = await Job.count({ where: { visibleTo: userId, createdAt: { [Op.gte]: since } } });
    if (lately >= MOST_A_DAY) throw new UserError('posting.limit', { max: MOST_A_DAY });
    const profile = await Profile.findByPk(userId);
    const pasted = await boards.paste(userId, text, { mayAskModel: profile !== null && consentOf(profile) === true });
    if ('refused' in pasted) throw new UserError('posting.refused', { reason: pasted.refused });
    const view = await jobs.view(userId, pasted.jobId, null);
    if (view === null) throw new Error('a pasted job cannot be seen by its owner');
    return { view, pasted };
  },

  /** @throws {UserError} job.not_found, posting.not_yours, posting.no_correction */
  correct: async (userId: number, number: number, corrections: JobCorrections): Promise<JobView> => {
    const jobId = await jobs.idOf(userId, number);
    const isOwn = (await Job.count({ where: { id: jobId, visibleTo: userId } })) === 1;
    if (!isOwn) throw new UserError('posting.not_yours', { number });
    if (Object.values(corrections).every((value) => value === undefined))
      throw new UserError('posting.no_correction', {});
    await boards.correct(jobId, corrections);
    return jobs.open(userId, number);
  },
});

export type PastedJobs = ReturnType<typeof createPastedJobs>;
