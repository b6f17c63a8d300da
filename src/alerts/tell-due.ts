import type { Sequelize, Transaction } from 'sequelize';
import { enqueue } from '../outbox/enqueue.ts';
import { endWaiting, markDigested, selectDigestsSent, selectHeldMessages, setNextTell } from './alerts.sql.ts';
import { type Due, dueAt, nextTellAt } from './due.ts';
import { lockDuePeople, nothingWaits, type Person, selectIn, waitingOf } from './people.ts';
import { type PersonalCandidate, queueLettersFor, tellCandidates } from './tell-matches.ts';

/** Decided for in one transaction; who of them writes `/notify` meanwhile waits for it. */
const peopleAtOnce = 100;

/**
 * Tells everybody what has fallen due by `now`: messages that quiet hours held back, and digests.
 * Each page of people is one transaction with everything that was decided for them, so that a crash
 * leaves them due or told. Processes share the people out. Returns how many people were looked at.
 * Throws database errors.
 */
export const tellDue = async (sequelize: Sequelize, now: Date, signal?: AbortSignal): Promise<number> => {
  let total = 0;
  for (let more = true; more && signal?.aborted !== true; ) {
    const people = await sequelize.transaction((transaction) => tellPage(sequelize, now, transaction));
    total += people;
    more = people === peopleAtOnce;
  }
  return total;
};

const tellPage = async (sequelize: Sequelize, now: Date, transaction: Transaction): Promise<number> => {
  const select = selectIn(sequelize, transaction);
  const people = await lockDuePeople(select, now, peopleAtOnce);
  if (people.length === 0) return 0;
  const userIds = people.map(({ userId }) => userId);
  await sequelize.query(endWaiting, { bind: { userIds }, transaction });
  const before = await waitingOf(select, userIds);
  const due = people.map((person) => ({
    person,
    ...dueAt(person, before.get(person.userId) ?? nothingWaits, person.nextTellAt ?? now, now),
  }));

  const released = due.flatMap(({ person, messages }) => (messages ? [person] : []));
  if (released.length > 0) {
    const held = await select<PersonalCandidate>(selectHeldMessages, {
      userIds: released.map(({ userId }) => userId),
      now,
    });
    await tellCandidates(sequelize, released, held, now, transaction);
  }
  await sendDigests(sequelize, due, now, transaction);

  const after = await waitingOf(select, userIds);
  const at = people.map((person) => nextTellAt(person, after.get(person.userId) ?? nothingWaits, now));
  await sequelize.query(setNextTell, { bind: { userIds, at, now }, transaction });
  return people.length;
};

/** Only a digest that is new takes matches along: one of the same occasion may have been sent before a clock went back. */
const sendDigests = async (
  sequelize: Sequelize,
  due: readonly (Due & { readonly person: Person })[],
  now: Date,
  transaction: Transaction,
): Promise<void> => {
  const wanted = due.flatMap(({ person: { userId }, digest }) =>
    digest === null ? [] : [{ userId, cadences: digest.cadences, dedupeKey: `digest:${digest.name}` }],
  );
  if (wanted.length === 0) return;
  const select = selectIn(sequelize, transaction);
  const sent = (of: typeof wanted) =>
    select<{ userId: number; id: number }>(selectDigestsSent, {
      userIds: of.map(({ userId }) => userId),
      keys: of.map(({ dedupeKey }) => dedupeKey),
    });
  const before = new Set((await sent(wanted)).map(({ userId }) => userId));
  const fresh = wanted.filter(({ userId }) => !before.has(userId));
  await enqueue(
    fresh.map(({ userId, dedupeKey }) => ({ userId, kind: 'digest', dedupeKey })),
    transaction,
  );
  const ids = new Map((await sent(fresh)).map(({ userId, id }) => [userId, id]));
  const digests = fresh.flatMap(({ userId, cadences }) => {
    const id = ids.get(userId);
    return id === undefined ? [] : [{ userId, id, cadences }];
  });
  await sequelize.query(markDigested, { bind: { digests: JSON.stringify(digests), now }, transaction });
  await queueLettersFor(
    sequelize,
    digests.map(({ userId }) => userId),
    now,
    transaction,
  );
};
