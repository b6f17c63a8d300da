import { QueryTypes } from 'sequelize';
import { beforeEach, expect, test } from 'vitest';
import type { SavedSearch } from '../../models/index.ts';
import { tellDue } from '../../src/alerts/tell-due.ts';
import { tellMatches } from '../../src/alerts/tell-matches.ts';
import { figure } from '../faults/figures.ts';
import { buildChatAccount, buildJob, buildMatch, buildSavedSearch } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';

const { sequelize } = useDatabase();
const start = new Date('2027-03-01T08:00:00Z');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let search: SavedSearch & { userId: number };
beforeEach(async () => {
  await sequelize.query('truncate users, jobs restart identity cascade');
  const { userId } = await buildChatAccount();
  search = await buildSavedSearch({ userId, query: 'backend', cadence: 'daily' });
});

/** Before the process went down. */
const found = async (now: Date, jobs: number): Promise<void> => {
  const matches: { userId: number; jobId: number }[] = [];
  for (let i = 0; i < jobs; i += 1) {
    const { jobId } = await buildMatch({
      savedSearchId: search.id,
      jobId: (await buildJob({ title: `Backend ${i}`, postedAt: now })).id,
    });
    matches.push({ userId: search.userId, jobId });
  }
  await sequelize.transaction((transaction) => tellMatches(sequelize, matches, now, transaction));
};

const digests = async (): Promise<string[]> => {
  const rows = await sequelize.query<{ key: string }>(
    `select dedupe_key as key from notifications where kind = 'digest' order by id`,
    { type: QueryTypes.SELECT },
  );
  return rows.map(({ key }) => key);
};

/** The schedule of a process that lives from one moment to the other: a tick every minute. */
const live = async (from: Date, to: Date): Promise<void> => {
  for (let ms = from.getTime(); ms <= to.getTime(); ms += 60_000) await tellDue(sequelize, new Date(ms));
};

// The digest is due at 09:00 UTC.
test.each([
  [1, new Date(start.getTime() + 2 * hourMs)],
  [5, new Date(start.getTime() + 4 * dayMs + 4 * hourMs)],
  [50, new Date(start.getTime() + 49 * dayMs + 12 * hourMs)],
])('a process that was down across %i due ticks tells one digest at its first tick', async (missed, back) => {
  await found(start, 3);
  await live(back, back);
  const first = await digests();
  await live(new Date(back.getTime() + 60_000), new Date(back.getTime() + hourMs));
  const all = await digests();
  figure(
    'R21',
    `${missed} missed: ${first.length} at the first tick, ${all.length} in all`,
    first.length === 1 && all.length === 1 && first[0] === `digest:${back.toISOString().slice(0, 10)}`,
  );
});

test.each([1, 5, 50])(
  'twelve hours late, after %i missed ticks, it tells none, and the next at its hour',
  async (missed) => {
    await found(start, 3);
    const back = new Date(start.getTime() + (missed - 1) * dayMs + 13 * hourMs);
    await live(back, new Date(back.getTime() + hourMs));
    const late = await digests();
    await live(new Date(back.getTime() + 12 * hourMs - 60_000), new Date(back.getTime() + 12 * hourMs));
    expect(await digests()).toHaveLength(1);
    figure('R21', `${missed} missed, 12 h late: ${late.length}`, late.length === 0);
  },
);
