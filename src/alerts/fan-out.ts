import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { isConflict } from '../database-conflict.ts';
import type { Logger } from '../logger.ts';
import { scorePairs } from '../matching/score-pairs.ts';
import { decodeSearchIds } from '../matching/search-ids.ts';
import { alertMatches } from './alert-matches.ts';
import type { NewMatch } from './decide-alerts.ts';
import { countTriggers, insertMatches, lockFanOut, markFannedOut, selectBatches, selectPairs } from './fan-out.sql.ts';
import { fanOutChannels } from './fan-out-channels.ts';

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

/** One job's search of one person, with what decides about a message. */
export interface PersonalMatch extends NewMatch {
  readonly place: number;
  readonly letters: boolean;
  readonly alertsEnabled: boolean;
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
export const fanOut = async (deps: { readonly sequelize: Sequelize; readonly logger: Logger }): Promise<FannedOut> => {
  const { sequelize, logger } = deps;
  try {
    return await sequelize.transaction((transaction) => fanOutSome(sequelize, transaction));
  } catch (error) {
    if (!isConflict(error)) throw error;
    logger.warn('fan_out.conflict', {});
    return nothing;
  }
};

const fanOutSome = async (sequelize: Sequelize, transaction: Transaction): Promise<FannedOut> => {
  const select = <Row extends object>(sql: string, bind: Record<string, unknown> = {}): Promise<Row[]> =>
    sequelize.query<Row>(sql, { bind, transaction, type: QueryTypes.SELECT });
  const [lock] = await select<{ isMine: boolean }>(lockFanOut);
  if (lock?.isMine !== true) return nothing;

  const batches = await select<{ jobId: number; searchIds: Buffer }>(selectBatches, { mostJobs, mostPairs });
  if (batches.length === 0) return nothing;
  const pairs = batches.flatMap(({ jobId, searchIds }) => decodeSearchIds(searchIds).map((id) => ({ jobId, id })));
  const personal = await select<PersonalMatch>(selectPairs, {
    searchIds: pairs.map(({ id }) => id),
    jobIds: pairs.map(({ jobId }) => jobId),
  });
  personal.sort((one, other) => one.place - other.place);
  const scores = await scorePairs({ sequelize, transaction }, personal);
  const inserted = await select<NewMatch>(insertMatches, {
    searchIds: personal.map(({ searchId }) => searchId),
    userIds: personal.map(({ userId }) => userId),
    jobIds: personal.map(({ jobId }) => jobId),
    scores: personal.map(scores.of),
  });
  await alertMatches(sequelize, inserted, new Map(personal.map((one) => [one.searchId, one])), transaction);
  if (inserted.length > 0) {
    await sequelize.query(countTriggers, { bind: { ids: inserted.map(({ searchId }) => searchId) }, transaction });
  }
  const posts = await fanOutChannels(sequelize, pairs, transaction);
  await sequelize.query(markFannedOut, { bind: { jobIds: batches.map(({ jobId }) => jobId) }, transaction });
  return { jobs: batches.length, matches: inserted.length, posts, more: true };
};
