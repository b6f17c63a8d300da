import { setImmediate } from 'node:timers/promises';
import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { readJob, readWishes, type ScorableJob, type ScoringProfile, scoreJob, type Wishes } from './score.ts';
import { clearScores, selectProfiles, selectScorableJobs, selectUnscored, writeScores } from './score-pairs.sql.ts';

/** A person and a job. */
export interface Pair {
  readonly userId: number;
  readonly jobId: number;
}

interface Reading {
  readonly sequelize: Sequelize;
  readonly transaction?: Transaction;
}

/** Descriptions are long: so many jobs are in memory at once. */
const jobsAtOnce = 50;
const profilesAtOnce = 1000;
/** About five milliseconds of work: conversations go on between. */
const workAtOnce = 100;
/** More matches than anybody looks through; the rest get their score when those are seen. */
const mostScored = 500;

/** How well jobs suit people. */
export interface Scores {
  /** 0 to 100; null where the profile says nothing, or either of the two is gone. */
  readonly of: (pair: Pair) => number | null;
}

/**
 * Scores each pair by profile and job as they are now. Gives way to other work as it goes; its cost
 * is one analysis a job and one comparison a pair.
 */
export const scorePairs = async (reading: Reading, pairs: readonly Pair[]): Promise<Scores> => {
  const wishes = await readAllWishes(reading, [...new Set(pairs.map(({ userId }) => userId))]);
  const people = new Map<number, number[]>();
  for (const { userId, jobId } of pairs) {
    if (!wishes.has(userId)) continue;
    const wanting = people.get(jobId);
    if (wanting === undefined) people.set(jobId, [userId]);
    else wanting.push(userId);
  }
  const found = new Map<string, number>();
  let work = 0;
  for (const jobIds of slices([...people.keys()], jobsAtOnce)) {
    for (const { id, ...job } of await select<ScorableJob & { id: number }>(reading, selectScorableJobs, { jobIds })) {
      const scored = readJob(job);
      work += 20;
      for (const userId of people.get(id) ?? []) {
        const wished = wishes.get(userId);
        if (wished !== undefined) found.set(`${userId}:${id}`, scoreJob(wished, scored).points);
        work += 1;
        if (work >= workAtOnce) {
          work = 0;
          await setImmediate();
        }
      }
    }
  }
  return { of: ({ userId, jobId }) => found.get(`${userId}:${jobId}`) ?? null };
};

/**
 * Gives a person's unseen matches that have no score theirs: of the newest 500 jobs. Returns how many
 * jobs it scored; 0 where none lacks one, or the profile says nothing.
 */
export const scoreUnseen = async (reading: Reading, userId: number): Promise<number> => {
  const rows = await select<{ jobId: number }>(reading, selectUnscored, { userId, limit: mostScored });
  if (rows.length === 0) return 0;
  const scores = await scorePairs(
    reading,
    rows.map(({ jobId }) => ({ userId, jobId })),
  );
  const known = rows.flatMap(({ jobId }) => {
    const score = scores.of({ userId, jobId });
    return score === null ? [] : [{ jobId, score }];
  });
  if (known.length === 0) return 0;
  await run(reading, writeScores, {
    userId,
    jobIds: known.map(({ jobId }) => jobId),
    scores: known.map(({ score }) => score),
  });
  return known.length;
};

/** Takes the scores from a person's unseen matches; run it in the transaction that changes the profile. */
export const forgetScores = (reading: Reading, userId: number): Promise<void> => run(reading, clearScores, { userId });

const readAllWishes = async (reading: Reading, userIds: readonly number[]): Promise<ReadonlyMap<number, Wishes>> => {
  const wishes = new Map<number, Wishes>();
  for (const some of slices(userIds, profilesAtOnce)) {
    const rows = await select<ScoringProfile & { userId: number; language: string | null }>(reading, selectProfiles, {
      userIds: some,
    });
    for (const [index, row] of rows.entries()) {
      const read = readWishes(row, row.language);
      if (read !== null) wishes.set(row.userId, read);
      if (index % workAtOnce === workAtOnce - 1) await setImmediate();
    }
  }
  return wishes;
};

const slices = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

const select = <Row extends object>(
  { sequelize, transaction }: Reading,
  sql: string,
  bind: Record<string, unknown>,
): Promise<Row[]> =>
  sequelize.query<Row>(sql, {
    bind,
    type: QueryTypes.SELECT,
    ...(transaction === undefined ? {} : { transaction }),
  });

const run = async ({ sequelize, transaction }: Reading, sql: string, bind: Record<string, unknown>): Promise<void> => {
  await sequelize.query(sql, { bind, ...(transaction === undefined ? {} : { transaction }) });
};
