import type { Sequelize } from 'sequelize';
import { QueryTypes, type Transaction } from 'sequelize';
import { enqueue } from '../outbox/enqueue.ts';
import { queueLetters, selectDoneWith, selectToday, selectToldLately, selectVacancies } from './alerts.sql.ts';
import { decideAlerts, type NewMatch, pairKey } from './decide-alerts.ts';

/** As many as there are alerts in a day: each alert may bring its letter, and no day costs more. */
const lettersPerDay = 5;

/**
 * Puts the messages about new matches into the outbox, and the letters that searches with
 * `letters:on` ask for into their queue, in the caller's transaction. Only people with alerts on.
 */
export const alertMatches = async (
  sequelize: Sequelize,
  matches: readonly NewMatch[],
  searches: ReadonlyMap<number, { readonly letters: boolean; readonly alertsEnabled: boolean }>,
  transaction: Transaction,
): Promise<void> => {
  const wanted = matches.filter(({ searchId }) => searches.get(searchId)?.alertsEnabled);
  if (wanted.length === 0) return;
  const select = <Row extends object>(sql: string, bind: Record<string, unknown>): Promise<Row[]> =>
    sequelize.query<Row>(sql, { bind, transaction, type: QueryTypes.SELECT });
  const columns = (pairs: readonly { userId: number; jobId: number }[]) => ({
    userIds: pairs.map(({ userId }) => userId),
    jobIds: pairs.map(({ jobId }) => jobId),
  });

  const doneWith = await select<{ userId: number; jobId: number }>(selectDoneWith, columns(wanted));
  const userIds = [...new Set(wanted.map(({ userId }) => userId))];
  const lately = await select<{ userId: number; alerts: number }>(selectToldLately, { userIds });
  const vacancies = await select<{ jobId: number; vacancy: string }>(selectVacancies, {
    jobIds: [...new Set(wanted.map(({ jobId }) => jobId))],
  });
  const [day] = await select<{ today: string }>(selectToday, {});
  const messages = decideAlerts(
    wanted,
    new Set(doneWith.map(pairKey)),
    new Map(lately.map(({ userId, alerts }) => [userId, alerts])),
    day?.today ?? '',
    new Map(vacancies.map(({ jobId, vacancy }) => [jobId, vacancy])),
  );
  await enqueue(messages, transaction);

  const withLetter = new Set(wanted.filter(({ searchId }) => searches.get(searchId)?.letters).map(pairKey));
  const letters = messages.flatMap(({ userId, kind, jobId }) =>
    kind === 'match' && jobId !== undefined && withLetter.has(pairKey({ userId, jobId })) ? [{ userId, jobId }] : [],
  );
  if (letters.length === 0) return;
  await sequelize.query(queueLetters, { bind: { ...columns(letters), mostPerDay: lettersPerDay }, transaction });
};
