import { Op } from 'sequelize';
import { afterEach, expect, test } from 'vitest';
import { SavedSearch, SeenUpdate } from '../../models/index.ts';
import { type BotProcess, endBots, startBot } from '../support/bot-process.ts';
import { useDatabase } from '../support/database.ts';
import { startTelegram, type TelegramStandIn } from '../support/telegram/index.ts';
import { eventually } from './eventually.ts';
import { figure } from './figures.ts';
import { seed, seeded } from './seeded.ts';

const PEOPLE = 40;
const TOGETHER = 8;

const { url } = useDatabase();
const random = seeded(seed);
let sides: TelegramStandIn[] = [];
let bots: BotProcess[] = [];

afterEach(async () => {
  await endBots();
  for (const side of sides) await side.close();
});

/** Two processes on one database, each at a Telegram of its own that knows the same people. */
const startTwo = async (): Promise<void> => {
  sides = [await startTelegram(), await startTelegram()];
  for (let i = 0; i < PEOPLE; i += 1) for (const side of sides) side.person(`person ${i}`, { isOpen: true });
  bots = sides.map((side) =>
    startBot({ DATABASE_URL: url, TELEGRAM_TOKEN: side.token, TELEGRAM_API_URL: side.url, LOG_LEVEL: 'warn' }),
  );
  for (const side of sides) await side.until(() => (side.updates.isPolled() ? true : null), 'a long poll', 60_000);
};

const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);

/**
 * Everybody saves a search of this name, each update three times over both processes, in any order. Some
 * people at a time: who waits longer than the database may take is told to try again, which is no drop.
 */
const sendThrice = async (firstId: number, word: string): Promise<void> => {
  for (let from = 0; from < PEOPLE; from += TOGETHER) {
    const before = await handled();
    sendSome(firstId, word, from);
    await eventually('these updates', async () => (await handled()) === before + TOGETHER, 120_000);
  }
};

const sendSome = (firstId: number, word: string, from: number): void => {
  const updates = Array.from({ length: TOGETHER }, (_, n) => n + from).map((i) => ({
    update_id: firstId + i,
    message: {
      message_id: firstId + i,
      date: 1_790_000_000,
      chat: { id: 1001 + i, type: 'private', first_name: `person ${i}` },
      from: { id: 1001 + i, is_bot: false, first_name: `person ${i}`, language_code: 'en' },
      text: `/search add ${word}`,
    },
  }));
  const either = Map.groupBy(shuffled([...updates, ...updates, ...updates]), () => (random() < 0.5 ? 0 : 1));
  // Each side's at once: a higher id that was handled confirms all below it.
  for (const [side, list] of either) sides[side]?.updates.push(...list);
};

const handled = (): Promise<number> => SeenUpdate.count({ where: { handledAt: { [Op.ne]: null } } });

const answersTo = (word: string): number =>
  sides.reduce(
    (sum, side) =>
      sum +
      Array.from({ length: PEOPLE }, (_, i) => side.messages(1001 + i))
        .flat()
        .filter(({ text }) => text.includes(word)).length,
    0,
  );

test('every update is handled once, three times sent over two processes, and after its ids began anew', async () => {
  await startTwo();
  await sendThrice(700_000_001, 'rust');
  // After a week without updates Telegram begins again anywhere: an empty answer comes first.
  for (const side of sides) {
    await side.until(() => (side.updates.unconfirmed().length === 0 ? true : null), 'all confirmed', 30_000);
    side.updates.close();
    await side.polled();
  }
  await sendThrice(17, 'kotlin');
  for (const bot of bots) expect((await bot.signal('SIGTERM')).code).toBe(0);

  const searches = await SavedSearch.findAll();
  const effects = new Set(searches.map(({ userId, query }) => `${userId} ${query}`)).size;
  const answers = answersTo('rust') + answersTo('kotlin');
  figure(
    'R15',
    `${6 * PEOPLE} deliveries of ${2 * PEOPLE} updates (seed ${seed}): ${searches.length} effects, ${2 * PEOPLE - effects} dropped, ${answers} answers`,
    searches.length === 2 * PEOPLE && effects === 2 * PEOPLE && answers === 2 * PEOPLE,
  );
});
