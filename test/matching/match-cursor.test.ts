import { EventEmitter, once } from 'node:events';
import pg from 'pg';
import { QueryTypes } from 'sequelize';
import { expect, test } from 'vitest';
import { Match, Notification, SavedSearch } from '../../models/index.ts';
import { fanOut } from '../../src/alerts/fan-out.ts';
import { systemClock } from '../../src/clock.ts';
import { createLogger } from '../../src/logger.ts';
import { searchVector } from '../../src/matching/analyse.ts';
import { backfill } from '../../src/matching/backfill.ts';
import { filterSql } from '../../src/matching/filter.sql.ts';
import { createMatcher } from '../../src/matching/match-new-jobs.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { buildChatAccount, buildSavedSearch } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';
import { matchableJob } from './matchable-job.ts';

const { url, sequelize } = useDatabase();
const logger = createLogger('silent');
const titles = ['Rust Developer', 'Go Developer', 'Rust and Go', 'Nurse'];

/** The same choices on every run; which transaction commits first is up to the server. */
const random = (seed: number) => (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return Math.floor((seed / 2 ** 31) * below);
};

/** Holds each of its transactions open over some rounds of matching, while the other writers commit. */
const write = async (seed: number, transactions: number, rounds: EventEmitter): Promise<void> => {
  const choose = random(seed);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let n = 0; n < transactions; n += 1) {
    await client.query('begin');
    for (let jobs = choose(3); jobs >= 0; jobs -= 1) {
      const title = titles[choose(titles.length)] ?? '';
      await client.query(
        `with job as (insert into jobs (title, company_name, url) values ($1, '', '') returning id)
         insert into job_search (job_id, posted_at, search_vector) select id, now(), cast($2 as tsvector) from job`,
        [title, searchVector(matchableJob({ title }))],
      );
      if (choose(3) === 0) await once(rounds, 'matched');
    }
    // A posting whose text has changed: matched again under its new transaction.
    await client.query(
      `with job as (
         update jobs set title = 'Rust', changed_xid = pg_current_xact_id()
         where id = (select id from jobs where title = 'Nurse' order by id limit 1 for update skip locked)
         returning id
       )
       update job_search set search_vector = cast($1 as tsvector) from job where job_id = job.id`,
      [searchVector(matchableJob({ title: 'Rust' }))],
    );
    if (choose(2) === 0) await once(rounds, 'matched');
    await client.query(choose(8) === 0 ? 'rollback' : 'commit');
  }
  await client.end();
};

test('six writers, two matchers and searches made meanwhile: no pair is missed, none is found twice', {
  timeout: 60_000,
}, async () => {
  const rounds = new EventEmitter().setMaxListeners(20);
  const people = await Promise.all([1, 2, 3, 4].map(() => buildChatAccount()));
  const addSearch = (query: string, person: number) =>
    buildSavedSearch({ query, userId: people[person]?.userId ?? 0, number: 100 + made++ });
  let made = 0;
  await addSearch('rust', 0);
  await addSearch('developer', 0);

  let writing = 6;
  const writers = Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (seed) => {
      await write(seed * 7919, 40, rounds);
      writing -= 1;
    }),
  );

  const isBehind = async (): Promise<boolean> => {
    const [{ behind } = { behind: true }] = await sequelize.query<{ behind: boolean }>(
      `select exists (
         select from jobs, match_cursors c where (jobs.changed_xid, jobs.id) > (c.changed_xid, c.job_id)
       ) as behind`,
      { type: QueryTypes.SELECT },
    );
    return behind;
  };
  let found = 0;
  let runs = 0;
  const match = async (): Promise<void> => {
    const matcher = createMatcher({ sequelize, logger, clock: systemClock });
    const deadline = Date.now() + 50_000;
    while (writing > 0 || (await isBehind())) {
      if (Date.now() > deadline) throw new Error('still behind');
      await matcher.matchNext(7);
      const { matches } = await fanOut({ sequelize, logger });
      found += matches;
      runs += 1;
      rounds.emit('matched');
    }
  };
  let backfilled = 0;
  const addSearches = async (): Promise<void> => {
    for (const [person, query] of ['go', 'rust or go', '"rust and go"', 'developer -go', 'title:rust'].entries()) {
      for (let waited = 0; waited < 8 && writing > 0; waited += 1) await once(rounds, 'matched');
      const search = await addSearch(query, person % people.length);
      await backfill({ sequelize, savedSearchId: search.id });
      if (writing > 0) backfilled += 1;
    }
  };
  await Promise.all([writers, match(), match(), addSearches()]);
  for (let more = true; more; ) {
    const turn = await fanOut({ sequelize, logger });
    found += turn.matches;
    more = turn.more;
  }

  expect(backfilled).toBeGreaterThanOrEqual(4);
  const searches = await SavedSearch.findAll({ order: ['id'] });
  for (const { id, query } of searches) {
    const { where, replacements } = filterSql(parseFilter(query), new Date());
    const rows = await sequelize.query<{ id: number }>(
      `select j.job_id as id from job_search j where ${where} order by j.job_id`,
      {
        replacements,
        type: QueryTypes.SELECT,
      },
    );
    const matched = await Match.findAll({ where: { savedSearchId: id } });
    const ids = matched.map(({ jobId }) => jobId).sort((one, other) => one - other);
    // A job may have stopped to fit after it was matched; none that fits now may be missing.
    expect({ query, missing: rows.filter((row) => !ids.includes(row.id)).length }).toEqual({ query, missing: 0 });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(10);
  }
  expect(found).toBe(await Match.count({ where: { foundBy: 'live' } }));
  const notified = await Notification.findAll();
  expect(new Set(notified.map(({ userId, dedupeKey }) => `${userId} ${dedupeKey}`)).size).toBe(notified.length);
  process.stdout.write(
    `${runs} runs found ${found} pairs live; ${await Match.count({ where: { foundBy: 'backfill' } })} by backfill\n`,
  );
});
