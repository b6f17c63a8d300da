import { setTimeout as delay } from 'node:timers/promises';
import { QueryTypes, type Sequelize } from 'sequelize';
import type { Adapter } from '../src/chat/adapter.ts';
import { createPacing } from '../src/chat/pacing.ts';
import { systemClock } from '../src/clock.ts';
import { createLogger } from '../src/logger.ts';
import { claim, findDue } from '../src/outbox/claim.ts';
import { createDelivery } from '../src/outbox/deliver.ts';
import { settle } from '../src/outbox/settle.ts';
import { spread } from './quantile.ts';
import { say } from './say.ts';

/** A platform that answers within 5 to 20 ms and has no ceiling. */
const quickPlatform = (): Adapter => ({
  platform: 'discord',
  pacing: createPacing('console'),
  start: async () => {},
  stop: async () => {},
  send: async () => {
    await delay(5 + Math.random() * 15);
    return { kind: 'delivered', messageId: '1', chatId: '1' };
  },
});

/** Claims from a full outbox, and how fast two deliveries with four sends in flight each empty it. */
export const benchDrain = async (
  sequelize: Sequelize,
  recipients: number,
  each: number,
  seconds: number,
): Promise<void> => {
  const run = (sql: string, bind: unknown[] = []) => sequelize.query(sql, { bind });
  await run('truncate users restart identity cascade');
  await run('insert into users select from generate_series(1, $1::integer)', [recipients]);
  await run(
    `insert into chat_accounts (user_id, platform, platform_id, chat_id) select id, 'discord', id, id from users`,
  );
  await run(
    `insert into notifications (user_id, chat_account_id, kind, dedupe_key)
     select a.user_id, a.id, 'match', n::text from generate_series(1, $1::integer) n, chat_accounts a`,
    [each],
  );
  await run('analyze');

  const looks: number[] = [];
  for (let i = 0; i < 5; i += 1) looks.push(await timed(() => findDue(sequelize, 'discord', 500)));
  const claims: number[] = [];
  for (const { id } of await findDue(sequelize, 'discord', 500)) {
    const from = performance.now();
    const row = await claim(sequelize, id);
    claims.push(performance.now() - from);
    if (row !== null) await settle(sequelize, row, { kind: 'delivered', messageId: '1', chatId: '1' });
  }
  say(
    `${recipients * each} pending over ${recipients}: a page of 500 ${spread(looks, 1)}; claim ${spread(claims, 1)}, p95 at most 20 promised`,
  );

  const deliveries = [0, 1].map(() =>
    createDelivery({
      sequelize,
      adapters: new Map([['discord', quickPlatform()]]),
      render: async () => ({ text: ['hello'] }),
      clock: systemClock,
      logger: createLogger('error'),
    }),
  );
  const from = performance.now();
  const running = deliveries.map((delivery) => delivery.run());
  await delay(seconds * 1_000);
  await Promise.all(deliveries.map((delivery) => delivery.stop()));
  const delivered = (await Promise.all(running)).reduce((sum, count) => sum + count, 0);
  const perSecond = delivered / ((performance.now() - from) / 1_000);
  const [left] = await sequelize.query<{ sending: number }>(
    `select count(*)::integer as sending from notifications where status = 'sending'`,
    { type: QueryTypes.SELECT },
  );
  say(
    `drained with the pace lifted: ${perSecond.toFixed(0)} a second, at least 300 promised; left in sending ${left?.sending}`,
  );
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};
