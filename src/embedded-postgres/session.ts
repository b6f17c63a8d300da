import pg from 'pg';
import { type DataFolder, role } from './data-folder.ts';
import { type Postmaster, parsePostmasterFile } from './postmaster-file.ts';
import { markStopping, selectOtherClients, selectPostmasterFile } from './session.sql.ts';

export interface Session {
  readonly client: pg.Client;
  /** Resolves when the session has ended, which is at once when the server dies. */
  readonly gone: Promise<void>;
}

/** Where a pool connects to. */
export const databaseUrl = (port: number, password: string): string =>
  `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;

const connectionTimeoutMs = 5000;

/**
 * A session on the server that `found` says is running, when it accepts sessions and is truly the
 * one of this data folder; otherwise undefined. A process or port number may long be somebody
 * else's, so the server must know our password and see the very file that named it.
 */
export const openSession = async (data: DataFolder, found: Postmaster): Promise<Session | undefined> => {
  const client = new pg.Client({
    connectionString: databaseUrl(found.port, data.password),
    connectionTimeoutMillis: connectionTimeoutMs,
    application_name: 'jobhound supervisor',
    keepAlive: true,
  });
  // Without a listener, a connection that breaks would end the process.
  client.on('error', () => {});
  const gone = new Promise<void>((resolve) => client.once('end', () => resolve()));
  try {
    await client.connect();
    const { rows } = await client.query<{ file: string }>(selectPostmasterFile);
    const theirs = parsePostmasterFile(rows[0]?.file ?? '');
    if (theirs?.pid === found.pid && theirs.port === found.port) return { client, gone };
  } catch {
    // Not there, still starting, or not ours: in each case there is no session.
  }
  await client.end().catch(() => {});
  return undefined;
};

/**
 * Whether nobody but those who are stopping as well is connected. Says first that we are: of two
 * that stop at the same time, both would otherwise leave it to the other.
 */
export const isLastClient = async (client: pg.Client): Promise<boolean> => {
  await client.query(markStopping);
  const { rows } = await client.query<{ others: boolean }>(selectOtherClients);
  return rows[0]?.others === false;
};
