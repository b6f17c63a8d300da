import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { ScheduleTurn } from '../../models/index.ts';
import { openDatabase } from '../../src/database.ts';
import { createLogger } from '../../src/logger.ts';
import { takeTurnAt } from '../../src/turns.ts';
import { useDatabase } from '../support/database.ts';
import { figure } from './figures.ts';

const { url } = useDatabase();
const logger = createLogger('silent');
/** Three processes, each with connections of its own. */
const processes = Array.from({ length: 3 }, () => openDatabase({ url, pool: 2, logger }));
afterAll(() => Promise.all(processes.map((sequelize) => sequelize.close())));

test('over three processes one run is active, one that hangs is left behind, and the next tick runs', async () => {
  let active = 0;
  let most = 0;
  let runs = 0;
  const deadlineMs = 2_000;
  const tick = (i: number, work: () => Promise<void>) => {
    const sequelize = processes[i % 3];
    if (sequelize === undefined) throw new Error('no process');
    return takeTurnAt({ sequelize, logger }, 'digest', deadlineMs, async () => {
      active += 1;
      most = Math.max(most, active);
      runs += 1;
      await work();
      active -= 1;
    });
  };
  for (let round = 0; round < 50; round += 1) await Promise.all([0, 1, 2].map((i) => tick(i, () => delay(5))));
  const hung = tick(0, () => new Promise(() => {}));
  await delay(100);
  expect(await tick(1, async () => {})).toBe('overlap');
  expect(await hung).toBe('abandoned');
  active -= 1;
  const since = performance.now();
  while ((await tick(2, async () => {})) !== 'done') await delay(20);
  const nextMs = Math.round(performance.now() - since);
  const counted = await ScheduleTurn.findByPk('digest');
  figure(
    'R22',
    `${runs} runs over 3 processes: at most ${most} active, ${counted?.refused} refused counted; after a hung one the next ran ${nextMs} ms past its deadline`,
    most === 1 && (counted?.refused ?? 0) > 0 && counted?.abandoned === 1 && nextMs < 1_000,
  );
});
