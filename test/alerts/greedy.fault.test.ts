import { QueryTypes } from 'sequelize';
import { afterAll, expect, test } from 'vitest';
import { fanOut } from '../../src/alerts/fan-out.ts';
import { createLogger } from '../../src/logger.ts';
import { createMatcher } from '../../src/matching/match-new-jobs.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { measured } from '../faults/figures.ts';
import { buildJob, buildSavedSearch } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';
import { matchAll } from '../support/matching.ts';

const { sequelize } = useDatabase();
const logger = createLogger('silent');
const clock = { now: () => new Date('2027-03-01T10:00:00Z') };
const matcher = createMatcher({ sequelize, logger, clock });
afterAll(() => matcher.stop());

const [searches, jobs] = [1_000, 1_000];
/** Each job is for one search, so that nobody reaches the messages of a day. */
const word = (at: number): string =>
  [...String(at).padStart(4, '0')].map((digit) => 'bcdfghjklm'[Number(digit)]).join('a');

const select = <T extends object>(sql: string, bind: unknown[] = []) =>
  sequelize.query<T>(sql, { bind, type: QueryTypes.SELECT });

/** Milliseconds from the beginning of the fan-out until each of the normal searches' messages was in the outbox. */
const round = async (greedyId: number | null): Promise<number[]> => {
  await sequelize.query('delete from notifications');
  for (let at = 0; at < jobs; at += 1) await buildJob({ title: `${word(at)} Engineer`, companyName: `Oak ${at}` });
  await matchAll(sequelize, matcher);
  const times: number[] = [];
  const since = performance.now();
  for (let more = true; more; ) {
    more = (await fanOut({ sequelize, logger, clock })).more;
    const [told] = await select<{ count: number }>(
      `select count(*)::integer as count from notifications where kind = 'match' and saved_search_id is distinct from $1`,
      [greedyId],
    );
    const ms = performance.now() - since;
    for (let known = times.length; known < (told?.count ?? 0); known += 1) times.push(ms);
  }
  expect(times).toHaveLength(searches);
  return times;
};

const p99 = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN;

test('a search that finds everything leaves 1,000 others their messages, and hardly later', async () => {
  const users = await select<{ id: number }>(
    'insert into users select from generate_series(1, $1::integer) returning id',
    [searches],
  );
  await sequelize.query(
    `insert into chat_accounts (user_id, platform, platform_id, chat_id) select id, 'discord', id, id from users`,
  );
  await sequelize.query(
    `insert into saved_searches (user_id, number, name, query, filter)
     select id, 1, query, query, filter from json_to_recordset($1::json) as row (id integer, query text, filter json)`,
    { bind: [JSON.stringify(users.map(({ id }, at) => ({ id, query: word(at), filter: parseFilter(word(at)) })))] },
  );
  // Loaded, and everything compiled.
  await round(null);
  const without = p99(await round(null));
  const [owner] = users;
  const greedy = await buildSavedSearch({ userId: owner?.id ?? 0, query: 'engineer', number: 2 });
  const beside = p99(await round(greedy.id));
  const [found] = await select<{ matches: number; told: number }>(
    `select count(*)::integer as matches, count(distinct notification_id)::integer as told
     from matches where saved_search_id = $1`,
    [greedy.id],
  );
  expect(found?.matches).toBe(jobs);
  measured(
    'R40',
    `p99 of ${searches} others ${Math.round(without)} ms without, ${Math.round(beside)} ms beside it (${found?.matches} matches)`,
    beside <= 2 * without,
  );
});
