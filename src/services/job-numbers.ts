import type { Sequelize } from 'sequelize';
import { JobNumber, User } from '../../models/index.ts';
import { UserError } from '../errors.ts';

/** The short numbers by which a person names the jobs they were shown. */
export const createJobNumbers = ({ sequelize }: { readonly sequelize: Sequelize }) => ({
  /** The number of a job for this person; given at the first time and kept for ever. */
  of: async (userId: number, jobId: number): Promise<number> => {
    const known = await JobNumber.findOne({ where: { userId, jobId } });
    if (known !== null) return known.number;
    return sequelize.transaction(async (transaction) => {
      const user = await User.findByPk(userId, { lock: transaction.LOCK.UPDATE, transaction, rejectOnEmpty: true });
      const meanwhile = await JobNumber.findOne({ where: { userId, jobId }, transaction });
      if (meanwhile !== null) return meanwhile.number;
      const number = user.lastJobNumber + 1;
      await user.update({ lastJobNumber: number }, { transaction });
      await JobNumber.create({ userId, jobId, number }, { transaction });
      return number;
    });
  },

  /** @throws {UserError} job.not_found */
  find: async (userId: number, number: number): Promise<JobNumber> => {
    const row = await JobNumber.findOne({ where: { userId, number } });
    if (row === null) throw new UserError('job.not_found', { number });
    return row;
  },
});

export type JobNumbers = ReturnType<typeof createJobNumbers>;
