import type { Sequelize } from 'sequelize';
import { parseFilter } from '../src/matching/parse-filter.ts';
import type { Discord } from '../test/support/discord/index.ts';
import type { TelegramStandIn } from '../test/support/telegram/index.ts';

/** A word that no posting has; one for every ten searches. */
export const wordOf = (number: number): string =>
  `qz${number.toString(26).replace(/[0-9]/g, (d) => 'qrstuvwxyz'[Number(d)] ?? '')}`;

interface Counts {
  readonly telegram: number;
  readonly discord: number;
  /** In all, shared out among the people of Telegram: each word is in ten searches, each of another person. */
  readonly searches: number;
}

/** People with open chats at the stand-ins, and what they look for. */
export const seedPeople = async (
  sequelize: Sequelize,
  stands: { readonly telegram: TelegramStandIn; readonly discord: Discord },
  counts: Counts,
): Promise<void> => {
  const telegram = Array.from({ length: counts.telegram }, (_, i) => {
    const { id } = stands.telegram.person(`Reader ${i}`, { isOpen: true });
    return { id: String(id), chat: String(id) };
  });
  const discord = Array.from({ length: counts.discord }, (_, i) => {
    const { id, channelId } = stands.discord.person(`Reader ${i}`, { hasChat: true });
    return { id, chat: channelId };
  });
  const all = [
    ...telegram.map((one) => ({ ...one, platform: 'telegram' })),
    ...discord.map((one) => ({ ...one, platform: 'discord' })),
  ];
  const run = (sql: string, bind: unknown[] = []) => sequelize.query(sql, { bind });
  await run('insert into users select from generate_series(1, $1::integer)', [all.length]);
  await run('insert into profiles (user_id) select id from users');
  await run(
    `insert into chat_accounts (user_id, platform, platform_id, chat_id)
     select row_number, platform, id, chat
     from (select row_number() over (), * from json_to_recordset($1::json) as one (platform text, id text, chat text)) rows`,
    [JSON.stringify(all)],
  );
  const filter = JSON.stringify(parseFilter('zzword'));
  const words = Array.from({ length: Math.ceil(counts.searches / 10) }, (_, i) => wordOf(i));
  await run(
    `insert into saved_searches (user_id, number, name, query, filter)
     select 1 + (place * 7919) % $2::integer, place + 1, word, word, replace($3::text, 'zzword', word)::jsonb
     from generate_series(0, $1::integer - 1) place
     cross join lateral (select ($4::text[])[1 + place / 10] as word) named`,
    [counts.searches, counts.telegram, filter, words],
  );
  await run('analyze');
};
