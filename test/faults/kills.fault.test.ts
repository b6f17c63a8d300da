import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ChatAccount, User } from '../../models/index.ts';
import type { DeliveryStep } from '../../src/outbox/attempt.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { type Ended, endBots, startWorker } from '../support/bot-process.ts';
import { useDatabase } from '../support/database.ts';
import { type Platforms, startPlatforms } from '../support/platforms.ts';
import type { WorkerOrders } from './delivery-worker.ts';
import { eventually, isStopped } from './eventually.ts';
import { figure } from './figures.ts';
import { isFull, seed, seeded } from './seeded.ts';
import { peopleOf, type Reader, tell } from './told.ts';

const PEOPLE = 80;
const LEASE_MS = 20_000;
/** Of each of the points that concern a delivery, and at any moment. */
const kills = Number(process.env.FAULT_KILLS ?? (isFull ? 62 : 13));

const { url, sequelize } = useDatabase();
let random: () => number;
let platforms: Platforms;
let readers: Reader[];
let lastKey: number;

beforeEach(async () => {
  random = seeded(seed);
  lastKey = 0;
  readers = [];
  await sequelize.query('truncate users restart identity cascade');
  platforms = await startPlatforms(() => 5 + 15 * random());
});

afterEach(async () => {
  await endBots();
  await platforms.close();
});

const addReaders = async (more: readonly Reader[]): Promise<void> => {
  const users = await User.bulkCreate(more.map(() => ({ displayName: 'Reader' })));
  await ChatAccount.bulkCreate(
    more.map(({ platform, platformId, chatId }, i) => ({ userId: users[i]?.id ?? 0, platform, platformId, chatId })),
  );
  readers.push(...more);
};

const addPeople = async (isOpen = true): Promise<void> => {
  const { discord, telegram } = peopleOf(
    platforms,
    Array.from({ length: PEOPLE }, (_, i) => `${isOpen ? 'Reader' : 'Stranger'} ${i}`),
    isOpen,
  );
  await addReaders([...discord, ...telegram]);
};

/** One more message to each of these, in one transaction. */
const queue = async (to: readonly Reader[], isLong: (i: number) => boolean): Promise<void> => {
  const accounts = await ChatAccount.findAll();
  const userOf = new Map(accounts.map(({ platform, platformId, userId }) => [`${platform}:${platformId}`, userId]));
  const rows = to.map((reader, i) => {
    lastKey += 1;
    const key = `m${lastKey}${isLong(i) ? 'long' : ''}`;
    reader.keys.push(key);
    const userId = userOf.get(`${reader.platform}:${reader.platformId}`) ?? 0;
    return { userId, kind: 'match' as const, dedupeKey: key };
  });
  await sequelize.transaction((transaction) => enqueue(rows, transaction));
};

const count = async (where: string): Promise<number> => {
  const [rows] = await sequelize.query(`select count(*)::integer as n from notifications where ${where}`);
  return (rows as { n: number }[])[0]?.n ?? 0;
};

const keysOf = async (where: string): Promise<string[]> => {
  const [rows] = await sequelize.query(`select dedupe_key as key from notifications where ${where}`);
  return (rows as { key: string }[]).map(({ key }) => key);
};

const start = (fate: WorkerOrders['fate']) =>
  startWorker('test/faults/delivery-worker.ts', { databaseUrl: url, settings: platforms.settings, fate });

/** Time passes: whatever a dead process held may be taken, and whatever waits is due. */
const letTimePass = (): Promise<unknown> =>
  sequelize.query(
    `update notifications set lease_until = least(lease_until, now()), due_at = least(due_at, now())
     where status in ('pending', 'sending')`,
  );

/** Delivers what is left. */
const drain = async (): Promise<void> => {
  const worker = start(null);
  const isDone = async (): Promise<boolean> => {
    await letTimePass();
    return (await count(`status in ('pending', 'sending')`)) === 0;
  };
  await eventually('an empty outbox', isDone, 120_000);
  expect((await worker.signal('SIGTERM')).code).toBe(0);
};

interface Point {
  readonly name: string;
  readonly step: DeliveryStep;
  /** From the step to the kill, in ms: at most. */
  readonly withinMs: number;
  readonly isLong?: boolean;
}

const points: readonly Point[] = [
  { name: 'P2 after the claim', step: 'claimed', withinMs: 0 },
  { name: 'P3 request written, no reply', step: 'sending', withinMs: 4 },
  { name: 'P4 reply read, not marked', step: 'answered', withinMs: 0 },
  { name: 'P5 after the mark', step: 'settled', withinMs: 0 },
  { name: 'P6 between the parts', step: 'part-sent', withinMs: 0, isLong: true },
  { name: 'any moment', step: 'claimed', withinMs: 400 },
];

/** Starts two at once until so many were killed; each ends itself at the point. */
const killAt = async ({ step, withinMs, isLong = false }: Point, times: number): Promise<number> => {
  let killed = 0;
  while (killed < times) {
    if ((await count(`status = 'pending'`)) < 2 * PEOPLE) await queue(readers, (i) => isLong || i % 5 === 0);
    const fates = Array.from({ length: Math.min(2, times - killed) }, (_, i) => ({
      signal: 'SIGKILL' as const,
      step,
      // The rows of the dead come first: a later one, so that not the same rows are hit again and again.
      occurrence: 3 + Math.floor(random() * 6),
      afterMs: Math.round(random() * withinMs),
      // One of each platform where the point is met at both.
      platform: (['discord', 'telegram'] as const)[i % 2],
    }));
    const ended = await Promise.all(
      fates.map(async ({ platform, ...fate }): Promise<Ended> => {
        const worker = start({ ...fate, ...(platform === undefined ? {} : { platform }) });
        return worker.ended;
      }),
    );
    for (const { code } of ended) expect(code).toBeNull();
    killed += ended.length;
  }
  return killed;
};

