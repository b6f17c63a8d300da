import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { type Listening, listen } from '../src/listen.ts';
import { useDatabaseUrl } from './support/database.ts';
import { recordingLogger } from './support/outbox.ts';
import { startProxy, type TcpProxy } from './support/proxy.ts';

const { url } = useDatabaseUrl();
let listening: Listening | undefined;
let proxy: TcpProxy | undefined;
afterEach(async () => {
  await listening?.stop();
  await proxy?.close();
});

/** Runs statements on a connection of their own. */
const elsewhere = async (...statements: readonly string[]): Promise<void> => {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};

/** Counts calls, and lets a test wait for the next one. */
const counter = () => {
  let calls = 0;
  let next = Promise.withResolvers<void>();
  return {
    call: () => {
      calls += 1;
      next.resolve();
      next = Promise.withResolvers<void>();
    },
    next: () => next.promise,
    calls: () => calls,
  };
};

test('stored jobs and rows of the outbox are announced, once a transaction', async () => {
  const [jobs, outbox] = [counter(), counter()];
  listening = listen({ url, on: { jobs: jobs.call, outbox: outbox.call }, logger: recordingLogger().logger });
  await listening.ready;
  expect([jobs.calls(), outbox.calls()]).toEqual([1, 1]);
  const [jobTold, rowTold] = [jobs.next(), outbox.next()];
  const job = (n: number) => `insert into jobs (title, company_name, url) values ('a', 'b', 'https://x.example/${n}')`;
  await elsewhere('begin', job(1), job(2), 'commit');
  await elsewhere(
    'insert into users default values',
    `insert into chat_accounts (user_id, platform, platform_id) select id, 'telegram', '7' from users`,
    `insert into notifications (user_id, chat_account_id, kind, dedupe_key)
     select user_id, id, 'match', 'a' from chat_accounts`,
  );
  await Promise.all([jobTold, rowTold]);
  expect([jobs.calls(), outbox.calls()]).toEqual([2, 2]);
});

test('a way to the database that is lost without a word is noticed, and what was missed is looked for', async () => {
  proxy = await startProxy(Number(new URL(url).port));
  const through = Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(proxy.port) });
  const jobs = counter();
  const { logger, names } = recordingLogger();
  listening = listen({ url: through.href, on: { jobs: jobs.call }, logger, askEveryMs: 20, answerMs: 200 });
  await listening.ready;
  const again = jobs.next();
  proxy.swallow();
  while (!names().includes('listen.lost')) await elsewhere('select pg_sleep(0.02)');
  proxy.restore();
  await again;
  expect(jobs.calls()).toBe(2);
});
