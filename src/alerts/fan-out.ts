import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { type Clock, systemClock } from '../clock.ts';
import { isConflict } from '../database-conflict.ts';
import type { Logger } from '../logger.ts';
import { scorePairs } from '../matching/score-pairs.ts';
import { decodeSearchIds } from '../matching/search-ids.ts';
import { countTriggers, insertMatches, lockFanOut, markFannedOut, selectBatches, selectPairs } from './fan-out.sql.ts';
import { fanOutChannels } from './fan-out-channels.ts';
import { tellMatches } from './tell-matches.ts';

export interface FannedOut {
  /** Jobs of which people were considered. */
  readonly jobs: number;
  /** Rows of `matches` that are new. */
  readonly matches: number;
  /** Posts for channels that are new. */
  readonly posts: number;
  /** True: more are waiting; call again. */
  readonly more: boolean;
}

/** A job that one saved search of a person has newly matched. */
interface PersonalMatch {
  readonly searchId: number;
  readonly userId: number;
  readonly jobId: number;
}

const nothing: FannedOut = { jobs: 0, matches: 0, posts: 0, more: false };

const mostJobs = 200;
/** One statement of a few megabytes; a single job that fits more searches is taken alone. */
const mostPairs = 20_000;

/**
 * Turns batches of `match_batches` into matches of people and their messages, in the order in which the
 * jobs changed. Matches, messages and the batches' being done are committed together, so that a
 * crash repeats them or finds them done. One process at a time; zeros where another is at it.
 * Throws database errors.
 */
export const fanOut = async (deps: {
  readonly sequelize: Sequelize;
  readonly logger: Logger;
  /** Decides what time it is where people are. Default: the system's. */
  readonly clock?: Clock;
}): Promise<FannedOut> => {
  const { sequelize, logger, clock = systemClock } = deps;
  try {
    return await sequelize.transaction((transaction) => fanOutSome(sequelize, clock.now(), transaction));
  } catch (error) {
    if (!isConflict(error)) throw error;
    logger.warn('fan_out.conflict', {});
    return nothing;
  }
};

const fanOutSome = async (sequelize: Sequelize, now: Date, transaction: Transaction): Promise<FannedOut> => {
  const select = <Row extends object>(sql: string, bind: Record<string, unknown> = {}): Promise<Row[]> =>
    sequelize.query<Row>(sql, { bind, transaction, type: QueryTypes.SELECT });
  const [lock] = await select<{ isMine: boolean }>(lockFanOut);
  if (lock?.isMine !== true) return nothing;

  const batches = await select<{ jobId: number; searchIds: Buffer }>(selectBatches, { mostJobs, mostPairs });
  if (batches.length === 0) return nothing;
  const pairs = batches.flatMap(({ jobId, searchIds }) => decodeSearchIds(searchIds).map((id) => ({ jobId, id })));
  const personal = await select<PersonalMatch & { readonly place: number }>(selectPairs, {
    searchIds: pairs.map(({ id }) => id),
    jobIds: pairs.map(({ jobId }) => jobId),
  });
  personal.sort((one, other) => one.place - other.place);
  const scores = await scorePairs({ sequelize, transaction }, personal);
  const inserted = await select<PersonalMatch>(insertMatches, {
    searchIds: personal.map(({ searchId }) => searchId),
    userIds: personal.map(({ userId }) => userId),
    jobIds: personal.map(({ jobId }) => jobId),
    scores: personal.map(scores.of),
  });
  await tellMatches(sequelize, inserted, now, transaction);
  if (inserted.length > 0) {
    await sequelize.query(countTriggers, { bind: { ids: inserted.map(({ searchId }) => searchId) }, transaction });
  }
  const posts = await fanOutChannels(sequelize, pairs, transaction);
  await sequelize.query(markFannedOut, { bind: { jobIds: batches.map(({ jobId }) => jobId) }, transaction });
  return { jobs: batches.length, matches: inserted.length, posts, more: true };
};
