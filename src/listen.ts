import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { impatientSocket } from './database-client.ts';
import type { Logger } from './logger.ts';

interface Deps {
  /** `postgres://...` */
  readonly url: string;
  /** What to do when a channel is announced, by its name. Must not throw. */
  readonly on: Readonly<Record<string, () => void>>;
  readonly logger: Logger;
  /** How often the connection is asked whether it is alive. */
  readonly askEveryMs?: number;
  /** How long an answer may take. */
  readonly answerMs?: number;
}

export interface Listening {
  /** Resolves when the first connection listens; at the latest when it is stopped. */
  readonly ready: Promise<void>;
  readonly stop: () => Promise<void>;
}

const RETRY_MS = 1_000;
/** With the 5 s that an answer may take, a way that was lost without a word is noticed within 15 s. */
const ASK_EVERY_MS = 10_000;
const ANSWER_MS = 5_000;

/**
 * Hears what the database announces (`NOTIFY`) on one connection of its own, which is opened again
 * for as long as it takes. Announcements carry nothing, and those of one transaction are one. What
 * was missed while nobody listened is made up for by one call of everything at each new connection;
 * the ticks of the schedule would find it as well.
 */
export const listen = ({ url, on, logger, askEveryMs = ASK_EVERY_MS, answerMs = ANSWER_MS }: Deps): Listening => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();

  const hear = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'jobhound',
      connectionTimeoutMillis: 1_500,
      query_timeout: answerMs,
      keepAlive: true,
      stream: impatientSocket,
    });
    const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
    client.on('error', () => lose());
    client.on('end', () => lose());
    const leave = () => lose();
    signal.addEventListener('abort', leave);
    client.on('notification', ({ channel }) => on[channel]?.());
    try {
      await client.connect();
      for (const channel of Object.keys(on)) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      isReady();
      for (const wake of Object.values(on)) wake();
      while (!signal.aborted && !(await within(askEveryMs, lost))) await client.query('select 1');
    } finally {
      signal.removeEventListener('abort', leave);
      // Not awaited for longer than a moment: the other side may be gone.
      await Promise.race([client.end().catch(() => undefined), delay(answerMs, undefined, { ref: false })]);
    }
  };

  const hearForEver = async (): Promise<void> => {
    while (!signal.aborted) {
      await hear().catch((error: unknown) => logger.warn('listen.lost', { reason: nameOf(error) }));
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
    isReady();
  };
  const ended = hearForEver();

  return {
    ready,
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
};

/** True as soon as it is lost, false once the time is over. */
const within = async (ms: number, lost: Promise<void>): Promise<boolean> => {
  const timer = new AbortController();
  try {
    const over = delay(ms, false, { signal: timer.signal }).catch(() => false);
    return await Promise.race([lost.then(() => true), over]);
  } finally {
    timer.abort();
  }
};

const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
};
