import { setTimeout as delay } from 'node:timers/promises';
import type { Sequelize } from 'sequelize';
import { buildJob } from '../test/support/builders.ts';
import type { TelegramStandIn } from '../test/support/telegram/index.ts';
import { wordOf } from './deliver-people.ts';
import { spread } from './quantile.ts';
import { say } from './say.ts';

/** From the commit of a job to the API calls of its messages: one job a second, ten people each, told at the commit or found by the ticks. */
export const benchLatency = async (sequelize: Sequelize, telegram: TelegramStandIn, jobs: number): Promise<void> => {
  let word = 0;
  const measure = async (count: number): Promise<number[]> => {
    const times: number[] = [];
    for (let i = 0; i < count; i += 1) {
      const before = telegram.calls('sendMessage').length;
      word += 1;
      await buildJob({ title: `Engineer ${wordOf(word)}`, companyName: `Company ${word}` });
      const committed = Date.now();
      await delay(1_000);
      const arrived = () => telegram.calls('sendMessage').slice(before);
      for (let waited = 1_000; arrived().length < 10 && waited < 15_000; waited += 50) await delay(50);
      times.push(...arrived().map(({ at }) => Math.max(0, at - committed)));
    }
    return times;
  };
  await measure(1);
  const woken = await measure(jobs);
  await sequelize.query('alter table jobs disable trigger jobs_announced');
  await sequelize.query('alter table notifications disable trigger notifications_announced');
  const ticked = await measure(Math.ceil(jobs / 4));
  say(`commit to call, woken by the database: ${spread(woken)} (${woken.length} messages), p99 at most 1000 promised`);
  say(`commit to call, by the ticks alone:    ${spread(ticked)} (${ticked.length} messages)`);
};
