import { QueryTypes, type Sequelize } from 'sequelize';
import { withDeadline } from './chat/deadline.ts';
import type { Logger } from './logger.ts';
import { endTurn, takeTurn } from './turns.sql.ts';

/** `done`, or why not: another process is at it, or it went on beyond its deadline and was left behind. */
export type Turn = 'done' | 'overlap' | 'abandoned';

interface Deps {
  readonly sequelize: Sequelize;
  readonly logger: Logger;
}

/**
 * Does the work of this name where no process is at it: one at a time, over all processes of this
 * database, by the database's clock. Work that is not done after `deadlineMs` is left behind, and the
 * next turn may begin beside it; so may it where the process dies. Throws what the work or the
 * database throws.
 */
export const takeTurnAt = async (
  { sequelize, logger }: Deps,
  name: string,
  deadlineMs: number,
  work: () => Promise<void>,
): Promise<Turn> => {
  const [turn] = await sequelize.query<{ token: string }>(takeTurn, {
    bind: [name, deadlineMs],
    type: QueryTypes.SELECT,
  });
  if (turn === undefined) {
    logger.info('turn.overlap', { name });
    return 'overlap';
  }
  const late = new Error(`${name}: not done after ${deadlineMs} ms`);
  try {
    await withDeadline(work(), deadlineMs, () => late);
  } catch (error) {
    if (error !== late) {
      await end(sequelize, name, turn.token);
      throw error;
    }
    logger.error('turn.abandoned', { name, deadlineMs });
    return 'abandoned';
  }
  await end(sequelize, name, turn.token);
  return 'done';
};

const end = async (sequelize: Sequelize, name: string, token: string): Promise<void> => {
  await sequelize.query(endTurn, { bind: [name, token] });
};