const statuses = async (): Promise<Readonly<Record<string, number>>> => {
  const [rows] = await sequelize.query('select status, count(*)::integer as n from notifications group by status');
  return Object.fromEntries((rows as { status: string; n: number }[]).map(({ status, n }) => [status, n]));
};

describe('a delivery that is killed', () => {
  test('loses nothing, repeats at most what was in flight, and keeps the order', async () => {
    await addPeople();
    let killed = 0;
    for (const point of points) killed += await killAt(point, kills);
    await drain();

    // P7: the chat is open and not yet remembered. Only strangers are left, so that they come first.
    const strangers = readers.length;
    await addPeople(false);
    const fresh = readers.slice(strangers).filter(({ platform }) => platform === 'discord');
    await queue(fresh, (i) => i % 5 === 0);
    for (let i = 0; i < kills; i += 1) {
      const worker = start({ signal: 'SIGKILL', step: 'chat-opened', occurrence: 1, afterMs: 0, platform: 'discord' });
      expect((await worker.ended).code).toBeNull();
      killed += 1;
    }
    // The rest of them would be opened one in some seconds; their chats are known by now.
    for (const reader of fresh) {
      const { channelId } = platforms.discord.person(`Stranger ${fresh.indexOf(reader)}`);
      await ChatAccount.update({ chatId: channelId }, { where: { platformId: reader.platformId } });
    }
    await drain();

    const unclear = new Set(await keysOf(`status = 'unknown'`));
    const told = tell(readers, unclear);
    const ends = await statuses();
    const { lost, discordTwice, telegramTwice, inversions, messages } = told;
    process.stdout.write(
      `\nkills  seed ${seed}  ${JSON.stringify({ killed, ...told, lost: lost.slice(0, 5), ends })}\n`,
    );
    figure(
      'R1',
      `${killed} kills of a delivery: lost ${lost.length} of ${messages}, unknown ${unclear.size}`,
      lost.length === 0,
    );
    figure('R2', `${killed} kills: ${discordTwice} twice`, discordTwice === 0);
    figure('R3', `${telegramTwice} in ${killed} kills`, telegramTwice <= killed);
    figure('R4', `${killed} kills: ${inversions}`, inversions === 0);
  }, 900_000);

  test('leaves its rows to others within its lease and 5 s', async () => {
    await addPeople();
    await queue(readers, () => false);
    const since = performance.now();
    const dead = start({ signal: 'SIGKILL', step: 'claimed', occurrence: 5, afterMs: 0 });
    await dead.ended;
    const diedMs = performance.now();
    expect(await count(`status = 'sending'`)).toBeGreaterThan(0);
    const other = start(null);
    await eventually('a delivered rest', async () => (await count(`status <> 'delivered'`)) === 0, LEASE_MS + 40_000);
    const afterMs = Math.round(performance.now() - diedMs);
    expect(diedMs - since).toBeGreaterThan(0);
    await other.signal('SIGTERM');
    figure('R5', `all back and delivered ${afterMs} ms after the kill`, afterMs <= LEASE_MS + 5_000);
  });
});

describe('a delivery that sleeps past its lease', () => {
  test('changes nothing when it wakes, and Discord shows nothing twice', async () => {
    await addPeople();
    await queue(readers, () => false);
    let fenced = 0;
    let staleMarks = 0;
    for (let i = 0; i < 4; i += 1) {
      await queue(readers, () => false);
      // It has the platform's answer, and sleeps before it writes it down.
      const platform = i % 2 === 0 ? 'discord' : 'telegram';
      const sleeper = start({ signal: 'SIGSTOP', step: 'answered', occurrence: 2, afterMs: 0, platform });
      await eventually('a sleeping process', () => isStopped(sleeper.pid), 60_000);
      await letTimePass();
      const other = start(null);
      await eventually(
        'an outbox without it',
        async () => {
          await letTimePass();
          return (await count(`status in ('pending', 'sending')`)) === 0;
        },
        60_000,
      );
      const before = await marks();
      sleeper.signal('SIGCONT');
      await eventually('a stale mark', () => /outbox.lease_lost/.test(sleeper.stdout()), 10_000);
      await sleeper.signal('SIGTERM');
      await other.signal('SIGTERM');
      fenced += sleeper.stdout().split('outbox.lease_lost').length - 1;
      if (JSON.stringify(await marks()) !== JSON.stringify(before)) staleMarks += 1;
    }
    const { lost, discordTwice, inversions } = tell(readers);
    figure(
      'R6',
      `${fenced} stale marks changed ${staleMarks} rows, Discord ${discordTwice} twice`,
      fenced >= 4 && staleMarks === 0 && discordTwice === 0 && lost.length === 0 && inversions === 0,
    );
  });
});

const marks = async (): Promise<unknown> =>
  (await sequelize.query('select id, status, platform_message_id, updated_at from notifications order by id'))[0];
