import { QueryTypes, type Sequelize } from 'sequelize';
import { ChatAccount, Match, Profile, SavedSearch, User } from '../../models/index.ts';
import type { Platform } from '../../src/chat/adapter.ts';
import { parseFilter } from '../../src/matching/parse-filter.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { buildJob } from '../support/builders.ts';
import type { Platforms } from '../support/platforms.ts';

/** In the order in which everybody is told of them. */
const titles = ['Backend Engineer One', 'Backend Engineer Two'] as const;

interface Reader {
  readonly platform: Platform;
  readonly platformId: string;
  readonly chatId: string;
  /** The titles that this person saw, in the order in which they appeared. */
  readonly seen: () => string[];
}

/** What became of a load, by what people saw and not by what the bot noted. */
export interface Tally {
  readonly rows: number;
  readonly seen: number;
  readonly lost: number;
  readonly discordTwice: number;
  readonly telegramTwice: number;
  readonly inversions: number;
}

export interface Load {
  readonly rows: number;
  readonly tally: () => Tally;
  /** How many rows there are of each status. */
  readonly statuses: () => Promise<Readonly<Partial<Record<string, number>>>>;
  /** The leases that are held, by this process or a dead one. */
  readonly leases: () => Promise<readonly string[]>;
}

/** Two notifications to each of so many people a platform, whose chat is open; everything else in the database goes. */
export const queueLoad = async (
  sequelize: Sequelize,
  { discord, telegram }: Platforms,
  peoplePerPlatform: number,
): Promise<Load> => {
  await sequelize.query('truncate users, jobs restart identity cascade');
  const titleIn = (text: string): string[] => titles.filter((title) => text.includes(title));
  const numbers = Array.from({ length: peoplePerPlatform }, (_, i) => i);
  const readers: Reader[] = [
    ...numbers.map((i): Reader => {
      const { id, channelId } = discord.person(`Reader ${i}`, { hasChat: true });
      const seen = () => discord.dms(id).flatMap(({ content }) => titleIn(content));
      return { platform: 'discord', platformId: id, chatId: channelId, seen };
    }),
    ...numbers.map((i): Reader => {
      const { id } = telegram.person(`Reader ${i}`, { isOpen: true });
      const seen = () => telegram.messages(id).flatMap(({ text }) => titleIn(text));
      return { platform: 'telegram', platformId: `${id}`, chatId: `${id}`, seen };
    }),
  ];

  const jobs = [];
  for (const title of titles) jobs.push(await buildJob({ title }));
  const users = await User.bulkCreate(readers.map((_, i) => ({ displayName: `Reader ${i}` })));
  const userOf = (i: number): number => users[i]?.id ?? 0;
  await Profile.bulkCreate(users.map(({ id }) => ({ userId: id })));
  await ChatAccount.bulkCreate(
    readers.map(({ platform, platformId, chatId }, i) => ({ userId: userOf(i), platform, platformId, chatId })),
  );
  const filter = parseFilter('backend');
  const searches = await SavedSearch.bulkCreate(
    readers.map((_, i) => ({ userId: userOf(i), number: 1, name: 'backend', query: 'backend', filter })),
  );
  const matches = jobs.flatMap((job) =>
    searches.map(({ id, userId }) => ({
      userId: userId ?? 0,
      savedSearchId: id,
      jobId: job.id,
      foundBy: 'live' as const,
    })),
  );
  await Match.bulkCreate(matches);
  await sequelize.transaction((transaction) =>
    enqueue(
      matches.map((match) => ({ ...match, kind: 'match', dedupeKey: `${match.savedSearchId}:${match.jobId}` })),
      transaction,
    ),
  );

  const select = <T extends object>(sql: string): Promise<T[]> => sequelize.query<T>(sql, { type: QueryTypes.SELECT });
  const twice = (of: Platform): number =>
    readers
      .filter(({ platform }) => platform === of)
      .reduce((sum, { seen }) => sum + seen().length - new Set(seen()).size, 0);
  const isInverted = ({ seen }: Reader): boolean => {
    const firstSeen = [...new Set(seen())];
    return firstSeen.length === titles.length && firstSeen[0] !== titles[0];
  };
  return {
    rows: matches.length,
    tally: () => {
      const arrived = readers.reduce((sum, { seen }) => sum + new Set(seen()).size, 0);
      return {
        rows: matches.length,
        seen: arrived,
        lost: matches.length - arrived,
        discordTwice: twice('discord'),
        telegramTwice: twice('telegram'),
        inversions: readers.filter(isInverted).length,
      };
    },
    statuses: async () => {
      const found = await select<{ status: string; rows: number }>(
        'select status, count(*)::integer as rows from notifications group by status',
      );
      return Object.fromEntries(found.map(({ status, rows }) => [status, rows]));
    },
    leases: async () => {
      const found = await select<{ token: string }>(
        `select lease_token as token from notifications where status = 'sending'`,
      );
      return found.map(({ token }) => token);
    },
  };
};
