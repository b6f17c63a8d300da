import { QueryTypes, type Sequelize } from 'sequelize';
import type { NotificationKind } from '../../models/index.ts';
import { UserError } from '../errors.ts';
import { countDeadLetters, redriveDeadLetters, selectDeadLetters } from './dead-letters.sql.ts';

export const DEAD_PER_PAGE = 10;

/** A message that was given up; `unknown` may have arrived. Holds nothing of what it said or to whom. */
export interface DeadLetter {
  readonly id: number;
  readonly kind: NotificationKind;
  readonly status: 'dead' | 'unknown';
  readonly platform: string;
  readonly isChannel: boolean;
  readonly attempts: number;
  /** The platform's code or word, where it gave one. */
  readonly reason: string | null;
  readonly endedAt: Date;
}

/** The messages that nobody tries any more, for operators. */
export const createDeadLetters = ({ sequelize }: { readonly sequelize: Sequelize }) => ({
  list: async (wanted: number) => {
    const [counted] = await sequelize.query<{ total: number }>(countDeadLetters, { type: QueryTypes.SELECT });
    const total = counted?.total ?? 0;
    const page = Math.min(Math.max(1, wanted), Math.max(1, Math.ceil(total / DEAD_PER_PAGE)));
    const letters = await sequelize.query<DeadLetter>(selectDeadLetters, {
      bind: [DEAD_PER_PAGE, (page - 1) * DEAD_PER_PAGE],
      type: QueryTypes.SELECT,
    });
    return { letters, total, page };
  },

  /**
   * Sends one again, or all that certainly never arrived (null); those whose recipient cannot be
   * reached are left. Returns how many.
   * @throws {UserError} dead_letter.not_found
   */
  redrive: async (id: number | null): Promise<number> => {
    const [result] = await sequelize.query<{ redriven: number }>(redriveDeadLetters, {
      bind: [id],
      type: QueryTypes.SELECT,
    });
    const redriven = result?.redriven ?? 0;
    if (id !== null && redriven === 0) throw new UserError('dead_letter.not_found', { number: id });
    return redriven;
  },
});

export type DeadLetters = ReturnType<typeof createDeadLetters>;
