import type { Sequelize } from 'sequelize';
import { enqueue } from '../outbox/enqueue.ts';
import { type Person, selectIn } from './people.ts';
import { afterQuiet } from './quiet.ts';
import { markAsked, selectNeglected } from './still-looking.sql.ts';

/** Nobody has opened a job of a search, or dealt with one, for so long. */
const neglectedDays = 60;
/** In one turn; the turns come every hour. */
const searchesAtOnce = 200;

/**
 * Asks people once whether they still look for what an old search finds, where they have not
 * reacted to it for two months: one search a person and day, and in no quiet hour or pause. The
 * question and the note that it was asked are one transaction. Returns how many were asked.
 */
export const askStillLooking = (sequelize: Sequelize, now: Date): Promise<number> =>
  sequelize.transaction(async (transaction) => {
    const select = selectIn(sequelize, transaction);
    const found = await select<Person & { searchId: number }>(selectNeglected, {
      now,
      days: neglectedDays,
      limit: searchesAtOnce,
    });
    const open = found.filter(
      (one) => (one.pausedUntil === null || one.pausedUntil <= now) && afterQuiet(one, now) <= now,
    );
    const asked = await enqueue(
      open.map(({ userId, searchId }) => ({
        userId,
        kind: 'still-looking',
        dedupeKey: `search:${searchId}`,
        savedSearchId: searchId,
      })),
      transaction,
    );
    await sequelize.query(markAsked, { bind: { ids: open.map(({ searchId }) => searchId), now }, transaction });
    return asked;
  });
