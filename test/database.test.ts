import { connect, createServer, type Server, type Socket } from 'node:net';
import { QueryTypes, type Sequelize } from 'sequelize';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isStorageAway, openDatabase, reachDatabase, withoutValues } from '../src/database.ts';
import { createLogger } from '../src/logger.ts';
import { inDatabase } from './support/cluster.ts';
import { useDatabaseUrl } from './support/database.ts';

const { url } = useDatabaseUrl();
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const open = (to: string, pool = 2): Sequelize => {
  const database = openDatabase({ url: to, pool, logger: createLogger('silent') });
  closers.push(() => database.close());
  return database;
};

const select = (database: Sequelize, sql: string): Promise<object[]> =>
  database.query(sql, { type: QueryTypes.SELECT });

/** The error of a promise that must fail, and after how many milliseconds. */
const failure = async (work: Promise<unknown>): Promise<{ error: unknown; ms: number }> => {
  const start = performance.now();
  try {
    await work;
  } catch (error) {
    return { error, ms: performance.now() - start };
  }
  throw new Error('did not fail');
};

/** A port where `answer` decides what becomes of a connection. */
const listen = async (answer: (socket: Socket) => void): Promise<string> => {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    answer(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.unshift(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `postgres://u:p@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/d`;
};

/** Ends every connection to the test's database but the one that asks. */
const endConnections = (): Promise<void> =>
  inDatabase(url, async (client) => {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
  });

/** An error response of PostgreSQL's protocol. */
const errorResponse = (state: string, message: string): Buffer => {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${state}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};

describe('a database that is away', () => {
  test('is told at once where nothing listens', async () => {
    const free = await listen(() => undefined);
    await closers.shift()?.();
    const { error, ms } = await failure(select(open(free), 'select 1'));
    expect(isStorageAway(error)).toBe(true);
    expect(ms).toBeLessThan(1_400);
  });

  test('is told within two seconds where a server takes the connection and says nothing', async () => {
    const { error, ms } = await failure(select(open(await listen(() => undefined)), 'select 1'));
    expect(isStorageAway(error)).toBe(true);
    expect(ms).toBeLessThan(2_000);
  });

  test.each([
    ['57P03', 'the database system is starting up'],
    ['57P01', 'terminating connection due to administrator command'],
    ['53300', 'sorry, too many clients already'],
  ])('is told where the server answers %s', async (state, message) => {
    const busy = await listen((socket) => socket.once('data', () => socket.end(errorResponse(state, message))));
    expect(isStorageAway((await failure(select(open(busy), 'select 1'))).error)).toBe(true);
  });

  test('is told where the server hangs up', async () => {
    const rude = await listen((socket) => socket.once('data', () => socket.destroy()));
    expect(isStorageAway((await failure(select(open(rude), 'select 1'))).error)).toBe(true);
  });

  test('is told where the name does not resolve', async () => {
    const { error } = await failure(select(open('postgres://u:p@nowhere.invalid/d'), 'select 1'));
    expect(isStorageAway(error)).toBe(true);
  });

  test('is told within 2.5 s where every connection is taken', async () => {
    const database = open(url, 1);
    await database.transaction(async (transaction) => {
      await database.query('select 1', { transaction });
      const { error, ms } = await failure(select(database, 'select 1'));
      expect(isStorageAway(error)).toBe(true);
      expect(ms).toBeLessThan(2_700);
    });
  });
});

describe('the start', () => {
  test('waits for a server that is starting', async () => {
    let asked = 0;
    const { hostname, port } = new URL(url);
    const starting = await listen((socket) => {
      asked += 1;
      if (asked > 2) pass(socket, connect(Number(port), hostname));
      else socket.once('data', () => socket.end(errorResponse('57P03', 'the database system is starting up')));
    });
    const there = new URL(url);
    there.port = new URL(starting).port;
    await reachDatabase(open(there.href));
    expect(asked).toBe(3);
  });

  test('gives up when its time is over', async () => {
    const full = await listen((socket) => socket.once('data', () => socket.end(errorResponse('53300', 'too many'))));
    expect(isStorageAway((await failure(reachDatabase(open(full), 300))).error)).toBe(true);
  });

  test('does not wait where nothing listens', async () => {
    const free = await listen(() => undefined);
    await closers.shift()?.();
    expect((await failure(reachDatabase(open(free)))).ms).toBeLessThan(1_400);
  });
});

/** Hands all that one end says to the other. */
const pass = (socket: Socket, to: Socket): void => {
  socket.pipe(to).pipe(socket);
  to.on('error', () => socket.destroy());
  socket.on('close', () => to.destroy());
};

describe('a database that comes back', () => {
  test('is used again after its connections ended, idle or at work, and no error escapes', async () => {
    const database = open(url, 3);
    await select(database, 'select 1');
    await endConnections();
    expect(await select(database, 'select 1 as one')).toEqual([{ one: 1 }]);

    const sleeping = failure(select(database, 'select pg_sleep(30)'));
    const half = failure(
      database.transaction(async (transaction) => {
        await database.query('select 1', { transaction });
        await endConnectionsOnceBusy(database);
        await database.query('select 1', { transaction });
      }),
    );
    expect(isStorageAway((await sleeping).error)).toBe(true);
    expect(isStorageAway((await half).error)).toBe(true);
    // A connection of which nobody has noticed yet that it ended may be tried first.
    await expect.poll(() => select(database, 'select 1 as one').catch(() => null)).toEqual([{ one: 1 }]);
  });
});

/** Waits for the sleeper's statement to have begun, then ends all. */
const endConnectionsOnceBusy = async (database: Sequelize): Promise<void> => {
  const busy = `select count(*) as n from pg_stat_activity where datname = current_database() and query like '%pg_sleep(30)' and state = 'active'`;
  for (;;) {
    const [row] = await select(database, busy);
    if (row !== undefined && 'n' in row && row.n === 1) break;
  }
  await endConnections();
};

describe('errors that do not mean away', () => {
  let database: Sequelize;
  beforeAll(() => {
    database = openDatabase({ url, pool: 2, logger: createLogger('silent') });
    return () => database.close();
  });

  test.each([
    ['a wrong statement', 'selec 1'],
    ['a broken rule', "insert into users (role) values ('king')"],
    ['a statement that took too long', 'set statement_timeout = 1; select pg_sleep(1)'],
  ])('%s', async (_what, sql) => {
    expect(isStorageAway((await failure(database.query(sql))).error)).toBe(false);
  });

  test('a database that does not exist', async () => {
    const other = new URL(url);
    other.pathname = '/no_such_database';
    expect(isStorageAway((await failure(select(open(other.href), 'select 1'))).error)).toBe(false);
  });

  test('a wrong password', async () => {
    const strict = await listen((socket) =>
      socket.once('data', () => socket.end(errorResponse('28P01', 'password authentication failed'))),
    );
    expect(isStorageAway((await failure(select(open(strict), 'select 1'))).error)).toBe(false);
  });

  test('a web server that cannot be reached, a missing file, a thing that is no error', async () => {
    const port = new URL(await listen(() => undefined)).port;
    await closers.shift()?.();
    expect(isStorageAway((await failure(fetch(`http://127.0.0.1:${port}`))).error)).toBe(false);
    const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', syscall: 'open' });
    expect(isStorageAway(missing)).toBe(false);
    expect(isStorageAway('ECONNREFUSED')).toBe(false);
  });
});

describe('the connection', () => {
  test('has the timeouts that end a forgotten statement or transaction', async () => {
    expect(
      await select(
        open(url),
        `select current_setting('statement_timeout') as statement,
                current_setting('idle_in_transaction_session_timeout') as idle, current_setting('TimeZone') as zone`,
      ),
    ).toEqual([{ statement: '20s', idle: '30s', zone: expect.stringMatching(/^(UTC|<\+00>-00|00:00:00)/) }]);
  });

  test('opens no connection of its own accord', async () => {
    const database = open(url, 4);
    await select(database, 'select 1');
    expect(
      await select(database, 'select count(*) as n from pg_stat_activity where datname = current_database()'),
    ).toEqual([{ n: 1 }]);
  });
});

describe('logged statements', () => {
  test('hold no values, and are logged only where that is asked for', async () => {
    const lines: string[] = [];
    const logger = createLogger('debug', (line) => lines.push(line));
    const loud = openDatabase({ url, pool: 1, logSql: true, logger });
    const quiet = openDatabase({ url, pool: 1, logger });
    closers.push(
      () => loud.close(),
      () => quiet.close(),
    );
    await quiet.query("select 'quiet'");
    expect(lines).toEqual([]);
    await loud.query("select 'it''s Ada' as name, 4711 as n, $1::text as bound", { bind: ['secret'] });
    expect(lines.join()).toContain('select ? as name, ? as n, $1::text as bound');
    expect(lines.join()).not.toMatch(/Ada|4711|secret/);
  });

  test('lose strings and numbers but not names', () => {
    expect(withoutValues(`UPDATE "t1" SET "a"=$2 WHERE "x" = 'a''b' AND n > 1.5 AND d.id = -12 LIMIT 3`)).toBe(
      `UPDATE "t1" SET "a"=$2 WHERE "x" = ? AND n > ? AND d.id = -? LIMIT ?`,
    );
  });
});
