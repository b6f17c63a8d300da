import { setTimeout as delay } from 'node:timers/promises';
import type { Sequelize } from 'sequelize';
import type { Discord } from '../test/support/discord/index.ts';
import type { TelegramStandIn } from '../test/support/telegram/index.ts';
import { spread } from './quantile.ts';
import { say } from './say.ts';

/** What the platforms allow in a second, and what the bot may use of it (R13, R14). */
const telegramPace = { ceiling: 30, promised: 27 };
const discordPace = { ceiling: 50, promised: 40 };

interface Stands {
  readonly telegram: TelegramStandIn;
  readonly discord: Discord;
}

/** One message to each of so many people of both platforms at once, while others ask for something. */
export const benchBroadcast = async (
  sequelize: Sequelize,
  { telegram, discord }: Stands,
  seconds: number,
): Promise<void> => {
  const askers = Array.from({ length: 5 }, (_, i) => telegram.person(`Asker ${i}`, { isOpen: true }));
  const ask = async (nth: number): Promise<number> => {
    const asker = askers[nth % askers.length];
    const from = performance.now();
    asker?.says('/help');
    await asker?.nextMessage(30_000);
    return performance.now() - from;
  };
  for (const nth of askers.keys()) await ask(nth);
  const idle: number[] = [];
  for (let nth = 0; nth < 20; nth += 1) idle.push(await ask(nth));

  const sendsOf = () => telegram.calls('sendMessage').length;
  const before = { telegram: sendsOf(), discord: discord.requests.length };
  await sequelize.query(
    `insert into notifications (user_id, chat_account_id, kind, dedupe_key)
     select user_id, id, 'overflow', 'bench' from (
       select *, row_number() over (partition by platform order by id) as nth from chat_accounts
       where platform_id not in (select unnest($1::text[]))
     ) accounts where nth <= case platform when 'telegram' then $2::integer else $3::integer end`,
    {
      bind: [askers.map(({ id }) => String(id)), telegramPace.promised * seconds, discordPace.promised * seconds],
    },
  );
  const busy: number[] = [];
  for (const end = performance.now() + (seconds - 2) * 1_000; performance.now() < end; ) {
    busy.push(await ask(busy.length));
    await delay(200);
  }
  await delay(6_000);

  const telegramAt = telegram.calls('sendMessage').slice(before.telegram);
  const discordAt = discord.requests.slice(before.discord).filter(({ path }) => path.endsWith('/messages'));
  report(
    'Telegram',
    telegramPace,
    telegramAt.map(({ at }) => at),
  );
  report(
    'Discord',
    discordPace,
    discordAt.map(({ at }) => at),
  );
  say(`429 or other refusals of Telegram: ${telegramAt.filter(({ status }) => status !== 200).length}`);
  say(`replies of an idle bot:      ${spread(idle)} (${idle.length})`);
  say(`replies during a broadcast:  ${spread(busy)} (${busy.length}), p95 at most 1000 promised`);
};

const report = (name: string, { ceiling, promised }: typeof telegramPace, times: readonly number[]): void => {
  const sorted = times.toSorted((a, b) => a - b);
  const perSecond = ((sorted.length - 1) * 1_000) / ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0));
  const most = Math.max(...sorted.map((from, i) => sorted.slice(i).filter((at) => at - from < 1_000).length));
  say(
    `${name}: ${sorted.length} messages, ${perSecond.toFixed(1)} a second = ${((100 * perSecond) / promised).toFixed(1)} % of ${promised}; at most ${most} in any second (it allows ${ceiling})`,
  );
};
