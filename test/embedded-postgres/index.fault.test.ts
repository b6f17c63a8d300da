import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serverAccount } from '../../src/embedded-postgres/account.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/index.ts';
import { readPostmasterFile } from '../../src/embedded-postgres/postmaster-file.ts';
import { stopServer } from '../../src/embedded-postgres/server.ts';
import { createLogger } from '../../src/logger.ts';

const logger = createLogger('silent');
let base: string;
let directory: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'jobhound-embedded-'));
  directory = join(base, 'data');
});

afterEach(async () => {
  const left = await server();
  if (left !== undefined) await stopServer(left.pid);
  await rm(base, { recursive: true, force: true });
});

const server = () => readPostmasterFile(join(directory, 'postgres'));
const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ directory, logger });

const ask = async (url: string, question: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(question);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
};

const startInAnotherProcess = async (): Promise<{ url: string; child: ChildProcess }> => {
  const script = join(import.meta.dirname, 'start-and-wait.ts');
  const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [url] = await once(lines, 'line');
  return { url: String(url), child };
};

const kill = async (child: ChildProcess): Promise<void> => {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

const eventually = async <T>(attempt: () => Promise<T>, withinMs = 10_000): Promise<T> => {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(20);
    }
  }
};

describe('the embedded database', () => {
  test('starts from nothing, with what the bot needs and nothing open to others', async () => {
    const postgres = await start();
    expect(await ask(postgres.url, `select current_setting('server_version_num')::int / 10000 as answer`)).toBe(17);
    expect(await ask(postgres.url, `select lower('ÄÖÜ') as answer`)).toBe('äöü');
    expect(await ask(postgres.url, `select current_setting('listen_addresses') as answer`)).toBe('127.0.0.1');
    expect(await ask(postgres.url, `select current_setting('unix_socket_directories') as answer`)).toBe('');
    for (const name of ['hstore', 'pg_trgm']) await ask(postgres.url, `create extension ${name}`);
    await expect(ask(postgres.url.replace(/:[^:@]+@/, ':guessed@'), 'select')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(directory, 'postgres', 'jobhound.password'))).mode & 0o777).toBe(0o600);
    await postgres.stop();
    expect(await server()).toBeUndefined();
  });

  test('keeps its data, address and password over a stop and a start', async () => {
    const before = await start();
    await ask(before.url, 'create table kept as select 42 as answer');
    await before.stop();
    const after = await start();
    expect(after.url).toBe(before.url);
    expect(await ask(after.url, 'select answer from kept')).toBe(42);
    await after.stop();
  });

  test('takes another port when its own was taken while it was down', async () => {
    const before = await start();
    await before.stop();
    const stranger = createServer().listen(Number(new URL(before.url).port), '127.0.0.1');
    await once(stranger, 'listening');
    const after = await start();
    expect(after.url).not.toBe(before.url);
    expect(await ask(after.url, 'select 1 as answer')).toBe(1);
    await after.stop();
    stranger.close();
  });

  test('is one server when two starts come at once, also the very first', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(one.url).toBe(two.url);
    await Promise.all([one.stop(), two.stop()]);
    const [three, four] = await Promise.all([start(), start()]);
    expect(three.url).toBe(four.url);
    await three.stop();
    expect(await ask(four.url, 'select 1 as answer')).toBe(1);
    await four.stop();
    expect(await server()).toBeUndefined();
  });

  test('is one server when two processes start it at once', async () => {
    const [one, two] = await Promise.all([startInAnotherProcess(), startInAnotherProcess()]);
    expect(one.url).toBe(two.url);
    await Promise.all([kill(one.child), kill(two.child)]);
  });

  test('is taken over from a process that was killed', async () => {
    const { url, child } = await startInAnotherProcess();
    const orphan = await server();
    await kill(child);
    const postgres = await start();
    expect(postgres.url).toBe(url);
    expect(await server()).toEqual(orphan);
    await postgres.stop();
    expect(await server()).toBeUndefined();
  });

  test('comes back at its address when it was killed, so that a pool goes on', async () => {
    const postgres = await start();
    const pool = new pg.Pool({ connectionString: postgres.url });
    pool.on('error', () => {});
    await pool.query('create table kept as select 42 as answer');
    for (let round = 0; round < 2; round += 1) {
      const killed = await server();
      process.kill(killed?.pid ?? 0, 'SIGKILL');
      const { rows } = await eventually(async () => {
        const result = await pool.query('select answer from kept');
        expect(await server()).not.toEqual(killed);
        return result;
      });
      expect(rows).toEqual([{ answer: 42 }]);
    }
    await pool.end();
    await postgres.stop();
    expect(await server()).toBeUndefined();
  });

  test('stays while another client is connected, and goes with the last one', async () => {
    const postgres = await start();
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await postgres.stop();
    expect((await client.query('select 1 as answer')).rows).toEqual([{ answer: 1 }]);
    await client.end();
    await (await start()).stop();
    expect(await server()).toBeUndefined();
  });

  test('starts although the number in a stale lock is now that of another program', async () => {
    await (await start()).stop();
    const account = await serverAccount();
    const other = spawn('sleep', ['60'], { stdio: 'ignore', cwd: '/', ...account });
    await once(other, 'spawn');
    const lock = `${other.pid}\n/data\n1795232600\n25999\n\n127.0.0.1\n  2147721         4\nready   \n`;
    await writeFile(join(directory, 'postgres', 'postmaster.pid'), lock, { mode: 0o600 });
    const postgres = await start();
    expect(await ask(postgres.url, 'select 1 as answer')).toBe(1);
    await postgres.stop();
    await kill(other);
  });

  test.skipIf(process.getuid?.() !== 0)('works for root below a folder that only root may enter', async () => {
    directory = join(base, 'private', 'deep', 'data');
    await mkdir(join(base, 'private', 'deep'), { recursive: true, mode: 0o700 });
    const postgres = await start();
    const { pid } = (await server()) ?? { pid: 0 };
    expect(await readFile(`/proc/${pid}/status`, 'utf8')).not.toMatch(/^Uid:\s+0/m);
    await ask(postgres.url, 'create table written as select generate_series(1, 1000) as answer');
    await ask(postgres.url, 'checkpoint');
    process.kill(pid, 'SIGKILL');
    expect(await eventually(() => ask(postgres.url, 'select count(*)::int as answer from written'))).toBe(1000);
    await postgres.stop();
  });
});
