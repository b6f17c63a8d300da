import { QueryTypes } from 'sequelize';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { SavedSearch } from '../../models/index.ts';
import { tellDue } from '../../src/alerts/tell-due.ts';
import { createLogger } from '../../src/logger.ts';
import { backfill } from '../../src/matching/backfill.ts';
import { createMatcher } from '../../src/matching/match-new-jobs.ts';
import { buildChatAccount, buildSavedSearch } from '../support/builders.ts';
import { fanOutAll, matchAll } from '../support/matching.ts';
import { description, posting, useStoring } from '../support/storing.ts';
import { figure } from './figures.ts';

const { sequelize, source, store, later, now } = useStoring();
const clock = { now };
const matcher = createMatcher({ sequelize, logger: createLogger('silent'), clock });
afterAll(() => matcher.stop());

const items = 5_000;
const cap = 5;

/** A word of its own, without digits: a title's number may be only that of its place. */
const word = (at: number): string =>
  [...String(at).padStart(4, '0')].map((digit) => 'bcdfghjklm'[Number(digit)]).join('a');

/** The openings of one board; `named` is how it calls them this time. */
const board = (count: number, named: string) =>
  Array.from({ length: count }, (_, at) =>
    posting({
      externalId: `${named}-${at}`,
      url: `https://careers.fernwood.example/openings/${word(at)}`,
      title: `Backend ${word(at)} Engineer`,
      text: description(word(at)),
      postedAt: '2026-05-01T00:00:00Z',
    }),
  );

const count = async (sql: string): Promise<number> => {
  const [row] = await sequelize.query<{ count: number }>(`select count(*)::integer as count from ${sql}`, {
    type: QueryTypes.SELECT,
  });
  return row?.count ?? 0;
};
const told = (kind: string) => count(`notifications where kind = '${kind}'`);

let search: SavedSearch;
beforeEach(async () => {
  const { userId } = await buildChatAccount();
  search = await buildSavedSearch({ userId, query: 'backend' });
  await sequelize.query('update saved_searches set backfilled_xid = changed_xid');
});

test('a feed of 5,000 old items is 5 messages and one digest, a new search over them none, and all can be read', async () => {
  await store(await source(), board(items, 'first'));
  await matchAll(sequelize, matcher);
  const matches = await fanOutAll(sequelize, clock);
  const atOnce = await told('match');
  later(1);
  await tellDue(sequelize, now());
  await tellDue(sequelize, now());
  const digests = await told('digest');

  const before = await count('notifications');
  const fresh = await buildSavedSearch({ userId: search.userId ?? 0, query: 'engineer' });
  const { fits } = await backfill({ sequelize, savedSearchId: fresh.id });
  await matchAll(sequelize, matcher);
  await fanOutAll(sequelize, clock);
  later(1);
  await tellDue(sequelize, now());
  const ofNewSearch = (await count('notifications')) - before;
  const readable = await count(`matches where saved_search_id = ${search.id} and seen_at is null`);
  figure(
    'R25',
    `${matches} old items of a new feed: ${atOnce} messages, ${digests} digest, ${readable} in /matches; a new search: ${ofNewSearch} told, its newest ${fits} in /matches`,
    matches === items && atOnce === cap && digests === 1 && readable === items && ofNewSearch === 0 && fits === 500,
  );
});

test('a board that gives all its openings other ids tells nothing again', async () => {
  const openings = 1_000;
  const id = await source();
  await store(id, board(openings, 'first'));
  await matchAll(sequelize, matcher);
  await fanOutAll(sequelize, clock);
  later(1);
  await tellDue(sequelize, now());
  const before = await count('notifications');
  expect(before).toBe(cap + 1);
  const { added, merged } = await store(id, board(openings, 'second').reverse());
  await matchAll(sequelize, matcher);
  const matches = await fanOutAll(sequelize, clock);
  for (let day = 0; day < 3; day += 1) {
    later(1);
    await tellDue(sequelize, now());
  }
  const again = (await count('notifications')) - before;
  const jobs = await count('jobs');
  figure(
    'R25',
    `${added} ids given anew: ${merged} known by url and title, ${jobs} jobs, ${matches} new matches, ${again} told again`,
    added === openings && again === 0 && matches === 0,
  );
});
