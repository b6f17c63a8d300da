import { Op, type Sequelize } from 'sequelize';
import { CoverLetter, Job, Profile, User } from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import type { LetterWriter } from '../letters/contract.ts';
import type { Jobs } from './jobs.ts';
import { applicantOf, consentOf, letterJobOf, type Profiles } from './profiles.ts';

/** What a person may have the model write in a day; nobody applies with care more often. */
export const LETTERS_PER_DAY = 20;
const DAY_MS = 24 * 3_600_000;

interface Deps {
  readonly sequelize: Sequelize;
  readonly writer: LetterWriter;
  readonly profiles: Profiles;
  readonly jobs: Jobs;
  readonly clock: Clock;
}

/** Cover letters that a person asks for. Those of the loop are drafted by `letters/draft-queued`. */
export const createLetters = ({ sequelize, writer, profiles, jobs, clock }: Deps) => {
  const countToday = (userId: number) =>
    CoverLetter.count({
      where: { userId, askedBy: 'person', createdAt: { [Op.gt]: new Date(clock.now().getTime() - DAY_MS) } },
    });

  return {
    /**
     * Makes sure that the person was asked, once, whether profile and posting may go to the model;
     * `answer` is what they just said. Nobody is asked where no model is set up.
     * @throws {UserError} letter.consent_needed
     */
    settleConsent: async (
      userId: number,
      about: { readonly answer: 'yes' | 'no' | undefined; readonly line: string },
    ): Promise<void> => {
      if (about.answer !== undefined) return profiles.setConsent(userId, about.answer === 'yes');
      if (!writer.usesModel) return;
      if ((await profiles.consent(userId)) === null) throw new UserError('letter.consent_needed', { line: about.line });
    },

    /**
     * Drafts the next version of the letter for a job. No transaction is open while it is written.
     * @throws {UserError} job.not_found, letter.budget
     */
    draft: async (userId: number, number: number): Promise<CoverLetter> => {
      const jobId = await jobs.idOf(userId, number);
      if ((await countToday(userId)) >= LETTERS_PER_DAY) throw new UserError('letter.budget', { max: LETTERS_PER_DAY });
      const [profile, job] = await Promise.all([
        Profile.findByPk(userId, { rejectOnEmpty: true }),
        Job.findByPk(jobId, { rejectOnEmpty: true }),
      ]);
      const written = await writer.draft({
        applicant: applicantOf(profile),
        job: letterJobOf(job),
        hasConsent: consentOf(profile) === true,
      });
      return sequelize.transaction(async (transaction) => {
        // The person's row orders two drafts that end at once: each gets its own version.
        await User.findByPk(userId, { lock: transaction.LOCK.UPDATE, transaction, rejectOnEmpty: true });
        const last =
          (await CoverLetter.max<number | null, CoverLetter>('version', { where: { userId, jobId }, transaction })) ??
          0;
        return CoverLetter.create(
          {
            userId,
            jobId,
            version: last + 1,
            status: 'drafted',
            askedBy: 'person',
            writtenBy: written.writtenBy,
            title: job.title,
            companyName: job.companyName,
            body: written.body,
            facts: [...written.facts],
            model: written.model,
            fallbackReason: written.fallbackReason,
          },
          { transaction },
        );
      });
    },

    /** The newest letter for a job. @throws {UserError} job.not_found, letter.none */
    show: async (userId: number, number: number): Promise<CoverLetter> => {
      const jobId = await jobs.idOf(userId, number);
      const found = await CoverLetter.findOne({
        where: { userId, jobId, status: 'drafted' },
        order: [['version', 'DESC']],
      });
      if (found === null) throw new UserError('letter.none', { number });
      return found;
    },
  };
};

export type Letters = ReturnType<typeof createLetters>;
