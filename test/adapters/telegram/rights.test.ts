import { expect, onTestFinished, test } from 'vitest';
import { createTelegramApi } from '../../../src/adapters/telegram/api.ts';
import { createRights } from '../../../src/adapters/telegram/rights.ts';
import { createLogger } from '../../../src/logger.ts';
import { startTelegram } from '../../support/telegram/index.ts';

const BOT = 7_000_000_001;

const start = async () => {
  const telegram = await startTelegram();
  const api = createTelegramApi(telegram.token, telegram.url);
  onTestFinished(async () => {
    api.close();
    await telegram.close();
  });
  const time = { ms: 0 };
  const clock = { now: () => new Date(time.ms) };
  const { signal } = new AbortController();
  const rights = createRights({ api, clock, logger: createLogger('silent'), signal });
  const group = telegram.group();
  const ask = (personId: number) => rights({ id: String(group.id), isPrivate: false }, String(personId), BOT);
  return { telegram, group, time, ask };
};

test('a right that was taken away is gone within a minute, and one that was given is there', async () => {
  const { telegram, group, time, ask } = await start();
  const bo = telegram.person('Bo');
  group.makes(bo, 'administrator');
  expect(await ask(bo.id)).toEqual({ mayManage: true, missing: [] });
  group.makes(bo, 'member');
  group.state.mayMembersSend = false;
  time.ms = 59_999;
  expect(await ask(bo.id)).toEqual({ mayManage: true, missing: [] });
  time.ms = 60_000;
  expect(await ask(bo.id)).toEqual({ mayManage: false, missing: ['Send Messages'] });
  group.makes(bo, 'creator');
  group.makesBot('administrator');
  time.ms = 120_000;
  expect(await ask(bo.id)).toEqual({ mayManage: true, missing: [] });
});

test('what Telegram does not say is unknown, and asked anew', async () => {
  const { telegram, group, ask } = await start();
  const bo = telegram.person('Bo');
  group.makes(bo, 'administrator');
  telegram.fail({ method: 'getChatMember', trouble: { kind: 'bad-gateway' } });
  expect(await ask(bo.id)).toBeNull();
  expect(await ask(bo.id)).toEqual({ mayManage: true, missing: [] });
});

test('a bot that is restricted or no longer there is said to be', async () => {
  const { telegram, group, time, ask } = await start();
  const bo = telegram.person('Bo');
  group.makes(bo, 'creator');
  for (const [status, missing] of [
    ['restricted', ['Send Messages']],
    ['left', ['Membership']],
    ['administrator', []],
  ] as const) {
    time.ms += 60_000;
    group.makesBot(status);
    expect(await ask(bo.id), status).toEqual({ mayManage: true, missing });
  }
});

test('the account that all anonymous admins share manages nothing, and is not even asked about', async () => {
  const { telegram, ask } = await start();
  expect(await ask(1_087_968_824)).toEqual({ mayManage: false, missing: [] });
  expect(telegram.calls('getChatMember')).toEqual([]);
});
