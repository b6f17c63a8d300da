import type { Sequelize, Transaction } from 'sequelize';
import { enqueue, type PersonNotification } from '../outbox/enqueue.ts';
import {
  advanceNextTell,
  markTold,
  markWaiting,
  queueLetters,
  selectCandidates,
  selectForLetters,
} from './alerts.sql.ts';
import { nextTellAt } from './due.ts';
import { eagerSearches, lockPeople, type Person, selectIn, toldToday } from './people.ts';
import { type AlertPlan, type Candidate, planAlerts, toldNothing } from './plan-alerts.ts';

/** A person and a job that one of their searches has newly matched. */
export interface NewMatch {
  readonly userId: number;
  readonly jobId: number;
}

/** As many as there are alerts in a day: each alert may bring its letter, and no day costs more. */
const lettersPerDay = 5;

/**
 * Decides what people are told of new matches: puts messages into the outbox and the letters that
 * searches with `letters:on` ask for into their queue, and notes what waits and for when. All in
 * the caller's transaction, in which the matches stand. Throws database errors.
 */
export const tellMatches = async (
  sequelize: Sequelize,
  matches: readonly NewMatch[],
  now: Date,
  transaction: Transaction,
): Promise<void> => {
  if (matches.length === 0) return;
  const select = selectIn(sequelize, transaction);
  const people = await lockPeople(select, [...new Set(matches.map(({ userId }) => userId))]);
  const candidates = await select<PersonalCandidate>(selectCandidates, {
    userIds: matches.map(({ userId }) => userId),
    jobIds: matches.map(({ jobId }) => jobId),
    now,
  });
  const held = await tellCandidates(sequelize, people, candidates, now, transaction);
  const waiting = people.flatMap((person) => {
    const plan = held.get(person.userId);
    const digests = plan?.holdDigest.flatMap(({ searches }) => searches.map(({ cadence }) => cadence)) ?? [];
    const messages = (plan?.holdMessages.length ?? 0) > 0;
    const at = nextTellAt(person, { messages, digests: [...new Set(digests)] }, now);
    return at === null ? [] : [{ userId: person.userId, at }];
  });
  if (waiting.length === 0) return;
  const bind = { userIds: waiting.map(({ userId }) => userId), at: waiting.map(({ at }) => at) };
  await sequelize.query(advanceNextTell, { bind, transaction });
};

export type PersonalCandidate = Candidate & { readonly userId: number };

/**
 * Tells people of jobs as far as their day goes and marks what waits. The people are locked by the
 * transaction. What was decided for each of them, by their id.
 */
export const tellCandidates = async (
  sequelize: Sequelize,
  people: readonly Person[],
  candidates: readonly PersonalCandidate[],
  now: Date,
  transaction: Transaction,
): Promise<ReadonlyMap<number, AlertPlan>> => {
  if (candidates.length === 0) return new Map();
  const select = selectIn(sequelize, transaction);
  const byPerson = Map.groupBy(candidates, ({ userId }) => userId);
  const concerned = people.filter(({ userId }) => byPerson.has(userId));
  const userIds = concerned.map(({ userId }) => userId);
  const today = await toldToday(select, concerned, now);
  const eager = await eagerSearches(select, userIds, now);
  const plans = new Map(
    concerned.map((person) => {
      const { userId } = person;
      const told = today.get(userId) ?? toldNothing;
      return [userId, planAlerts(person, byPerson.get(userId) ?? [], told, eager.get(userId) ?? [], now)];
    }),
  );
  await writePlans(sequelize, plans, now, transaction);
  return plans;
};

const writePlans = async (
  sequelize: Sequelize,
  plans: ReadonlyMap<number, AlertPlan>,
  now: Date,
  transaction: Transaction,
): Promise<void> => {
  const all = [...plans].map(([userId, plan]) => ({ userId, ...plan }));
  const pairs = all.flatMap(({ userId, tell }) => tell.map((candidate) => ({ userId, candidate })));
  if (pairs.length > 0) {
    await enqueue(
      pairs.map(({ userId, candidate }) => message(userId, candidate)),
      transaction,
    );
    const bind = {
      userIds: pairs.map(({ userId }) => userId),
      jobIds: pairs.map(({ candidate }) => candidate.jobId),
      now,
    };
    await sequelize.query(markTold, { bind, transaction });
    await queueLettersFor(sequelize, [...plans.keys()], now, transaction);
  }
  const waiting = all.flatMap(({ userId, holdMessages, holdDigest }) => [
    ...holdMessages.map(({ jobId }) => ({ userId, jobId, waits: 'message' })),
    ...holdDigest.map(({ jobId }) => ({ userId, jobId, waits: 'digest' })),
  ]);
  if (waiting.length === 0) return;
  const bind = {
    userIds: waiting.map(({ userId }) => userId),
    jobIds: waiting.map(({ jobId }) => jobId),
    waits: waiting.map(({ waits }) => waits),
  };
  await sequelize.query(markWaiting, { bind, transaction });
};

const message = (userId: number, { jobId, searches }: Candidate): PersonNotification => ({
  userId,
  kind: 'match',
  dedupeKey: `job:${jobId}`,
  jobId,
  ...(searches[0] === undefined ? {} : { savedSearchId: searches[0].searchId }),
});

/** Queues the letters for what was decided at `now`. */
export const queueLettersFor = async (
  sequelize: Sequelize,
  userIds: readonly number[],
  now: Date,
  transaction: Transaction,
): Promise<void> => {
  const select = selectIn(sequelize, transaction);
  const wanted = await select<NewMatch>(selectForLetters, { userIds, now });
  if (wanted.length === 0) return;
  const bind = {
    userIds: wanted.map(({ userId }) => userId),
    jobIds: wanted.map(({ jobId }) => jobId),
    mostPerDay: lettersPerDay,
  };
  await sequelize.query(queueLetters, { bind, transaction });
};
