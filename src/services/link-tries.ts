import { Op, QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { type ChatAccount, LinkTry } from '../../models/index.ts';
import { UserError } from '../errors.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { operatorIds } from '../outbox/operator-ids.ts';
import { hashOfAccount } from './link-code.ts';
import { selectTries } from './link-tries.sql.ts';

const MOST_TRIES = 5;
const WINDOW_MS = 15 * 60_000;
/** For so long a try is kept; the operators are told of this many misses within it. */
const KEPT_MS = 3_600_000;
export const MANY_MISSES = 50;

/**
 * Refuses the sixth try of a person within 15 minutes, whichever of their accounts they type on. It is
 * asked twice: before anything else, so that guessing costs one look, and with the person's row locked,
 * so that tries at once are counted one after the other.
 * @throws {UserError} link.locked
 */
export const refuseTooMany = async (
  sequelize: Sequelize,
  about: { readonly userId: number; readonly now: Date },
  transaction?: Transaction,
): Promise<void> => {
  const { userId, now } = about;
  const tries = await sequelize.query<{ triedAt: Date }>(selectTries, {
    bind: { userId, since: new Date(now.getTime() - WINDOW_MS), most: MOST_TRIES },
    type: QueryTypes.SELECT,
    ...(transaction === undefined ? {} : { transaction }),
  });
  const [first] = tries;
  if (first === undefined || tries.length < MOST_TRIES) return;
  const waitMs = first.triedAt.getTime() + WINDOW_MS - now.getTime();
  throw new UserError('link.locked', { minutes: Math.max(1, Math.ceil(waitMs / 60_000)) });
};

/** Notes a try, and tells the operators, once an hour, where many went wrong. */
export const noteTry = async (
  account: ChatAccount,
  about: { readonly isHit: boolean; readonly now: Date; readonly operatorAccounts: readonly string[] },
  transaction: Transaction,
): Promise<void> => {
  const { isHit, now } = about;
  const since = new Date(now.getTime() - KEPT_MS);
  await LinkTry.destroy({ where: { triedAt: { [Op.lt]: since } }, transaction });
  await LinkTry.create({ accountHash: hashOfAccount(account), isHit, triedAt: now }, { transaction });
  if (isHit || (await countMisses(now, transaction)) < MANY_MISSES) return;
  const hour = now.toISOString().slice(0, 13);
  const userIds = await operatorIds(about.operatorAccounts, transaction);
  await enqueue(
    userIds.map((userId) => ({ userId, kind: 'link-guessing', dedupeKey: `hour:${hour}` })),
    transaction,
  );
};

/** Wrong codes of the last hour, of everybody. */
export const countMisses = (now: Date, transaction?: Transaction): Promise<number> =>
  LinkTry.count({
    where: { isHit: false, triedAt: { [Op.gt]: new Date(now.getTime() - KEPT_MS) } },
    ...(transaction === undefined ? {} : { transaction }),
  });

/** Tries are nobody's business after an hour. */
export const forgetTries = (now: Date): Promise<number> =>
  LinkTry.destroy({ where: { triedAt: { [Op.lt]: new Date(now.getTime() - KEPT_MS) } } });
