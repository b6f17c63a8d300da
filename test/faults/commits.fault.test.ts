import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChatAccount, Match, Profile, SavedSearch, User } from '../../models/index.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { endBots, startWorker } from '../support/bot-process.ts';
import { buildJob } from '../support/builders.ts';
import { useDatabase } from '../support/database.ts';
import { type Platforms, startPlatforms } from '../support/platforms.ts';
import type { AppOrders } from './app-worker.ts';
import { eventually } from './eventually.ts';
import { figure } from './figures.ts';
import { isFull, seed, seeded } from './seeded.ts';
import { linesOf, peopleOf, type Reader } from './told.ts';

const PEOPLE = 10;
/** Before a commit of the matching, and after one. */
const kills = Number(process.env.FAULT_KILLS ?? (isFull ? 62 : 12));
/** Commits of a turn of matching that are met: of the batches and of what people are told. */
const COMMITS = 2;

const { url, sequelize } = useDatabase();
let platforms: Platforms;
let readers: Reader[];

beforeEach(async () => {
  platforms = await startPlatforms();
  const names = Array.from({ length: PEOPLE }, (_, i) => `Reader ${i}`);
  const { discord, telegram } = peopleOf(platforms, names);
  readers = [...discord, ...telegram];
  const users = await User.bulkCreate(readers.map(() => ({ displayName: 'Reader' })));
  const ids = users.map(({ id }) => id);
  await Profile.bulkCreate(ids.map((userId) => ({ userId })));
  await ChatAccount.bulkCreate(
    readers.map(({ platform, platformId, chatId }, i) => ({ userId: ids[i] ?? 0, platform, platformId, chatId })),
  );
  const filter = parseFilter('backend');
  await SavedSearch.bulkCreate(ids.map((userId) => ({ userId, number: 1, name: 'backend', query: 'backend', filter })));
});

afterEach(async () => {
  await endBots();
  await platforms.close();
});

const start = (fate: AppOrders['fate']) =>
  startWorker('test/faults/app-worker.ts', { settings: { ...platforms.settings, DATABASE_URL: url }, fate });

/** What people were shown of the jobs, by the names in their titles. */
const shown = (reader: Reader): string[] =>
  reader.shown().flatMap((text) => [...new Set(text.match(/\bm\d+x0\b/g) ?? [])]);

test('a kill before or after any commit of the matching loses no match and tells of none twice', async () => {
  const random = seeded(seed);
  let killed = 0;
  for (const side of ['before', 'after'] as const) {
    for (let i = 0; i < kills; i += 1) {
      killed += 1;
      await buildJob({ title: `Backend Engineer ${linesOf(`m${killed}`)[0]?.split(' ')[0]}` });
      const bot = start({ side, commit: 1 + Math.floor(random() * COMMITS) });
      const { code } = await bot.ended;
      expect(code, bot.stderr()).toBeNull();
    }
  }
  const last = start(null);
  const isDone = async (): Promise<boolean> => {
    const [rows] = await sequelize.query(
      `select (select count(*) from notifications where status in ('pending', 'sending'))
            + (select count(*) from jobs, match_cursors c where (jobs.changed_xid, jobs.id) > (c.changed_xid, c.job_id))
            + (select count(*) from match_batches where fanned_out_at is null) as open`,
    );
    await sequelize.query(
      `update notifications set lease_until = least(lease_until, now()), due_at = least(due_at, now())
       where status in ('pending', 'sending')`,
    );
    return (rows as { open: number }[])[0]?.open === 0;
  };
  await eventually('everything to be matched and told', isDone, 120_000);
  expect((await last.signal('SIGTERM')).code).toBe(0);

  const pairs = killed * readers.length;
  const matched = await Match.count();
  const twice = readers.reduce((sum, reader) => sum + shown(reader).length - new Set(shown(reader)).size, 0);
  const told = readers.reduce((sum, reader) => sum + new Set(shown(reader)).size, 0);
  figure(
    'R1',
    `${killed} kills at commits of the matching (seed ${seed}): lost ${pairs - matched} of ${pairs} matches, ${told} shown, twice ${twice}`,
    matched === pairs && twice === 0 && told > 0,
  );
}, 600_000);
